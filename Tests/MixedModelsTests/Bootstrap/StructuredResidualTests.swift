import Numerics
import Testing

@testable import MixedModels

/// Simulation, refits, profiles and predictions of models with correlated, unequal residuals.
@Suite struct StructuredResidualTests {
  private func model(_ formula: String = "y ~ x + (1 | a)") throws -> LinearMixedModel {
    try MixedModelSpecification(
      formula, criterion: .maximumLikelihood, correlation: "ar1(1 | a)", variance: "ident(b)"
    ).fit(try RandomDesign.table(seed: 71, rows: 90))
  }

  @Test func whitenedResidualsOfDrawsAreStandardNormal() throws {
    let model = try model()
    let factor = try #require(try model.frame.residualFactor(model.parameters.residual))
    let fitted = try model.fittedValues()
    let count = model.observationCount
    let draws = try model.simulate(seed: 1, count: 1500, effects: .modes)
    var sums = [Double](repeating: 0, count: 3)
    for draw in draws {
      var white = zip(draw, fitted).map { ($0 - $1) / model.sigma }
      factor.whiten(&white, count: 1)
      for row in white.indices {
        sums[0] += white[row]
        sums[1] += white[row] * white[row]
        if row > 0 { sums[2] += white[row] * white[row - 1] }
      }
    }
    let total = Double(1500 * count)
    #expect(abs(sums[0] / total) < 5 / total.squareRoot())
    #expect(abs(sums[1] / total - 1) < 5 * (2 / total).squareRoot())
    #expect(abs(sums[2] / total) < 5 / total.squareRoot())
  }

  @Test func drawsHaveTheStatedVariances() throws {
    let model = try model()
    let deviations = try model.residualDeviations()
    let fitted = try model.fittedValues()
    let draws = try model.simulate(seed: 2, count: 1500, effects: .modes)
    for row in [0, 30, 60, 89] {
      let square = draws.reduce(0.0) { $0 + ($1[row] - fitted[row]) * ($1[row] - fitted[row]) }
      let ratio = square / 1500 / (deviations[row] * deviations[row])
      #expect(abs(ratio - 1) < 5 * (2.0 / 1500).squareRoot())
    }
    #expect(Set(deviations).count == 3)
    #expect(try model.explainedVariance().residualIsMean)
  }

  @Test func refitsAreTheFitsOfTheSimulatedResponses() throws {
    let model = try model()
    let bootstrap = try model.parametricBootstrap(replicates: 6, seed: 5)
    for (replicate, response) in try model.simulate(seed: 5, count: 6).enumerated() {
      let likelihood = Likelihood(model.problem.replacingResponse(response))
      let minimum = try DevianceMinimizer().minimize(likelihood, from: model.parameters.vector)
      #expect(abs(bootstrap.deviances[replicate] - minimum.evaluation.deviance) < 1e-7)
    }
  }

  @Test func fixedEffectLimitsAreThoseOfFitsWithOffset() throws {
    let model = try model()
    let profile = try model.profile([.fixedEffect(1)])[0]
    for limit in [profile.lower, profile.upper] {
      let value = try #require(limit.value)
      let shifted = try self.model("y ~ 1 + (1 | a) + offset((\(value)) * x)")
      let critical = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.95)
      #expect(abs(shifted.deviance - model.deviance - critical) < 1e-5)
    }
  }

  @Test func everyParameterHasAnInterval() throws {
    let model = try model()
    for profile in try model.profile() {
      let (lower, upper) = (try #require(profile.lower.value), try #require(profile.upper.value))
      let estimate = try #require(profile.estimate)
      #expect(lower <= estimate && estimate < upper)
    }
  }

  @Test func leveragesAreRefused() throws {
    let model = try model()
    #expect(throws: DiagnosticsError.noLeverage("ar1(1 | a)")) { try model.leverages() }
    #expect(try model.residuals(.pearson).count == model.observationCount)
  }
}
