import Testing

@testable import Trials

@Suite("Crossovers read as two groups")
struct CrossoverReadingTests {
  typealias Records = IntervalRecords

  static func means(_ p: String, n: String = "42", randomised: String = "45") -> [ConsistencyCheck]
  {
    Records.checks(
      [
        Records.arm(.treatment, n: n, mean: "11.80", sd: "7.60"),
        Records.arm(.comparator, n: n, mean: "11.10", sd: "7.30"),
      ], [Records.contrast(p: p, design: .crossover)], design: .crossover, randomised: randomised
    ).filter { $0.code == "A143" }
  }

  /// 0.7 / sqrt((7.6^2 + 7.3^2) / 42) = 0.43: P = 0.668 by t with 82 degrees of freedom.
  @Test func independentTestIsSeen() {
    #expect(Self.means("0.67").map(\.verdict) == [.notCheckable, .consistent])
    #expect(Self.means("0.59").map(\.verdict) == [.consistent, .consistent])
  }

  @Test func periodsCountedAsPeople() {
    let checks = Self.means("0.59", n: "90")
    #expect(checks.last?.verdict == .inconsistent)
    #expect(checks.last?.repair == "periods were counted, two a person")
  }

  /// 20 of 30 and 19 of 30: the discordant pairs differ by one, so no paired P is below 0.05.
  @Test func countsThatNoPairedTableGives() throws {
    let checks = Records.checks(
      [
        Records.arm(.treatment, n: "30", events: "20"),
        Records.arm(.comparator, n: "30", events: "19"),
      ], [Records.contrast(p: "0.01", design: .crossover)], design: .crossover)
    let check = try #require(checks.first { $0.code == "A122" })
    #expect(check.verdict == .inconsistent)
  }
}
