import Glibc
import Numerics
import Testing

@testable import NOf1

/// Scores: everything against dense multivariate normal densities and fine grids of (sigma, rho).
@Suite struct GaussianIntegrationTests {
  private let days = [0, 1, 2, 4, 5, 9, 10, 11, 12, 20, 21, 22]
  private let outcome = [5.1, 4.7, 5.9, 3.8, 4.1, 6.2, 5.6, 3.1, 3.9, 4.4, 2.8, 3.6]
  private let arm: [Double] = [0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1]

  private var series: Series {
    Series(
      family: .gaussian, outcome: outcome, days: days,
      columns: [
        [Double](repeating: 1, count: 12), arm, days.map { 2 * Double($0) / 22 - 1 },
      ],
      coefficients: [
        .init(name: "level", mean: 4.5, standardDeviation: 2.5),
        .init(name: "B", mean: -0.2, standardDeviation: 1.1),
        .init(name: "trend", mean: 0, standardDeviation: 0.5),
      ], sigmaScale: 2)
  }

  /// log p(y | sigma, rho) with coefficient `held` at a value, the others integrated out.
  private func dense(_ node: HyperparameterNode, held: Int? = nil, at value: Double = 0) throws
    -> Double
  {
    let series = self.series
    var covariance = autoregressiveCovariance(days: days, sigma: node.sigma, rho: node.rho)
    var mean = [Double](repeating: 0, count: days.count)
    for (j, coefficient) in series.coefficients.enumerated() {
      let column = series.column(j)
      let isHeld = j == held
      let centre = isHeld ? value : coefficient.mean
      let variance = isHeld ? 0 : coefficient.standardDeviation * coefficient.standardDeviation
      for a in days.indices {
        mean[a] += centre * column[a]
        for b in days.indices { covariance[a, b] += variance * column[a] * column[b] }
      }
    }
    return try multivariateNormalLogDensity(outcome, mean: mean, covariance: covariance)
  }

  private let someNodes = [(0.3, 0.1), (1, 0.5), (2.5, 0.9), (0.9, 0.001), (1.2, 0.99)].map {
    HyperparameterNode(sigma: $0.0, rho: $0.1, logWeight: 0)
  }

  @Test func evidenceGivenTheHyperparametersIsTheNormalDensity() throws {
    let integration = GaussianIntegration(series)
    let evidence = integration.logEvidence(at: someNodes)
    for (node, value) in zip(someNodes, evidence) {
      let expected = try dense(node)
      #expect(abs(value - expected) < 1e-9 * max(1, abs(expected)))
    }
    let values = [-3.0, -0.4, 0, 1.7]
    for held in 0..<3 {
      let rows = integration.logLikelihood(of: held, at: values, nodes: someNodes)
      for (node, row) in zip(someNodes, rows) {
        for (value, ours) in zip(values, row) {
          let expected = try dense(node, held: held, at: value)
          #expect(abs(ours - expected) < 1e-9 * max(1, abs(expected)))
        }
      }
    }
  }

  @Test func conditionalMomentsAreThoseOfTheJointNormal() throws {
    let series = self.series
    let integration = GaussianIntegration(series)
    let conditional = (0..<3).map { integration.conditional($0, at: someNodes) }
    let predictors = integration.predictorMoments(at: someNodes)
    var design = Matrix(rows: days.count, columns: 3)
    for j in 0..<3 {
      for (i, value) in series.column(j).enumerated() { design[i, j] = value }
    }
    let prior = series.coefficients
    let priorPrecision = Matrix(
      diagonal: prior.map { 1 / ($0.standardDeviation * $0.standardDeviation) })
    for (index, node) in someNodes.enumerated() {
      let noise = try CholeskyFactor(
        autoregressiveCovariance(days: days, sigma: node.sigma, rho: node.rho))
      let precision = priorPrecision + design.transposedProduct(noise.solve(design))
      let covariance = try CholeskyFactor(precision).inverse()
      let pull = zip(
        design.transposedProduct(noise.solve(outcome)), priorPrecision * prior.map(\.mean)
      ).map { $0 + $1 }
      let mean = covariance * pull
      for j in 0..<3 {
        #expect(abs(conditional[j][index].mean - mean[j]) < 1e-8)
        let sd = covariance[j, j].squareRoot()
        #expect(abs(conditional[j][index].standardDeviation / sd - 1) < 1e-8)
      }
      for night in days.indices {
        let row = design.row(night)
        let variance = dotProduct(row, covariance * row)
        #expect(abs(predictors[index][night].mean - dotProduct(row, mean)) < 1e-8)
        #expect(abs(predictors[index][night].variance / variance - 1) < 1e-8)
      }
    }
  }

