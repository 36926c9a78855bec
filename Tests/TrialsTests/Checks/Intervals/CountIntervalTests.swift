import Testing

@testable import Trials

@Suite("Intervals of counts")
struct CountIntervalTests {
  static func close(_ limits: CountInterval.Limits?, _ values: [Double], _ room: Double) -> Bool {
    guard let limits else { return false }
    return zip([limits.estimate, limits.low, limits.high], values).allSatisfy {
      abs($0 - $1) <= room
    }
  }

  /// scipy.stats.contingency.odds_ratio of 47/65 and 43/64, conditional, exact; Woolf's beside it.
  @Test func oddsRatios() throws {
    let table = try CountTestTests.table(47, 65, 43, 64)
    let exact = CountInterval.exact.limits(.oddsRatio, of: table, level: 0.95)
    #expect(Self.close(exact, [1.273, 0.561, 2.909], 6e-4))
    let woolf = CountInterval.logarithmic.limits(.oddsRatio, of: table, level: 0.95)
    #expect(Self.close(woolf, [1.275, 0.600, 2.708], 6e-4))
  }

  /// Newcombe (1998): 56/70 and 48/80 give 0.2 (0.0524 to 0.3339) by method 10.
  @Test func newcombe() throws {
    let table = try CountTestTests.table(56, 70, 48, 80)
    let limits = CountInterval.newcombe.limits(.riskDifference, of: table, level: 0.95)
    #expect(Self.close(limits, [0.2, 0.0524, 0.3339], 5e-5))
    let wald = CountInterval.wald.limits(.riskDifference, of: table, level: 0.95)
    let twin = try #require(TextbookTable(56, 70, 48, 80).interval("RD"))
    #expect(Self.close(wald, [twin.estimate, twin.low, twin.high], 1e-9))
  }

  @Test(arguments: CountMeasure.allCases)
  func againstTheTextbook(_ measure: CountMeasure) throws {
    let table = try CountTestTests.table(11, 34, 2, 35)
    let twin = try #require(TextbookTable(11, 34, 2, 35).interval(measure.rawValue))
    let method = CountInterval.methods(measure)[0]
    let limits = method.limits(measure, of: table, level: 0.95)
    #expect(Self.close(limits, [twin.estimate, twin.low, twin.high], 1e-9))
  }

  @Test func emptyCellsHaveNoRatio() throws {
    let table = try CountTestTests.table(0, 20, 5, 20)
    #expect(CountInterval.logarithmic.limits(.riskRatio, of: table, level: 0.95) == nil)
    #expect(CountInterval.logarithmicCorrected.limits(.riskRatio, of: table, level: 0.95) != nil)
    #expect(CountInterval.wald.limits(.riskDifference, of: table, level: 0.95) != nil)
  }
}
