import Testing

@testable import MixedModels

@Suite struct MultiplicityAdjustmentTests {
  private let family = [(1.0, 12.0), (-2.5, 12.0), (3.1, 9.0)].enumerated().map {
    ContrastEstimate(
      label: "\($0.offset)", estimate: $0.element.0, variance: 1,
      degreesOfFreedom: $0.element.1, level: 0.95)
  }

  /// R 4.2.2: p.adjust(2 * pt(-abs(c(1, -2.5, 3.1)), c(12, 12, 9)), method).
  @Test func holmAndBonferroniAsR() throws {
    let raw = family.compactMap(\.pValue)
    let holm = MultiplicityAdjustment.holm.applied(to: family, means: 3, level: 0.95)
    let bonferroni = MultiplicityAdjustment.bonferroni.applied(to: family, means: 3, level: 0.95)
    expectClose(raw, [0.33704905795, 0.02791539957, 0.01272245598], 1e-9)
    expectClose(holm.compactMap(\.pValue), [0.33704905795, 0.05583079914, 0.03816736793], 1e-9)
    expectClose(bonferroni.compactMap(\.pValue), [1, 0.08374619871, 0.03816736793], 1e-9)
  }

  /// A simultaneous interval excludes zero exactly where the adjusted p value is below alpha.
  @Test(arguments: [MultiplicityAdjustment.bonferroni, .sidak, .tukey])
  func intervalsAgreeWithPValues(_ adjustment: MultiplicityAdjustment) throws {
    for contrast in adjustment.applied(to: family, means: 3, level: 0.95) {
      let pValue = try #require(contrast.pValue)
      let limits = (try #require(contrast.confidenceLow), try #require(contrast.confidenceHigh))
      #expect((limits.0 > 0 || limits.1 < 0) == (pValue < 0.05))
    }
    // At the level 1 - p one limit is zero.
    let pValue = try #require(adjustment.applied(to: family, means: 3, level: 0.95)[1].pValue)
    let edge = adjustment.applied(to: family, means: 3, level: 1 - pValue)[1]
    #expect(abs(try #require(edge.confidenceHigh)) < 1e-8)
  }

  @Test func membersWithoutATestCountAndStay() throws {
    let none = ContrastEstimate(
      label: "none", estimate: 1, variance: 0, degreesOfFreedom: 3, level: 0.95)
    let adjusted = MultiplicityAdjustment.bonferroni.applied(
      to: family + [none], means: 3, level: 0.95)
    #expect(adjusted[3] == none)
    #expect(none.state == .noVariance && none.pValue == nil)
    #expect(
      abs(try #require(adjusted[2].pValue) - 4 * (try #require(family[2].pValue))) < 1e-15)
  }
}