  /// Everything on a grid of 120 x 80 points of (sigma, rho), no node left out.
  @Test func posteriorAgreesWithAFineGrid() throws {
    let posterior = SeriesPosterior(series)
    let likelihood = posterior.integratedLikelihood(of: 1, priors: [series.coefficients[1]])
    let marginal = posterior.posterior(likelihood, prior: series.coefficients[1])
    let hyperparameters = posterior.hyperparameters()

    let sigmaRule = QuadratureRule.gaussLegendre(count: 120, over: 0...12)
    let rhoRule = QuadratureRule.gaussLegendre(count: 80, over: 0...1)
    let integration = GaussianIntegration(series)
    var nodes: [HyperparameterNode] = []
    for (rho, v) in zip(rhoRule.nodes, rhoRule.weights) {
      for (sigma, w) in zip(sigmaRule.nodes, sigmaRule.weights) {
        nodes.append(
          HyperparameterNode(
            sigma: sigma, rho: rho,
            logWeight: log(w * v) + series.logHyperprior(sigma: sigma, rho: rho)))
      }
    }
    // Evidence and conditional moments were compared with dense matrices above.
    let logs = zip(nodes, integration.logEvidence(at: nodes)).map { $0.logWeight + $1 }
    let total = logSumExp(logs)
    let weights = logs.map { exp($0 - total) }
    let conditional = integration.conditional(1, at: nodes)
    func moments(_ value: (Int) -> (mean: Double, variance: Double)) -> (Double, Double) {
      let mean = weights.indices.reduce(0) { $0 + weights[$1] * value($1).mean }
      let variance = weights.indices.reduce(0) {
        let (m, v) = value($1)
        return $0 + weights[$1] * (v + (m - mean) * (m - mean))
      }
      return (mean, variance.squareRoot())
    }
    let (mean, sd) = moments { i in
      let c = conditional[i]
      return (c.mean, c.standardDeviation * c.standardDeviation)
    }
    #expect(abs(marginal.mean - mean) < 1e-4 * sd)
    #expect(abs(marginal.standardDeviation - sd) < 1e-4 * sd)
    #expect(abs(marginal.logNormalisation - total) < 1e-4)
    let (sigma, sigmaSD) = moments { (nodes[$0].sigma, 0) }
    let (rho, rhoSD) = moments { (nodes[$0].rho, 0) }
    #expect(abs(hyperparameters.sigma.mean - sigma) < 0.005 * sigmaSD)
    #expect(abs(hyperparameters.sigma.standardDeviation - sigmaSD) < 0.01 * sigmaSD)
    #expect(abs(hyperparameters.rho.mean - rho) < 0.005 * rhoSD)
    #expect(abs(hyperparameters.rho.standardDeviation - rhoSD) < 0.01 * rhoSD)
    print(
      "Gaussian series against a fine grid, in SD: mean", (marginal.mean - mean) / sd, "sd",
      (marginal.standardDeviation - sd) / sd, "evidence", marginal.logNormalisation - total,
      "sigma", (hyperparameters.sigma.mean - sigma) / sigmaSD, "rho",
      (hyperparameters.rho.mean - rho) / rhoSD)
  }
}
