import Testing

@testable import Trials

@Suite("People: categories, arms, flow, repeated rows")
struct ParticipantChecksTests {
  private func tables(_ trials: [TrialRecord], _ arms: [ArmRecord] = []) -> TrialTables {
    var tables = TrialTables()
    tables.trials = trials
    tables.arms = arms
    return tables
  }

  private func found(_ tables: TrialTables, _ code: String) -> [ConsistencyCheck] {
    CountChecks.checks(of: tables).filter { $0.code == code }
  }

  private func category(_ outcome: String, _ events: String) -> ArmRecord {
    ShippedRows.arm("a", outcome, "placebo", .comparator, ShippedRows.count(events, "20"))
  }

  @Test("categories above their total, and complete ones below it, do not agree")
  func categories() {
    func verdicts(_ rows: [(String, String)]) -> [ConsistencyCheck.Verdict] {
      found(tables([], rows.map { category($0.0, $0.1) }), "A112").map(\.verdict)
    }
    #expect(verdicts([("1 cramp", "9"), ("2 cramps", "12")]) == [.inconsistent])
    #expect(verdicts([("1 cramp", "9"), ("2 cramps", "10")]) == [.notCheckable])
    #expect(
      verdicts([("0 cramps", "9"), ("1 cramp", "2"), ("2 or more cramps", "8")])
        == [.inconsistent])
    #expect(
      verdicts([("0 cramps", "9"), ("1 cramp", "2"), ("2 or more cramps", "9")])
        == [.consistent])
    #expect(verdicts([("1 cramp", "9"), ("2 falls", "12")]).isEmpty)
    #expect(verdicts([("cramp-free", "9"), ("improved", "12")]).isEmpty)
  }

  @Test("arms that do not add up, with and without a possible third arm")
  func arms() {
    let numbers = ["randomised": "100", "treatment": "48", "comparator": "46"]
    func verdicts(_ trial: TrialRecord) -> [ConsistencyCheck.Verdict] {
      found(tables([trial]), "A113").map(\.verdict)
    }
    #expect(verdicts(ShippedRows.trial("a", .parallel, numbers)) == [.inconsistent])
    #expect(
      verdicts(ShippedRows.trial("a", .parallel, comparator: "placebo; calcium", numbers))
        == [.notCheckable])
    #expect(verdicts(ShippedRows.trial("a", .crossover, numbers)).isEmpty)
    let fewer = ["randomised": "90", "treatment": "48", "comparator": "46"]
    #expect(
      verdicts(ShippedRows.trial("a", .parallel, comparator: "placebo; calcium", fewer))
        == [.inconsistent])
  }

  @Test("events of everybody against those of the arms")
  func wholeStudy() {
    let trial = ShippedRows.trial("a", .parallel, ["randomised": "40"])
    let rows = [("x", ArmRecord.Role.treatment, "5"), ("y", .comparator, "9"), ("z", .all, "13")]
      .map { arm, role, events in
        ShippedRows.arm(
          "a", "cramp-free", arm, role,
          ShippedRows.count(events, role == .all ? "40" : "20"))
      }
    let checks = found(tables([trial], rows), "A113")
    #expect(checks.map(\.verdict) == [.consistent, .inconsistent])
    #expect(checks.last?.message == "events: the arms have 5 + 9 = 14, not 13")
  }

  @Test("people who are added on the way, in the study and in a row")
  func flow() {
    let trial = ShippedRows.trial(
      "a", .parallel,
      [
        "screened": "50", "randomised": "60", "analysed": "55", "treatment": "30",
        "comparator": "30", "analysed treatment": "31",
      ])
    let row = ShippedRows.arm("a", "cramp-free", "magnesium", ShippedRows.count("9", "32"))
    let checks = found(tables([trial], [row]), "A114")
    #expect(checks.map(\.verdict) == [.inconsistent, .inconsistent, .inconsistent])
    #expect(checks.last?.message == "the row has 32 people, more than the 30 randomised to it")
  }

  @Test("impossible counts and percentages")
  func impossible() {
    let rows = [
      ShippedRows.arm("a", "x", "m", ShippedRows.count("21", "20")),
      ShippedRows.arm("a", "y", "m", ShippedRows.count("20", "20", "105")),
      ShippedRows.arm("a", "z", "m", ["n": "20", "percent": "-5"]),
    ]
    var episodes = rows[0]
    episodes.personTime = PrintedNumber("80")
    let checks = CountChecks.checks(of: tables([], rows + [episodes]))
    #expect(checks.filter { $0.code == "A111" }.map(\.verdict) == [.inconsistent, .inconsistent])
    #expect(checks.filter { $0.code == "A101" }.map(\.verdict) == [.inconsistent])
  }

  @Test("a repeated row, and the same mean, SD and n in two studies; never within a study")
  func repetition() {
    func row(_ study: String, _ arm: String, _ mean: String, n: String = "48") -> ArmRecord {
      ShippedRows.arm(
        study, "cramp frequency", arm, unit: "points",
        ["n": n, "mean": mean, "sd": "5.68"])
    }
    func verdicts(_ rows: [ArmRecord]) -> [String] {
      found(tables([], rows), "A151").map(\.message)
    }
    #expect(verdicts([row("a", "m", "7.84"), row("a", "m", "7.84")]) == ["the row occurs twice"])
    #expect(verdicts([row("a", "m", "7.84"), row("a", "p", "7.84")]).isEmpty)
    #expect(
      verdicts([row("a", "m", "7.84"), row("b", "m", "7.84")])
        == ["n 48, mean 7.84, SD 5.68: as in a, cramp frequency, m, 4 weeks"])
    #expect(verdicts([row("a", "m", "7.84"), row("b", "m", "7.85")]).isEmpty)
    #expect(verdicts([row("a", "m", "7"), row("b", "m", "7")]).isEmpty)
    #expect(verdicts([row("a", "m", "7.84"), row("b", "m", "7.84", n: "50")]).count == 1)
  }

  @Test("an interval without its level is taken as one of 95 %, and says so")
  func levels() {
    func check(_ level: String?) -> ConsistencyCheck? {
      var row = ShippedRows.arm(
        "a", "x", "m", ShippedRows.share("18", "66", "27.3", "17.0", "39.6"))
      row.ciLevel = level.flatMap { PrintedNumber($0) }
      return found(tables([], [row]), "A124").first
    }
    #expect(check("95")?.verdict == .consistent)
    #expect(check("90")?.verdict == .inconsistent)
    #expect(check(nil)?.verdict == .consistent)
    #expect(check(nil)?.message.hasSuffix("95 % presumed)") == true)
  }

  @Test("a standard error in the place of the SD is recognised by the interval")
  func standardErrors() {
    // n 25, mean 10, SD 5: SE 1, 95 % t interval 7.94 to 12.06.
    func check(_ sd: String) -> ConsistencyCheck? {
      let row = ShippedRows.arm(
        "a", "x", "m", unit: "mmol/L",
        ["n": "25", "mean": "10.00", "sd": sd, "ci_low": "7.94", "ci_high": "12.06"])
      return found(tables([], [row]), "A134").first
    }
    #expect(check("5.00")?.verdict == .consistent)
    #expect(check("1.00")?.verdict == .inconsistent)
    #expect(check("1.00")?.repair?.hasPrefix("1.00 is the standard error") == true)
    #expect(check("3.00")?.verdict == .inconsistent)
    #expect(check("3.00")?.repair == nil)
  }
}
