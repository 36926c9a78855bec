import Glibc
import Testing

@testable import Trials

@Suite("The numbers of a review")
struct ReviewArithmeticTests {
  static func review(
    _ population: String, _ estimate: String, _ low: String, _ high: String,
    measure: String = "difference of medians"
  ) -> ReviewRecord {
    var record = ReviewRecord()
    record.review = "review"
    record.population = population
    record.outcome = "cramps"
    record.measure = measure
    record.estimate = PrintedNumber(estimate)
    record.ciLow = PrintedNumber(low)
    record.ciHigh = PrintedNumber(high)
    return record
  }

  static let sebo = [
    review("all", "0.345", "-0.133", "0.875"), review("pregnancy", "0.807", "0.015", "1.207"),
    review("not pregnant", "0.362", "-0.386", "1.148"),
  ]

  @Test func seboLiesOutsideItsParts() throws {
    let check = try #require(ReviewArithmetic.checks(Self.sebo).first)
    #expect(check.code == "A141")
    #expect(check.verdict == .inconsistent)
    #expect(check.message.contains("outside its parts"))
    var inside = Self.sebo
    inside[0].estimate = PrintedNumber("0.4")
    #expect(ReviewArithmetic.checks(inside).map(\.verdict) == [.consistent])
    #expect(ReviewArithmetic.checks(Array(Self.sebo.prefix(2))).isEmpty)
  }

  /// 0.807 - 0.362, with the limits of each side.
  @Test func seboContrast() throws {
    let checks = ReviewArithmetic.subgroups(Self.sebo)
    #expect(checks.map(\.verdict) == [.consistent])
    let range = try #require(checks[0].recomputed)
    #expect(abs(range.low - (0.445 - hypot(0.807 - 0.015, 1.148 - 0.362))) < 1e-12)
    #expect(abs(range.high - (0.445 + hypot(1.207 - 0.807, 0.362 + 0.386))) < 1e-12)
    #expect(checks[0].message.contains("includes 0"))
    #expect(checks[0].finding == nil)
  }

  /// 644 x 1.04, 644 x 0.84 and 644 x 1.29.
  @Test func garrison() {
    var record = Self.review("older", "1.04", "0.84", "1.29", measure: "RR")
    record.controlValue = PrintedNumber("644")
    record.controlUnit = "per 1000"
    record.correspondingValue = PrintedNumber("669")
    record.correspondingLow = PrintedNumber("541")
    record.correspondingHigh = PrintedNumber("830")
    #expect(
      ReviewArithmetic.checks([record]).map(\.verdict) == Array(repeating: .consistent, count: 3))
    record.correspondingHigh = PrintedNumber("850")
    #expect(ReviewArithmetic.checks([record]).map(\.verdict).last == .inconsistent)
  }

  /// Odds 1/4 times 2 are 1/2: a third.
  @Test func oddsRatios() throws {
    let value = try #require(
      ReviewArithmetic.correspondingValue(
        control: ValueRange(200), effect: ValueRange(2), measure: "OR", unit: "per 1000"))
    #expect(abs(value.low - 1000.0 / 3) < 1e-9)
    let limit = try #require(
      ReviewArithmetic.correspondingValue(
        control: ValueRange(0, 1000), effect: ValueRange(0, .infinity), measure: "OR",
        unit: "per 1000"))
    #expect(limit == ValueRange(0, 1000))
    #expect(
      ReviewArithmetic.correspondingValue(
        control: ValueRange(7.7), effect: ValueRange(2), measure: "OR", unit: "cramps") == nil)
  }

  /// Of symmetric intervals the squared standard errors add, and the order only turns the sign.
  @Test func differenceOfSymmetricIntervals() {
    let z = 1.959963984540054
    let first = DifferenceOfEstimates.Part(estimate: 1.2, low: 1.2 - 0.3 * z, high: 1.2 + 0.3 * z)
    let second = DifferenceOfEstimates.Part(estimate: 0.4, low: 0.4 - 0.4 * z, high: 0.4 + 0.4 * z)
    let difference = DifferenceOfEstimates(first, second)
    #expect(abs(difference.low - (0.8 - 0.5 * z)) < 1e-12)
    #expect(abs(difference.high - (0.8 + 0.5 * z)) < 1e-12)
    #expect(!first.includesNull && second.includesNull && difference.includesNull)
    let turned = DifferenceOfEstimates(second, first)
    #expect(abs(turned.low + difference.high) < 1e-12)
  }

  @Test func everybodyLiesBetweenTheArms() throws {
    var all = IntervalRecords.arm(.all, percent: "28.4")
    let arms = [
      IntervalRecords.arm(.treatment, percent: "27.2"),
      IntervalRecords.arm(.comparator, percent: "32.8"),
    ]
    #expect(CombinedArms.checks(arms + [all]).map(\.verdict) == [.consistent])
    all.percent = PrintedNumber("33.9")
    #expect(CombinedArms.checks(arms + [all]).map(\.verdict) == [.inconsistent])
    #expect(CombinedArms.checks(Array(arms.prefix(1)) + [all]).isEmpty)
  }
}
