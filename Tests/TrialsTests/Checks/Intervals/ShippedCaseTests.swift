import Testing

@testable import Trials

/// What is known of the printed numbers of the magnesium trials.
@Suite("Known printed numbers")
struct ShippedCaseTests {
  typealias Records = IntervalRecords

  static func only(_ code: String, _ checks: [ConsistencyCheck]) throws -> ConsistencyCheck {
    let found = checks.filter { $0.code == code }
    #expect(found.count == 1, "\(found.map(\.message))")
    return try #require(found.first)
  }

  /// Baseline and final values are there too; P is of the change.
  @Test func roguinMaor() throws {
    func arms(_ time: String, _ phase: ArmRecord.Phase, _ a: [String], _ b: [String]) -> [ArmRecord]
    {
      [
        Records.arm(.treatment, timepoint: time, phase: phase, n: "48", mean: a[0], sd: a[1]),
        Records.arm(.comparator, timepoint: time, phase: phase, n: "46", mean: b[0], sd: b[1]),
      ]
    }
    let checks = Records.checks(
      arms("screening", .baseline, ["7.84", "5.68"], ["8.51", "5.20"])
        + arms("4 weeks", .treatment, ["4.44", "5.66"], ["5.48", "4.93"])
        + arms("screening to 4 weeks", .change, ["-3.41", "4.05"], ["-3.03", "4.53"]),
      [
        Records.contrast(
          timepoint: "screening to 4 weeks", measure: "MD", estimate: "0.38", error: "0.48",
          p: ".67")
      ])
    let p = try Self.only("A121", checks)
    #expect(p.verdict == .consistent)
    #expect(p.message.contains("pooled t"))
    let bracket = try Self.only("A123", checks)
    #expect(bracket.verdict == .inconsistent)
    #expect(try #require(bracket.recomputed).contains(0.888))
    #expect(bracket.message.contains("neither"))
    let estimate = try Self.only("A125", checks)
    #expect(estimate.verdict == .consistent)
    #expect(estimate.message.contains("comparator to treatment"))
    #expect(estimate.inspectItems == ["4.9"])
  }

  @Test func supakatisantIntensity() throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, n: "43", events: "30", percent: "69.8"),
        Records.arm(.comparator, n: "43", events: "21", percent: "48.8"),
      ],
      [Records.contrast(measure: "RR", estimate: "1.43", low: "0.99", high: "2.06", p: "0.048")])
    let p = try Self.only("A122", checks)
    #expect(p.verdict == .consistent)
    #expect(p.message.contains("agrees with chi-square;"))
    #expect(p.message.contains("hangs on the test"))
    #expect(try Self.only("A125", checks).verdict == .consistent)
    let triangle = checks.filter { $0.code == "A123" }
    #expect(triangle.map(\.verdict) == [.consistent, .consistent])
    #expect(triangle[1].message.contains("includes no difference"))
  }

  /// 18/66 and 21/66 do not give OR 1.3 (0.6 to 2.9), P = 0.527 for those not free of cramps; of
  /// the numbers of people near them only 65 and 64 give all four.
  @Test func araujo() throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, outcome: "cramp-free", n: "66", events: "18", percent: "27.2"),
        Records.arm(.comparator, outcome: "cramp-free", n: "66", events: "21", percent: "32.8"),
      ],
      [
        Records.contrast(
          outcome: "leg cramps left", measure: "OR", estimate: "1.3", low: "0.6", high: "2.9",
          p: "0.527")
      ])
    let check = try Self.only("A125", checks)
    #expect(check.verdict == .inconsistent)
    #expect(check.repair == "18/65 and 21/64 give the printed numbers")
    #expect(check.message.contains("cramp-free"))
  }

  @Test(arguments: [
    ["MD", "1.8", "-1.32", "4.92", "21", "9.5", "5.1", "17", "7.7", "4.7"],
    ["MD", "1.8", "-3.1", "6.7", "21", "13.2", "6.5", "17", "11.4", "8.5"],
  ])
  func nygaard(_ row: [String]) throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, n: row[4], mean: row[5], sd: row[6]),
        Records.arm(.comparator, n: row[7], mean: row[8], sd: row[9]),
      ],
      [Records.contrast(measure: row[0], estimate: row[1], low: row[2], high: row[3])])
    #expect(try Self.only("A125", checks).verdict == .consistent)
    #expect(try Self.only("A123", checks).verdict == .consistent)
  }

  @Test func dahle() throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, n: "34", events: "11"),
        Records.arm(.comparator, n: "35", events: "2"),
      ], [Records.contrast(measure: "RR", estimate: "5.66", low: "1.35", high: "23.68")])
    let check = try Self.only("A125", checks)
    #expect(check.verdict == .consistent)
    #expect(check.message.contains("by log Wald"))
  }

  @Test func lahoreAndBarna() throws {
    let counts = Records.checks(
      [
        Records.arm(.treatment, n: "100", events: "45"),
        Records.arm(.comparator, n: "100", events: "26"),
      ], [Records.contrast(p: "<0.05")])
    #expect(try Self.only("A122", counts).verdict == .consistent)
    let means = Records.checks(
      [Records.arm(.treatment, mean: "-3.4"), Records.arm(.comparator, mean: "-2.6")],
      [Records.contrast(p: "0.01")])
    #expect(try Self.only("A121", means).verdict == .notCheckable)
  }

  @Test func frusso() throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, n: "42", mean: "11.8", sd: "7.6"),
        Records.arm(.comparator, n: "42", mean: "11.1", sd: "7.3"),
      ], [Records.contrast(p: ".59", design: .crossover)], design: .crossover, randomised: "45")
    #expect(try Self.only("A121", checks).verdict == .notCheckable)
    let crossover = checks.filter { $0.code == "A143" }
    #expect(crossover.map(\.verdict) == [.consistent, .consistent])
    #expect(crossover[0].message.contains("it is not theirs"))
  }

  @Test func roffe() throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, n: "46", events: "36"),
        Records.arm(.comparator, n: "46", events: "25"),
      ], [Records.contrast(p: "0.03", design: .crossover)], design: .crossover, randomised: "46")
    let p = try Self.only("A122", checks)
    #expect(p.verdict == .consistent)
    #expect(p.message.contains("exact McNemar test"))
    #expect(checks.filter { $0.code == "A143" }.map(\.verdict) == [.consistent, .consistent])
  }

  @Test func gorantla() throws {
    var tables = Records.tables(
      [],
      [
        Records.contrast(
          outcome: "IRLS", estimate: "6.67", low: "2.33", high: "11", kind: "recovered", p: ".006",
          design: .beforeAfter),
        Records.contrast(
          outcome: "KRLS", estimate: "8.5", low: "2.09", high: "14", kind: "unlabelled", p: ".014",
          design: .beforeAfter),
      ], design: .beforeAfter)
    tables.trials[0].analysed = PrintedNumber("12")
    let checks = Records.checks(tables).filter { $0.code == "A123" }
    #expect(checks.map(\.verdict) == [.consistent, .consistent, .notCheckable, .notCheckable])
  }
}
