import Glibc
import Numerics
import Testing

@testable import NOf1

/// Counts and yes/no nights: Laplace's method against integrals that use no approximation.
@Suite struct LatentIntegrationTests {
  /// log p(y | b, sigma, rho) of a few nights, level and latent values integrated numerically.
  ///
  /// Level and latent process together are a normal vector of n predictors; tensor Gauss-Hermite
  /// quadrature about its mode and curvature is exact for all that matters here.
  private func integrated(
    _ series: Series, _ node: HyperparameterNode, effect: Double, days: [Int], points: Int
  ) throws -> Double {
    let level = series.coefficients[0]
    let n = series.nights
    var covariance = autoregressiveCovariance(days: days, sigma: node.sigma, rho: node.rho)
    let variance = level.standardDeviation * level.standardDeviation
    for a in 0..<n { for b in 0..<n { covariance[a, b] += variance } }
    let mean = series.column(1).map { level.mean + effect * $0 }
    let factor = try CholeskyFactor(covariance)
    let precision = factor.inverse()
    func logLikelihood(_ eta: [Double]) -> Double {
      zip(series.outcome, eta).reduce(0) { sum, pair in
        let (y, e) = pair
        return series.family == .count
          ? sum + y * e - exp(e) - lgamma(y + 1) : sum + y * e - log1p(exp(e))
      }
    }
    var eta = mean
    var hessian = precision
    for _ in 0..<200 {
      let rate = eta.map { series.family == .count ? exp($0) : 1 / (1 + exp(-$0)) }
      let weight = rate.map { series.family == .count ? $0 : $0 * (1 - $0) }
      hessian = precision + Matrix(diagonal: weight)
      let pull = precision * zip(eta, mean).map { $0 - $1 }
      let gradient = (0..<n).map { series.outcome[$0] - rate[$0] - pull[$0] }
      let step = try CholeskyFactor(hessian).solve(gradient)
      let longest = step.reduce(0) { max($0, abs($1)) }
      eta = zip(eta, step).map { $0 + $1 * min(1, 1 / longest) }
      if longest < 1e-10 { break }
    }
    let curvature = try CholeskyFactor(hessian)
    let rule = QuadratureRule.standardNormal(count: points)
    var logs: [Double] = []
    var index = [Int](repeating: 0, count: n)
    while true {
      let z = index.map { rule.nodes[$0] }
      let x = zip(eta, curvature.solveLowerTransposed(z)).map { $0 + $1 }
      let deviation = factor.solveLower(zip(x, mean).map { $0 - $1 })
      let weight = index.reduce(0) { $0 + log(rule.weights[$1]) }
      logs.append(
        weight + logLikelihood(x) - 0.5 * dotProduct(deviation, deviation)
          + 0.5 * dotProduct(z, z) - 0.5 * factor.logDeterminant
          - 0.5 * curvature.logDeterminant)
      var place = 0
      while place < n {
        index[place] += 1
        if index[place] < points { break }
        index[place] = 0
        place += 1
      }
      if place == n { break }
    }
    return logSumExp(logs)
  }

  private func series(_ family: Series.Family, _ outcome: [Double], arm: [Double], days: [Int])
    -> Series
  {
    Series(
      family: family, outcome: outcome, days: days,
      columns: [[Double](repeating: 1, count: outcome.count), arm],
      coefficients: [
        .init(name: "level", mean: family == .count ? -0.69 : 0, standardDeviation: 1.2),
        .init(name: "B", mean: 0, standardDeviation: 0.8),
      ], sigmaScale: 0.75)
  }

  private struct Case: CustomTestStringConvertible, Sendable {
    let family: Series.Family
    let outcome: [Double]
    let arm: [Double]
    let days: [Int]
    var testDescription: String { "\(family) \(outcome)" }
  }

  private static let cases: [Case] = [
    Case(family: .count, outcome: [2, 0, 1], arm: [0, 1, 1], days: [0, 1, 4]),
    Case(family: .count, outcome: [5, 2, 0], arm: [0, 1, 0], days: [0, 2, 3]),
    Case(family: .binary, outcome: [1, 0, 1], arm: [0, 1, 1], days: [0, 1, 2]),
  ]

  /// The posterior of the effect and the evidence with (sigma, rho) on the same nodes for both:
  /// what remains is Laplace's approximation of the integral over latent values and level.
  @Test(arguments: cases)
  private func laplaceIsCloseToTheIntegral(_ given: Case) throws {
    let series = series(given.family, given.outcome, arm: given.arm, days: given.days)
    let posterior = SeriesPosterior(
      series, resolution: .init(sigmas: 4, rhos: 2, sweepPoints: 9))
    let effect = series.coefficients[1]
    let likelihood = posterior.integratedLikelihood(of: 1, priors: [effect])
    let ours = posterior.posterior(likelihood, prior: effect)
    let values = IntegratedLikelihood.points(9, on: likelihood.range)
    let exact = try values.map { value in
      logSumExp(
        try posterior.nodes.map { node in
          node.logWeight
            + (try integrated(
              series, node, effect: value, days: given.days, points: 7))
        })
    }
    let theirs = posterior.posterior(
      IntegratedLikelihood(range: likelihood.range, values: exact), prior: effect)
    let sd = theirs.standardDeviation
    print(
      "worst case of Laplace,", given.testDescription, "mean", (ours.mean - theirs.mean) / sd, "sd",
      ours.standardDeviation / sd - 1, "evidence", ours.logNormalisation - theirs.logNormalisation)
    #expect(abs(ours.mean - theirs.mean) < 0.05 * sd)
    #expect(abs(ours.standardDeviation / sd - 1) < 0.05)
    for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
      #expect(abs(ours.quantile(p) - theirs.quantile(p)) < 0.06 * sd)
    }
    #expect(abs(ours.logNormalisation - theirs.logNormalisation) < 0.15)
  }

  /// Where a single night's number is large the posterior is nearly normal and Laplace exact.
  @Test func laplaceIsExactForManyEvents() throws {
    let days = [0, 1, 2]
    let series = series(.count, [1200, 800, 950], arm: [0, 1, 1], days: days)
    let node = HyperparameterNode(sigma: 0.3, rho: 0.5, logWeight: 0)
    let ours = LatentIntegration(series).logLikelihood(of: 1, at: [-0.3], nodes: [node])[0][0]
    let theirs = try integrated(series, node, effect: -0.3, days: days, points: 9)
    #expect(abs(ours - theirs) < 1e-3)
  }

  @Test func oneNodeAfterAnotherGivesTheSameAsTogether() {
    let log = ModelLogs.log(.count, seed: 4)
    let scale = OutcomeScale(log, kind: .count)
    let study = ModelLogs.study(.count)
    guard
      let data = LogSeries(
        log, study: study, scale: scale, prior: study.prior, variant: ModelVariant(washInNights: 0))
    else {
      Issue.record("no series")
      return
    }
    let nodes = (0..<11).map {
      HyperparameterNode(sigma: 0.1 + 0.2 * Double($0), rho: 0.9 - 0.08 * Double($0), logWeight: 0)
    }
    let together = LatentIntegration(data.series).logEvidence(at: nodes)
    for (node, value) in zip(nodes, together) {
      let alone = LatentIntegration(data.series).logEvidence(at: [node])[0]
      // Each is right to about 1e-4, where Newton's method stops.
      #expect(abs(alone - value) < 5e-4)
    }
  }
}
