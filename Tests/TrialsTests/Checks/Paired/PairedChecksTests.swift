import Numerics
import Testing

@testable import Trials

/// Changes, three SDs and paired P values that do or do not go together.
@Suite("Paired checks")
struct PairedChecksTests {
  private let subject = ConsistencyCheck.Subject()

  private func change(_ start: String, _ end: String, _ change: String) -> ConsistencyCheck {
    PairedChecks.change(
      start: printed(start), end: printed(end), change: printed(change), subject: subject)
  }

  @Test(arguments: [
    ("7.84", "4.44", "-3.41", ConsistencyCheck.Verdict.consistent),
    ("7.84", "4.44", "-3.40", .consistent), ("7.84", "4.44", "-3.44", .inconsistent),
    ("7.84", "4.44", "-3.42", .rounding), ("8.51", "5.48", "-3.03", .consistent),
    ("8", "5", "-3.4", .consistent), ("8.0", "5.0", "-3.4", .inconsistent),
    ("0.3", "0.1", "-0.2", .consistent), ("7.84", "4.44", "3.40", .inconsistent),
  ])
  func endLessStart(
    start: String, end: String, printed text: String, verdict: ConsistencyCheck.Verdict
  ) {
    let check = change(start, end, text)
    #expect(check.verdict == verdict && check.code == "A131" && check.printed == text)
  }

  @Test func aLostMinusIsTheRepair() {
    #expect(change("7.84", "4.44", "3.40").repair != nil)
    #expect(change("7.84", "4.44", "3.80").repair == nil)
    #expect(change("7.84", "4.44", "3.40").finding?.severity == .warning)
  }

  /// Samples printed with few digits are never called inconsistent.
  @Test func trueNumbersPass() throws {
    var stream = RandomStream(seed: 131)
    for round in 0..<300 {
      let count = 5 + stream.uniform(below: 30)
      let decimals = round % 3
      let pairs = (0..<count).map { _ in
        let common = stream.normal()
        return (8 + 5 * common + 2 * stream.normal(), 6 + 4 * common + 3 * stream.normal())
      }
      func text(_ x: Double) -> PrintedNumber { PrintedNumber(rounding: x, decimals: decimals) }
      let start = Moments(pairs.map(\.0))
      let end = Moments(pairs.map(\.1))
      let difference = Moments(pairs.map { $0.1 - $0.0 })
      let mean = PairedChecks.change(
        start: text(start.mean), end: text(end.mean), change: text(difference.mean),
        subject: subject)
      #expect(mean.verdict == .consistent, "\(mean.message)")
      let deviations = PairedChecks.correlation(
        start: text(start.deviation), end: text(end.deviation),
        change: text(difference.deviation), subject: subject)
      #expect(deviations.verdict != .inconsistent && deviations.verdict != .rounding)
      let t = difference.mean / (difference.deviation / Double(count).squareRoot())
      let degrees = StudentTDistribution(degreesOfFreedom: Double(count - 1))
      let p = PrintedNumber(rounding: degrees.twoSidedProbability(t), decimals: 3)
      let test = PairedChecks.pairedTest(
        try PairedNumbers(
          means: (text(end.mean), text(start.mean)), p: p, count: count,
          standardDeviations: (text(end.deviation), text(start.deviation))), subject: subject)
      #expect(test.verdict == .consistent || test.verdict == .notCheckable, "\(test.message)")
      let half =
        degrees.quantile(0.975) * difference.deviation / Double(count).squareRoot()
      let interval = PairedChecks.interval(
        try PairedIntervalNumbers(
          estimate: text(difference.mean), low: text(difference.mean - half),
          high: text(difference.mean + half), count: count),
        p: p, isNamed: true, subject: subject)
      #expect(interval.verdict == .consistent, "\(interval.message)")
    }
  }

