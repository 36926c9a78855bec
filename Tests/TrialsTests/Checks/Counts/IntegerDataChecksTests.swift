import Testing

@testable import Trials

@Suite("Rows of whole numbers")
struct IntegerDataChecksTests {
  private func checks(_ row: ArmRecord, _ code: String) -> [ConsistencyCheck] {
    var tables = TrialTables()
    tables.trials = [
      ShippedRows.trial(
        "a", .parallel,
        ["randomised": "56", "analysed": "55", "treatment": "28", "analysed treatment": "27"])
    ]
    tables.arms = [row]
    return CountChecks.checks(of: tables).filter { $0.code == code }
  }

  private func row(
    _ unit: String, timepoint: String = "4 weeks", days: String = "", definition: String = "",
    _ mean: String, _ sd: String, n: String = "28"
  ) -> ArmRecord {
    ShippedRows.arm(
      "a", "severity", "m", timepoint: timepoint, unit: unit, days: days, definition: definition,
      ["n": n, "mean": mean, "sd": sd])
  }

  @Test("an impossible mean names the n of the study that makes it possible")
  func repair() {
    let found = checks(row("points", "5.19", "1.20"), "A101").first
    #expect(found?.verdict == .inconsistent)
    #expect(
      found?.message == "28 whole numbers give 5.179 and 5.214 and nothing between: not 5.19")
    #expect(found?.repair == "5.19 is possible for the 27 analysed in the treatment arm")
    #expect(found?.inspectItems == ["4.8"])
    #expect(found?.finding?.severity == .warning)
  }

  @Test("only units that count things one by one are judged")
  func units() {
    func verdict(_ row: ArmRecord) -> ConsistencyCheck.Verdict? {
      checks(row, "A101").first?.verdict
    }
    #expect(verdict(row("mm", "5.19", "1.20")) == .notCheckable)
    #expect(
      verdict(row("points", definition: "visual analogue scale", "5.19", "1.20"))
        == .notCheckable)
    #expect(verdict(row("cramps per week", days: "7", "5.19", "1.20")) == .notCheckable)
    #expect(
      verdict(row("cramps per week", timepoint: "1 week", days: "7", "5.19", "1.20"))
        == .inconsistent)
    #expect(verdict(row("cramps per 4 weeks", days: "28", "5.19", "1.20")) == .inconsistent)
    #expect(verdict(row("cramps per night", "5.19", "1.20")) == .notCheckable)
  }

  @Test("the spread of whole numbers, and of zeros and ones")
  func spread() {
    // 3 and 4 and 5: SD 1 exactly.
    #expect(checks(row("points", "4.00", "1.00", n: "3"), "A102").map(\.verdict) == [.consistent])
    #expect(checks(row("points", "4.00", "1.20", n: "3"), "A102").map(\.verdict) == [.inconsistent])
    #expect(
      checks(row("proportion", "0.35", "0.18", n: "20"), "A103").map(\.verdict)
        == [.inconsistent])
    #expect(
      checks(row("proportion", "0.35", "0.49", n: "20"), "A103").map(\.verdict)
        == [.consistent])
  }

  @Test("an SD beyond the ends of its scale")
  func beyondTheScale() {
    func verdict(_ definition: String, _ sd: String) -> [ConsistencyCheck.Verdict] {
      checks(row("points", definition: definition, "2.0", sd), "A134").map(\.verdict)
    }
    #expect(verdict("0-4 scale", "2.0") == [.consistent])
    #expect(verdict("0-4 scale", "2.3") == [.inconsistent])
    #expect(verdict("scale from 0 to 4", "2.3") == [.inconsistent])
    #expect(verdict("0 to 4 scale", "2.3") == [.inconsistent])
    #expect(verdict("sum of points on a 0-4 scale", "2.3") == [.consistent])
  }
}
