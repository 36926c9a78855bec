import Glibc
import Numerics
import Tables
import TestSupport
import Testing

@testable import MixedModels

/// R squared and ICC against the R package performance 0.10.2.
@Suite struct GeneralizedExplainedVarianceTests {
  /// - Parameter nullTolerance: of the distribution's variance, whose null model R leaves where
  ///   glmer's optimiser stops: an intercept of 0.5189 for grouseticks, where the maximum is 0.514.
  private func compare(
    _ reference: GeneralizedReference, _ result: GeneralizedExplainedVariance,
    nullTolerance: Double = 1e-4
  ) throws {
    let distribution = try reference.number("r2_icc_performance", "var_distribution")
    #expect(abs(result.distributionVariance / distribution - 1) < nullTolerance)
    // The rest from R's own variance of the distribution.
    let found = GeneralizedExplainedVariance(
      method: result.method, mean: result.mean, distributionVariance: distribution,
      dispersionVariance: result.dispersionVariance,
      shares: ExplainedVariance(
        fixedVariance: result.shares.fixedVariance, randomVariance: result.shares.randomVariance,
        residualVariance: distribution + result.dispersionVariance, residualIsMean: false,
        groups: result.shares.groups))
    for (key, value) in [
      ("var_fixed", found.shares.fixedVariance), ("var_random", found.shares.randomVariance),
      ("var_dispersion", found.dispersionVariance),
      ("R2_marginal", found.shares.marginalRSquared),
      ("R2_conditional", found.shares.conditionalRSquared),
      ("ICC_adjusted", found.shares.adjustedIntraclassCorrelation),
      ("ICC_unadjusted", found.shares.unadjustedIntraclassCorrelation),
    ] {
      let target = try reference.number("r2_icc_performance", key)
      #expect(abs(value - target) <= 1e-4 * abs(target) + 1e-12, "\(key) \(value) \(target)")
    }
  }

  /// Its Poisson models have the lognormal variance at exp(intercept) of the null model.
  @Test(
    .enabled(if: Reference.has("expected/glmm-epil-poisson.json")),
    arguments: ["glmm-epil-poisson", "glmm-epil-poisson-slope", "glmm-grouseticks-brood"])
  func counts(_ name: String) throws {
    let reference = try GeneralizedReference(name)
    try compare(
      reference, try reference.model.explainedVariance(.lognormal, at: .nullModelTypical),
      nullTolerance: name == "glmm-epil-poisson" ? 1e-4 : 5e-3)
  }

  @Test(.enabled(if: Reference.has("expected/glmm-cbpp-laplace.json"))) func events() throws {
    let reference = try GeneralizedReference("glmm-cbpp-laplace", family: .binomial)
    let found = try reference.model.explainedVariance()
    #expect(found.method == .theoretical && found.mean == nil)
    try compare(reference, found)
  }

  @Test func methodsAreThoseOfTheTable() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 51))
    let delta = try model.explainedVariance(.delta, at: .observed)
    let mean = try #require(delta.mean)
    let average = model.frame.response.reduce(0, +) / Double(model.observationCount)
    #expect(abs(mean - average) < 1e-12)
    #expect(abs(delta.distributionVariance - 1 / mean) < 1e-12)
    let lognormal = try model.explainedVariance(at: .observed)
    #expect(lognormal.method == .lognormal)
    #expect(abs(lognormal.distributionVariance - log1p(1 / mean)) < 1e-12)
    let trigamma = try model.explainedVariance(.trigamma, at: .observed)
    #expect(
      abs(trigamma.distributionVariance - SpecialFunctions.trigamma(mean)) < 1e-12)
    #expect(throws: InvalidInput.self) { try model.explainedVariance(.theoretical) }
    // The null model's mean over its random effects is about that of the data.
    let null = try #require(try model.explainedVariance().mean)
    #expect(abs(null / average - 1) < 0.5)
  }

  /// A random effect with a level for each row is dispersion.
  @Test func rowLevelEffectsAreDispersion() throws {
    let table = try SimulatedCounts.table(people: 60, nights: 1, seed: 52)
    let model = try SimulatedCounts.fit(table)
    let found = try model.explainedVariance(at: .observed)
    let theta = model.parameters.theta[0][0]
    #expect(found.shares.groups.isEmpty && found.shares.randomVariance == 0)
    #expect(abs(found.dispersionVariance - theta * theta) < 1e-12)
  }
}
