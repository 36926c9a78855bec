import Numerics
import Testing

@testable import MixedModels

@Suite struct LikelihoodRatioTestTests {
  /// Half of chi-squared with no degrees of freedom, which is zero, and half of that with one.
  @Test func oneVarianceHalvesThePValue() {
    let test = LikelihoodRatioTest(statistic: 3.2, degreesOfFreedom: 1, boundary: .oneVariance)
    #expect(test.boundaryPValue == test.pValue / 2)
    let atZero = LikelihoodRatioTest(statistic: 0, degreesOfFreedom: 1, boundary: .oneVariance)
    #expect(atZero.pValue == 1 && atZero.boundaryPValue == 1)
  }

  /// Stram and Lee (1994), case 3; chi-squared(2) exceeds x with probability exp(-x / 2).
  @Test func varianceWithCorrelationIsTheEvenMixture() throws {
    let test = LikelihoodRatioTest(statistic: 4.7, degreesOfFreedom: 2, boundary: .oneVariance)
    let one = ChiSquaredDistribution(degreesOfFreedom: 1).cumulative(4.7, tail: .upper)
    #expect(abs(test.pValue - 0.09536916) < 1e-8)
    #expect(abs(try #require(test.boundaryPValue) - (one + 0.09536916221554962) / 2) < 1e-15)
  }

  @Test func severalVariancesHaveNoMixture() {
    let test = LikelihoodRatioTest(
      statistic: 4.7, degreesOfFreedom: 2, boundary: .severalVariances)
    #expect(test.boundaryPValue == nil)
    let inside = LikelihoodRatioTest(statistic: 4.7, degreesOfFreedom: 2, boundary: .interior)
    #expect(inside.boundaryPValue == inside.pValue)
  }

  @Test func spansAreFoundByRank() throws {
    let treatment = Matrix(rows: [[1, 0, 0], [1, 1, 0], [1, 0, 1], [1, 1, 0]])
    let cells = Matrix(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]])
    #expect(try ModelNesting.spans(treatment, cells))
    #expect(try ModelNesting.spans(cells, treatment.selectingColumns([0, 2])))
    #expect(try !ModelNesting.spans(treatment.selectingColumns([0, 2]), cells))
  }
}
