import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Trials

/// What the shipped trials imply without printing it.
@Suite("Derivations from tables")
struct TableDerivationTests {
  private static let found: [TableDerivation] =
    (try? MagnesiumTables()).map {
      TableDerivation.derive($0.tables, comparisons: $0.comparisons)
    } ?? []

  private func one(
    _ study: String, _ quantity: DerivedValue.Quantity, outcome: String? = nil, arm: String? = nil,
    timepoint: String? = nil
  ) throws -> TableDerivation {
    let matches = Self.found.filter {
      $0.subject.study == study && $0.quantity == quantity
        && (outcome == nil || $0.subject.outcome == outcome)
        && (arm == nil || $0.subject.arm == arm)
        && (timepoint == nil || $0.subject.timepoint == timepoint)
    }
    #expect(matches.count == 1)
    return try #require(matches.first)
  }

  @Test func crossover() throws {
    let error = try one("frusso1999", .standardError)
    let value = try #require(error.derived)
    #expect(abs(value.value - 1.289) < 0.001 && abs(value.bounds.high - 1.493) < 0.001)
    #expect(error.place?.file.hasSuffix("contrasts.csv") == true && error.place?.line == 2)
    let r = try #require(try one("frusso1999", .correlation).derived)
    #expect(abs(r.value - 0.372) < 0.001)
    #expect(try one("frusso1999", .differenceStandardDeviation).derived != nil)
  }

  @Test func medianWithItsIntervalIsNoSummary() throws {
    let reason = try one(
      "roffe2002", .mean, arm: "placebo", timepoint: "period 1, last 4 weeks")
    #expect(reason.outcome == .impossible(.missing(names: ["quartiles", "minimum and maximum"])))
    #expect(reason.finding?.code == "A230" && reason.finding?.place?.line == 4)
  }

  @Test func changeDeviationsGiveCorrelations() throws {
    let r = try #require(try one("roguinmaor2017", .correlation, arm: "magnesium").derived)
    #expect(abs(r.value - (5.68 * 5.68 + 5.66 * 5.66 - 4.05 * 4.05) / (2 * 5.68 * 5.66)) < 1e-12)
    let error = try #require(try one("roguinmaor2017", .standardError).derived)
    #expect(abs(error.value - 0.89) < 0.005)
  }

