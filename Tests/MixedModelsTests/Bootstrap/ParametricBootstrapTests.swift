import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct ParametricBootstrapTests {
  private func model(_ formula: String = "y ~ x + (x | a)") throws -> LinearMixedModel {
    try MixedModelSpecification(formula).fit(try RandomDesign.table(seed: 4))
  }

  @Test func refitsAreTheFitsOfTheSimulatedResponses() throws {
    for formula in ["y ~ x + (x | a)", "y ~ x + (1 | a) + (1 | c)", "y ~ x"] {
      let model = try model(formula)
      let bootstrap = try model.parametricBootstrap(replicates: 12, seed: 5)
      #expect(bootstrap.failures.isEmpty)
      for (replicate, response) in try model.simulate(seed: 5, count: 12).enumerated() {
        let likelihood = Likelihood(model.problem.replacingResponse(response))
        let minimum = try DevianceMinimizer().minimize(likelihood, from: model.parameters.vector)
        #expect(
          abs(bootstrap.deviances[replicate] - minimum.evaluation.deviance) < 1e-7, "\(formula)")
        #expect(
          abs(bootstrap.sigmas[replicate] / minimum.evaluation.sigma - 1) < 1e-4, "\(formula)")
        for (k, value) in likelihood.coefficients().enumerated() {
          let error = bootstrap.standardErrors[replicate * 2 + k]
          #expect(abs(bootstrap.coefficients[replicate * 2 + k] - value) < 1e-4 * error)
        }
      }
    }
  }

  @Test func jobsDoNotChangeTheResult() throws {
    let model = try model()
    let one = try model.parametricBootstrap(replicates: 37, seed: 6, jobs: 1)
    for jobs in [2, 5, 64] {
      let many = try model.parametricBootstrap(replicates: 37, seed: 6, jobs: jobs)
      #expect(one.deviances == many.deviances && one.coefficients == many.coefficients)
      #expect(one.parameters == many.parameters && one.sigmas == many.sigmas)
    }
  }

  @Test(.enabled(if: Reference.has("expected/lme4-sleepstudy-slope-reml.json")))
  func spreadIsThatOfTheStandardErrors() throws {
    let model = try ReferenceModel("lme4-sleepstudy-slope-reml").model
    let bootstrap = try model.parametricBootstrap(replicates: 1000, seed: 7, jobs: 2)
    for index in 0..<2 {
      let values = bootstrap.values(of: .fixedEffect(index))
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      let error = model.standardErrors[index]
      // Balanced data: betahat is least squares, unbiased with exactly this variance.
      #expect(abs(mean - model.coefficients[index]) < 5 * error / count.squareRoot())
      #expect(abs(variance / (error * error) - 1) < 5 * (2 / count).squareRoot())
    }
    let interval = try #require(bootstrap.interval(of: .residualStandardDeviation))
    let shortest = try #require(
      bootstrap.interval(of: .residualStandardDeviation, kind: .shortest))
    #expect(interval.lower < model.sigma && interval.upper > model.sigma)
    #expect(shortest.upper - shortest.lower <= interval.upper - interval.lower)
  }

  /// Under the null hypothesis of a fixed effect in a plain linear model the simulated p value is
  /// that of the F test.
  @Test func likelihoodRatioOfALinearModelIsItsFTest() throws {
    let table = try RandomDesign.table(seed: 11)
    let larger = try MixedModelSpecification("y ~ x + w").fit(table)
    let smaller = try MixedModelSpecification("y ~ x").fit(table)
    let test = try larger.bootstrapLikelihoodRatio(
      against: smaller, replicates: 1500, seed: 12, jobs: 2)
    let t = larger.coefficients[2] / larger.standardErrors[2]
    let exact = StudentTDistribution(degreesOfFreedom: 45).twoSidedProbability(t)
    let error = (exact * (1 - exact) / 1500).squareRoot()
    #expect(abs(test.probability - exact) < 4 * error + 1.0 / 1501)
    #expect(test.degreesOfFreedom == 1 && test.failures == 0)
    #expect(throws: ResamplingError.self) {
      try smaller.bootstrapLikelihoodRatio(against: larger, replicates: 10, seed: 1)
    }
  }

  @Test func likelihoodRatioOfAVariance() throws {
    let table = try RandomDesign.table(seed: 13)
    let larger = try MixedModelSpecification("y ~ x + (1 | a)").fit(table)
    let smaller = try MixedModelSpecification("y ~ x").fit(table)
    let test = try larger.bootstrapLikelihoodRatio(against: smaller, replicates: 400, seed: 1)
    // At the boundary about half of the statistics are 0.
    let zeros = Double(test.simulated.count { $0 < 1e-6 }) / 400
    #expect(zeros > 0.4 && zeros < 0.8)
    #expect(test.statistic > 0 && test.probability >= 1.0 / 401)
  }
}
