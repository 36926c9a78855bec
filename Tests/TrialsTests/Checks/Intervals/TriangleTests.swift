import Glibc
import Testing

@testable import Trials

@Suite("Estimate, interval and P")
struct TriangleTests {
  typealias Records = IntervalRecords

  static func verdicts(_ contrast: ContrastRecord) -> [ConsistencyCheck.Verdict] {
    Records.checks([], [contrast]).filter { $0.code == "A123" }.map(\.verdict)
  }

  @Test func symmetryIsOnTheScaleOfTheMeasure() {
    let ratio = Records.contrast(measure: "RR", estimate: "2.00", low: "1.00", high: "4.00")
    #expect(Self.verdicts(ratio) == [.consistent])
    let difference = Records.contrast(measure: "MD", estimate: "2.00", low: "1.00", high: "4.00")
    #expect(Self.verdicts(difference) == [.inconsistent])
    let raw = Records.contrast(measure: "RR", estimate: "2.50", low: "1.00", high: "4.00")
    let check = Records.checks([], [raw]).first { $0.code == "A123" }
    #expect(check?.verdict == .inconsistent)
    #expect(check?.repair?.contains("ratio itself") == true)
  }

  @Test func anEstimateOutsideItsInterval() {
    let record = Records.contrast(measure: "MD", estimate: "5.0", low: "1.0", high: "4.0")
    #expect(Self.verdicts(record) == [.inconsistent])
  }

  /// 2.0 (0.4 to 3.6) at 95 % is P = 0.014; read as 90 % it is 0.040, as 99 % 0.0013.
  @Test func theLevelIsFound() throws {
    var record = Records.contrast(
      measure: "MD", estimate: "2.00", low: "0.40", high: "3.60", p: "0.0013")
    let checks = Records.checks([], [record]).filter { $0.code == "A123" }
    #expect(checks.map(\.verdict) == [.consistent, .inconsistent])
    #expect(checks[1].repair == "the interval is one of 99 %")
    record.p = PrintedNumber("0.014")
    #expect(Self.verdicts(record) == [.consistent, .consistent])
    record.ciLevel = PrintedNumber("90")
    record.p = PrintedNumber("0.040")
    #expect(Self.verdicts(record) == [.consistent, .consistent])
  }

  @Test func sidesOfTheNull() throws {
    let record = Records.contrast(
      measure: "OR", estimate: "1.30", low: "0.60", high: "2.82", p: "0.001")
    let checks = Records.checks([], [record]).filter { $0.code == "A123" }
    #expect(checks.map(\.verdict) == [.consistent, .inconsistent])
    #expect(checks[1].message.contains("includes no difference"))
  }

  /// Half an interval over 1.96, and over 2.04 of 30 degrees of freedom.
  @Test func standardErrors() {
    let record = Records.contrast(
      measure: "MD", estimate: "2.00", se: "0.82", low: "0.40", high: "3.60")
    #expect(Self.verdicts(record) == [.consistent, .consistent])
    let other = Records.contrast(
      measure: "MD", estimate: "2.00", se: "0.97", low: "0.40", high: "3.60")
    #expect(Self.verdicts(other) == [.consistent, .inconsistent])
    let withP = Records.contrast(measure: "MD", estimate: "2.00", se: "1.02", p: "0.05")
    #expect(Self.verdicts(withP) == [.consistent])
  }

  /// Every value within the roundings has its P in the range.
  @Test(arguments: [10.0, 37, .infinity])
  func holdsEveryRounding(_ freedom: Double) throws {
    let record = Records.contrast(measure: "RR", estimate: "1.43", low: "0.99", high: "2.06")
    let triangle = try #require(IntervalTriangle(record, fewestDegreesOfFreedom: freedom))
    let range = triangle.pValue.widened(by: 1e-12)
    let critical = TwoSided.criticalValue(level: 0.95, degreesOfFreedom: freedom)
    for estimate in [1.425, 1.43, 1.435] {
      for low in [0.985, 0.99, 0.995] {
        for high in [2.055, 2.06, 2.065] {
          let error = (log(high) - log(low)) / 2 / critical
          #expect(
            range.contains(
              TwoSided.probability(log(estimate) / error, degreesOfFreedom: freedom)))
        }
      }
    }
  }
}