  /// The standard error that follows from the arms lies within the bounds from the interval.
  @Test func intervalsAgreeWithTheirArms() throws {
    let frequency = try #require(
      try one("nygaard2008", .standardError, outcome: "cramp frequency").derived)
    let shared = ((20 * 5.1 * 5.1 + 16 * 4.7 * 4.7) / 36).squareRoot()
    let error = shared * (1 / 21.0 + 1 / 17.0).squareRoot()
    #expect(abs(frequency.value - error) < 0.08)
    #expect(frequency.method.contains("t(36)") && frequency.method.contains("level not printed"))
    let ratio = try #require(
      try one("supakatisant2015", .standardError, outcome: "cramp frequency halved").derived)
    let fromCounts = (1 / 37.0 - 1 / 43.0 + 1 / 26.0 - 1 / 43.0).squareRoot()
    #expect(ratio.bounds.contains(fromCounts))
  }

  @Test func uncontrolledPilot() throws {
    let irls = try #require(
      try one("gorantla2024", .differenceStandardDeviation, outcome: "IRLS score").derived)
    #expect(abs(irls.value - 6.823) < 0.001)
    // An unnamed bracket is not taken for an interval: P stands in.
    let quality = try #require(
      try one("gorantla2024", .standardError, outcome: "KRLS-QoL score").derived)
    #expect(quality.inputs.map(\.name) == ["estimate", "P"])
    let summary = try #require(
      try one("gorantla2024", .mean, outcome: "PLMW index", timepoint: "before").derived)
    #expect(summary.method.contains("skewness 0.57"))
  }

  @Test func limitsGiveNoValue() throws {
    let bounded = try one("hornyak1998", .standardError, outcome: "PLMS with arousal")
    guard case .impossible(.onlyBounds(_, let bounds)) = bounded.outcome else {
      Issue.record("a P below a limit has no standard error")
      return
    }
    #expect(bounds.low == 0 && bounds.high.isFinite && bounded.finding?.code == "A231")
  }

  @Test func countsOfPercentages() throws {
    let people = try one(
      "lynch2014", .events, outcome: "people with cramps", timepoint: "survey 1")
    #expect(people.derived?.value == 48)
  }

  @Test func everyLineHasAPlaceAndHoldsItsValue() {
    #expect(Self.found.count > 40)
    for line in Self.found {
      #expect(line.place != nil)
      #expect((line.derived == nil) != (line.finding == nil))
      if let derived = line.derived {
        #expect(derived.bounds.widened(by: 1e-12).contains(derived.value))
        #expect(derived.quantity == line.quantity && !derived.inputs.isEmpty)
      }
    }
  }

  @Test func armsWithErrorsOrIntervals() throws {
    var arm = ArmRecord()
    arm.n = printed("25")
    arm.mean = printed("32.1")
    arm.ciLow = printed("30.0")
    arm.ciHigh = printed("34.2")
    arm.intervalOf = "mean"
    let byInterval = try #require(TableDerivation.arm(arm).first?.derived)
    #expect(abs(byInterval.value - 5.087) < 0.001)
    arm.se = printed("1.02")
    let byError = try #require(TableDerivation.arm(arm).first?.derived)
    #expect(abs(byError.value - 5.1) < 1e-9)
    arm.sd = printed("5.1")
    #expect(TableDerivation.arm(arm).isEmpty)
  }

  private func comparison(
    _ contrast: ContrastRecord, trial design: ComparisonDesign
  ) -> TrialComparison {
    func arm(_ mean: String) -> ArmRecord {
      var arm = ArmRecord()
      arm.mean = printed(mean)
      arm.n = printed("20")
      return arm
    }
    var trial = TrialRecord()
    trial.design = design
    trial.analysed = printed("40")
    return TrialComparison(
      study: "a", group: "", outcome: "", timepoint: "", phase: .treatment, treatment: arm("5.0"),
      comparator: arm("3.0"), contrasts: [contrast, contrast], trial: trial, design: design,
      isControlled: true)
  }

  @Test func aSharedDeviationFollowsFromMeansAndP() throws {
    var contrast = ContrastRecord()
    contrast.p = printed("0.020")
    let found = TableDerivation.derive(
      TrialTables(), comparisons: [comparison(contrast, trial: .parallel)])
    let value = try #require(found.first?.derived)
    #expect(found.count == 1 && value.quantity == .standardDeviation)
    let t = StudentTDistribution(degreesOfFreedom: 38)
    let tried = RoundingBox(["5.0", "3.0", "0.020"]).grid(steps: 9) {
      ($0[0] - $0[1]) / t.quantile($0[2] / 2, tail: .upper) / (1 / 20.0 + 1 / 20.0).squareRoot()
    }
    #expect(isTight(value.bounds, around: tried))
    contrast.p = printed("<0.05")
    let limited = TableDerivation.derive(
      TrialTables(), comparisons: [comparison(contrast, trial: .parallel)])
    #expect(limited.first?.finding?.code == "A231")
  }

  @Test func aReportWithinAnArmIsNotOfBothArms() throws {
    var contrast = ContrastRecord()
    contrast.design = .beforeAfter
    contrast.p = printed("0.020")
    let found = TableDerivation.derive(
      TrialTables(), comparisons: [comparison(contrast, trial: .parallel)])
    #expect(found.map(\.outcome) == [.impossible(.missing(names: ["estimate", "means"]))])
  }

  @Test func ratiosWithinPeopleHaveNoDifferenceOfMeans() throws {
    var contrast = ContrastRecord()
    contrast.measure = "ROM"
    contrast.estimate = printed("1.50")
    contrast.p = printed("0.020")
    let pair = comparison(contrast, trial: .crossover)
    let found = TableDerivation.derive(TrialTables(), comparisons: [pair])
    #expect(found.map(\.quantity) == [.standardError])
    #expect(abs((found.first?.derived?.value ?? 0) - log(1.5) / 2.3263) < 1e-4)
    #expect(PairedChecks.checks(TrialTables(), comparisons: [pair]).isEmpty)
  }

  @Test func theCorrelationOfAChangeIsAskedFor() {
    let phases: [(String?, ArmRecord.Phase)] = [
      ("5.0", .baseline), ("4.0", .treatment), (nil, .change),
    ]
    let rows = phases.map { deviation, phase in
      var arm = ArmRecord()
      arm.sd = deviation.map { printed($0) }
      arm.mean = printed("3")
      arm.phase = phase
      return arm
    }
    let found = ArmChange.all(in: rows).flatMap { TableDerivation.change($0) }
    #expect(found.count == 1)
    #expect(found.first?.outcome == .impossible(.missing(names: ["correlation of start and end"])))
  }

  @Test func everyReasonIsExplained() {
    let codes = Set(TrialsCatalogue.explanations.map(\.code))
    let errors: [DerivationError] = [
      .missing(names: ["n"]), .onlyBounds(quantity: .standardError, bounds: .positive),
      .limit(name: "mean", text: "<5"),
      .estimateOutsideInterval(estimate: "1", low: "2", high: "3"),
      .emptyInterval(low: "2", high: "1"),
      .outOfRange(name: "P", text: "2"), .noCount(percent: "32.8", total: 66),
      .skewed(statistic: 1, critical: 0.5), .notInOrder(texts: ["2", "1"]),
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      #expect(codes.contains(error.code), "\(error.code)")
      #expect(error.description.hasSuffix(".") && !error.finding.message.hasSuffix("."))
    }
    let ordered = TrialsCatalogue.explanations.map(\.code)
    #expect(ordered == ordered.sorted() && Set(ordered).count == ordered.count)
  }
}