  @Test func threeDeviations() {
    func check(
      _ start: String, _ end: String, _ change: String, count: Int? = nil
    ) -> ConsistencyCheck {
      PairedChecks.correlation(
        start: printed(start), end: printed(end), change: printed(change), count: count,
        subject: subject)
    }
    let magnesium = check("5.68", "5.66", "4.05")
    #expect(magnesium.verdict == .consistent && magnesium.code == "A132")
    #expect(magnesium.message.contains("0.7438 to 0.746"))
    #expect(check("2.0", "2.0", "4.4").verdict == .inconsistent)
    #expect(check("2.0", "2.0", "4.1").verdict == .consistent)
    #expect(check("2.0", "2.0", "4.2").verdict == .rounding)
    // A standard error in the place of an SD, 40 people.
    let error = check("6.0", "3.0", "0.6", count: 40)
    #expect(error.verdict == .inconsistent && error.repair?.contains("standard error") == true)
    #expect(check("6.0", "3.0", "0.6").repair == nil)
    #expect(check("6.0", "0.0", "0.6").verdict == .notCheckable)
  }

  @Test func pairedProbabilities() throws {
    func check(_ p: String, _ means: (String, String), _ deviations: (String, String), _ n: Int)
      throws -> ConsistencyCheck
    {
      PairedChecks.pairedTest(
        try PairedNumbers(
          means: (printed(means.0), printed(means.1)), p: printed(p), count: n,
          standardDeviations: (printed(deviations.0), printed(deviations.1))), subject: subject)
    }
    let frusso = try check(".59", ("11.8", "11.1"), ("7.6", "7.3"), 42)
    #expect(frusso.verdict == .consistent)
    #expect(frusso.message.contains("0.1455 to 0.557"))
    #expect(frusso.recomputed?.contains(0.59) == true)
    let tooLarge = try check(".99", ("11.8", "11.1"), ("7.6", "7.3"), 42)
    #expect(tooLarge.verdict == .inconsistent)
    #expect(tooLarge.recomputed.map { $0.high < 0.99 } == true)
    let tooSmall = try check("0.0001", ("11.8", "11.1"), ("17.6", "7.3"), 42)
    #expect(tooSmall.verdict == .inconsistent)
    #expect(try check("<0.05", ("17", "7"), ("7", "7"), 10).verdict == .notCheckable)
    #expect(try check("<0.01", ("85", "75"), ("8", "12"), 10).verdict == .consistent)
    #expect(try check("<0.01", ("85", "84"), ("8", "30"), 10).verdict == .inconsistent)
    #expect(throws: DerivationError.missing(names: ["SDs"])) {
      try PairedNumbers(
        means: (printed("1"), printed("2")), p: printed(".5"), count: 9, standardDeviations: nil)
    }
  }

  /// The verdict is the same whether the correlation or P is asked: both are of one formula.
  @Test func correlationAndProbabilityAgree() throws {
    var stream = RandomStream(seed: 33)
    for _ in 0..<300 {
      func text(_ x: Double) -> PrintedNumber { PrintedNumber(rounding: x, decimals: 1) }
      let numbers = try PairedNumbers(
        means: (text(10 * stream.uniform()), text(10 * stream.uniform())),
        p: PrintedNumber(rounding: 0.01 + 0.98 * stream.uniform(), decimals: 2),
        count: 5 + stream.uniform(below: 40),
        standardDeviations: (text(1 + 5 * stream.uniform()), text(1 + 5 * stream.uniform())))
      let implied = try numbers.implied(.nearest)
      #expect(
        implied.correlation.overlaps(ValueRange(-1, 1)) == implied.p.overlaps(numbers.p.range))
    }
  }

  /// gorantla2024, 12 people before and after.
  @Test func intervalsOfChanges() throws {
    func check(
      _ estimate: String, _ low: String, _ high: String, p: String?, isNamed: Bool = true
    ) throws -> ConsistencyCheck {
      PairedChecks.interval(
        try PairedIntervalNumbers(
          estimate: printed(estimate), low: printed(low), high: printed(high), count: 12),
        p: p.map { printed($0) }, isNamed: isNamed, subject: subject)
    }
    let irls = try check("6.67", "2.33", "11", p: ".006")
    #expect(irls.verdict == .consistent && irls.recomputed?.contains(0.006) == true)
    // The middle of the bracket is not 8.5. With 14.9 cut off to 14 it is, and P fits too.
    let quality = try check("8.5", "2.09", "14", p: ".014", isNamed: false)
    #expect(quality.verdict == .rounding && quality.printed == "8.5")
    #expect(quality.recomputed?.contains(8.5) == false)
    #expect(quality.repair?.contains("upper end of 14.8") == true, "\(quality.repair ?? "")")
    #expect(quality.message.contains("does not name"))
    #expect(try check("8.5", "2.09", "14.0", p: ".014").verdict == .inconsistent)
    #expect(try check("8.5", "2.09", "14.91", p: ".014").verdict == .consistent)
    #expect(try check("8.5", "2.09", "14.91", p: ".15").verdict == .inconsistent)
    #expect(try check("8.5", "2.09", "14.91", p: nil).verdict == .consistent)
    #expect(try check("1.5", "2.09", "14.91", p: ".01").verdict == .notCheckable)
  }

  /// The bounds of P are those of the rounding box.
  @Test func boundsOfProbability() throws {
    let numbers = try PairedIntervalNumbers(
      estimate: printed("6.67"), low: printed("2.33"), high: printed("11"), count: 12)
    let t = StudentTDistribution(degreesOfFreedom: 11)
    let tried = RoundingBox(["6.67", "2.33", "11"]).grid(steps: 9) {
      t.twoSidedProbability($0[0] / (($0[2] - $0[1]) / 2 / t.quantile(0.975)))
    }
    #expect(isTight(try numbers.probability(.nearest), around: tried))
  }

  @Test func shippedTrials() throws {
    let all = try MagnesiumTables()
    let checks = PairedChecks.checks(all.tables, comparisons: all.comparisons)
    func verdicts(_ code: String, _ study: String) -> [ConsistencyCheck.Verdict] {
      checks.filter { $0.code == code && $0.subject.study == study }.map(\.verdict)
    }
    #expect(verdicts("A131", "roguinmaor2017") == [.consistent, .consistent])
    #expect(verdicts("A132", "roguinmaor2017") == [.consistent, .consistent])
    #expect(verdicts("A131", "barna2021") == [.notCheckable, .notCheckable])
    #expect(verdicts("A133", "frusso1999") == [.consistent])
    #expect(verdicts("A133", "lynch2014") == [.consistent])
    #expect(verdicts("A133", "roffe2002") == [.notCheckable, .notCheckable])
    #expect(checks.filter { $0.verdict == .inconsistent }.isEmpty)
    #expect(checks.allSatisfy { $0.place != nil && !$0.message.hasSuffix(".") })
    let codes = Set(TrialsCatalogue.explanations.map(\.code))
    #expect(checks.allSatisfy { codes.contains($0.code) })
  }

  @Test func changesOfOtherPeopleAreNotCompared() {
    func arm(_ phase: ArmRecord.Phase, _ mean: String, n: String, at time: String) -> ArmRecord {
      var arm = ArmRecord()
      arm.phase = phase
      arm.mean = printed(mean)
      arm.sd = printed("2.0")
      arm.n = printed(n)
      arm.timepoint = time
      return arm
    }
    func verdicts(_ arms: [ArmRecord]) -> [ConsistencyCheck.Verdict] {
      var tables = TrialTables()
      tables.arms = arms
      return PairedChecks.checks(tables, comparisons: []).map(\.verdict)
    }
    let start = arm(.baseline, "9.0", n: "40", at: "start")
    let end = arm(.treatment, "6.0", n: "40", at: "4 weeks")
    let later = arm(.treatment, "5.0", n: "40", at: "8 weeks")
    let change = arm(.change, "-4.0", n: "40", at: "start to 8 weeks")
    let unnamed = arm(.change, "-4.0", n: "40", at: "")
    let fewer = arm(.change, "-4.0", n: "31", at: "start to 8 weeks")
    #expect(verdicts([start, end, change]) == [.inconsistent, .consistent])
    #expect(verdicts([start, end, later, change]) == [.consistent, .consistent])
    #expect(verdicts([start, end, later, unnamed]) == [.notCheckable, .notCheckable])
    #expect(verdicts([start, end, later, fewer]) == [.notCheckable, .notCheckable])
  }
}
