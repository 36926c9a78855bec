import Testing

@testable import MixedModels

@Suite struct GeneralizedLikelihoodRatioTests {
  private func model(
    _ formula: String, _ family: ResponseFamily = .poisson, _ rows: GeneratedRows
  ) throws -> GeneralizedMixedModel {
    try specification(formula, family).fitGeneralized(
      makeTable(rows.text(seed: 61, levels: 15, rows: 8, unit: 1)))
  }

  /// Of an ordinary coefficient the statistic is chi-squared.
  @Test func aCoefficient() throws {
    let larger = try model("y ~ x + t + (1 | g)", .poisson, .slopes)
    let smaller = try model("y ~ x + (1 | g)", .poisson, .slopes)
    let test = try larger.bootstrapLikelihoodRatio(
      against: smaller, replicates: 300, seed: 1, jobs: 2)
    let p = test.chiSquaredProbability
    #expect(abs(test.probability - p) < 4 * (p * (1 - p) / 300).squareRoot() + 0.02)
    #expect(test.degreesOfFreedom == 1 && test.failures == 0 && test.simulated.count == 300)
    #expect(abs(test.statistic - (smaller.deviance - larger.deviance)) < 1e-12)
    #expect(throws: InferenceError.self) {
      try smaller.bootstrapLikelihoodRatio(against: larger, replicates: 10, seed: 1)
    }
  }

  /// At the boundary about half of the statistics are 0.
  @Test func aVarianceAndADispersion() throws {
    let plain = try model("y ~ x", .poisson, .slopes)
    for larger in [
      try model("y ~ x + (1 | g)", .poisson, .slopes),
      try model("y ~ x", .negativeBinomial2, .slopes),
    ] {
      let test = try larger.bootstrapLikelihoodRatio(against: plain, replicates: 200, seed: 2)
      let zeros = Double(test.simulated.count { $0 < 1e-6 }) / Double(test.simulated.count)
      #expect(zeros > 0.35 && zeros < 0.8, "\(zeros)")
      #expect(test.failures == 0)
      #expect(test.statistic > 10 && test.probability == 1.0 / 201)
    }
  }
}
