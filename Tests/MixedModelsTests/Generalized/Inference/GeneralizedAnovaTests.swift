import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Wald chi-squared tests of terms.
@Suite struct GeneralizedAnovaTests {
  /// Of one degree of freedom, z squared; of an interaction, the Wald statistic of its columns.
  @Test(.enabled(if: Reference.has("cases.tsv"))) func outermostTermsAreTheirColumns() throws {
    let model = try GeneralizedCase("glmm-epil-poisson").model
    let table = try model.coefficientTable()
    for hypothesis in [TermHypothesis.hierarchical, .unweighted, .marginal] {
      let anova = try model.anovaTable(hypothesis)
      let visit = try #require(anova.rows.first { $0.label == "V4" })
      let z = try #require(table.rows.first { $0.label == "V4" }?.statistic)
      #expect(visit.state == .chiSquared && visit.numeratorDegreesOfFreedom == 1)
      expectClose([try #require(visit.chiSquared)], [z * z], 1e-10)
      let p = ChiSquaredDistribution(degreesOfFreedom: 1).cumulative(z * z, tail: .upper)
      expectClose([try #require(visit.pValue)], [p], 1e-8)
    }
  }

  /// Type II after car: of a term within others, the Wald statistic of it and them less that of
  /// them alone.
  @Test(.enabled(if: Reference.has("cases.tsv"))) func typeTwoIsADifferenceOfWaldStatistics()
    throws
  {
    let model = try GeneralizedCase("glm-warpbreaks-poisson").model
    let inference = try model.inference()
    let anova = try model.anovaTable(.hierarchical)
    #expect(anova.rows.map(\.label) == ["wool", "tension", "wool:tension"])
    let columns = [[1], [2, 3], [4, 5]]
    let interaction = try wald(inference, columns[2])
    let expected = [
      try wald(inference, columns[0] + columns[2]) - interaction,
      try wald(inference, columns[1] + columns[2]) - interaction, interaction,
    ]
    expectClose(anova.rows.compactMap(\.chiSquared), expected, 1e-9)
    #expect(anova.rows.map(\.numeratorDegreesOfFreedom) == [1, 2, 2])
  }

  /// Type III does not depend on the coding: with sum contrasts it is that of the columns.
  @Test(.enabled(if: Reference.has("cases.tsv"))) func typeThreeIsFreeOfTheCoding() throws {
    let model = try GeneralizedCase("glm-warpbreaks-poisson").model
    var specification = model.specification
    specification.contrasts = [
      .init(column: "wool", coding: .sum), .init(column: "tension", coding: .sum),
    ]
    let coded = try specification.fitGeneralized(ReferenceCase.table("warpbreaks"))
    let tests = try model.anovaTable(.unweighted).rows.compactMap(\.chiSquared)
    let columns = try coded.anovaTable(.marginal).rows.dropFirst().compactMap(\.chiSquared)
    #expect(tests.count == 3)
    expectClose(tests, columns, 1e-7)
  }

  private func wald(_ inference: FixedEffectsInference, _ columns: [Int]) throws -> Double {
    var block = Matrix(rows: columns.count, columns: columns.count)
    for (a, row) in columns.enumerated() {
      for (b, column) in columns.enumerated() { block[a, b] = inference.covariance[row, column] }
    }
    let values = columns.map { inference.coefficients[$0] }
    return dotProduct(values, try CholeskyFactor(block).solve(values))
  }
}
