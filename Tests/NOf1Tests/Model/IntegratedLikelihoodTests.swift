import Numerics
import Testing

@testable import NOf1

@Suite struct IntegratedLikelihoodTests {
  private func fit(_ kind: Outcome.Kind, seed: UInt64, mean: Double = 0.8) throws -> (
    PersonalModel, SeriesPosterior
  ) {
    let log = ModelLogs.log(kind, seed: seed, mean: mean)
    let model = try PersonalModel(log, study: ModelLogs.study(kind))
    return (model, model.fit.posterior)
  }

  /// Between the Chebyshev points the polynomial is the function itself.
  @Test(arguments: [Outcome.Kind.count, .binary, .ordinal, .score])
  func interpolationAgreesWithDirectEvaluation(_ kind: Outcome.Kind) throws {
    for seed in 1...3 {
      let (model, posterior) = try fit(kind, seed: UInt64(seed))
      let range = model.likelihood.range
      var stream = RandomStream(seed: UInt64(seed))
      let values = (0..<9).map { _ in
        range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform()
      }.sorted()
      let integration: any SeriesIntegration =
        kind == .score
        ? GaussianIntegration(posterior.series) : LatentIntegration(posterior.series)
      let rows = integration.logLikelihood(of: 1, at: values, nodes: posterior.nodes)
      let prior = posterior.series.coefficients[1]
      let peak = model.marginal.density.max() ?? 1
      for (index, value) in values.enumerated() {
        let direct = logSumExp(
          posterior.nodes.indices.map { posterior.nodes[$0].logWeight + rows[$0][index] })
        let difference = abs(model.likelihood(value) - direct)
        // Where the posterior is visible; far out, the few parts in a thousand do not matter.
        let marginal = posterior.posterior(model.likelihood, prior: prior)
        let nearest = marginal.grid.indices.min {
          abs(marginal.grid[$0] - value) < abs(marginal.grid[$1] - value)
        }
        let visible = marginal.density[nearest ?? 0] > 1e-4 * peak
        #expect(difference < (visible ? 1e-3 : 0.1), "\(kind) \(value)")
      }
    }
  }

  @Test func interpolatesAPolynomialExactly() {
    let range = -1.5...2.5
    func polynomial(_ x: Double) -> Double { 3 - x + 0.5 * x * x - 0.2 * x * x * x }
    let likelihood = IntegratedLikelihood(
      range: range, values: IntegratedLikelihood.points(7, on: range).map(polynomial))
    for x in stride(from: -1.5, through: 2.5, by: 0.1) {
      #expect(abs(likelihood(x) - polynomial(x)) < 1e-12)
    }
    for (value, batch) in zip([-1.5, 0, 2.5], likelihood([-1.5, 0, 2.5])) {
      #expect(likelihood(value) == batch)
    }
  }

  /// Twice as many nodes and points in every direction.
  @Test(arguments: [Outcome.Kind.count, .binary, .ordinal])
  func doublingTheResolutionChangesNothing(_ kind: Outcome.Kind) throws {
    let usual = SeriesPosterior.Resolution.full
    let double = SeriesPosterior.Resolution(
      sigmas: 2 * usual.sigmas, rhos: 2 * usual.rhos, sweepPoints: 2 * usual.sweepPoints,
      gridPoints: 801)
    for seed in 1...3 {
      let log = ModelLogs.log(kind, seed: UInt64(seed))
      let study = ModelLogs.study(kind)
      let coarse = try PersonalModel(log, study: study).marginal
      let fine = try PersonalModel(log, study: study, resolution: double).marginal
      let sd = fine.standardDeviation
      #expect(abs(coarse.mean - fine.mean) < 0.005 * sd)
      #expect(abs(coarse.standardDeviation - sd) < 0.005 * sd)
      for p in [0.025, 0.5, 0.975] {
        #expect(abs(coarse.quantile(p) - fine.quantile(p)) < 0.005 * sd)
      }
    }
  }
}
