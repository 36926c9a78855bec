import Glibc

/// Marginal posteriors of sigma and rho from the log posterior at a product of Gauss-Legendre
/// nodes.
///
/// Along each axis the log of (marginal posterior / prior) is a smooth function known at the
/// nodes; the polynomial through them (barycentric weights of Gauss-Legendre nodes,
/// `(-1)^k sqrt((1 - x_k^2) w_k)`: Wang & Xiang 2012, Math. Comp. 81:861) gives it in between.
struct HyperparameterMarginals {
  let sigma: MarginalPosterior
  let rho: MarginalPosterior

  /// - Parameters:
  ///   - sigmas: nodes on the sigma axis, with their quadrature weights.
  ///   - logLikelihood: `[rho index][sigma index]`, without prior and weights.
  init(
    sigmas: (nodes: [Double], weights: [Double]), rhos: (nodes: [Double], weights: [Double]),
    logLikelihood: [[Double]], sigmaScale: Double, region: HyperparameterRegion
  ) {
    func logPriorOfSigma(_ s: Double) -> Double { -0.5 * (s / sigmaScale) * (s / sigmaScale) }
    func logPriorOfRho(_ r: Double) -> Double { log(r) + log(1 - r) }
    let alongSigma = sigmas.nodes.indices.map { i in
      logSumExp(
        rhos.nodes.indices.map {
          log(rhos.weights[$0]) + logPriorOfRho(rhos.nodes[$0]) + logLikelihood[$0][i]
        })
    }
    let alongRho = rhos.nodes.indices.map { j in
      logSumExp(
        sigmas.nodes.indices.map {
          log(sigmas.weights[$0]) + logPriorOfSigma(sigmas.nodes[$0]) + logLikelihood[j][$0]
        })
    }
    sigma = HyperparameterMarginals.marginal(
      sigmas, alongSigma, on: region.sigma, logPrior: logPriorOfSigma)
    rho = HyperparameterMarginals.marginal(
      rhos, alongRho, on: region.rho, logPrior: logPriorOfRho)
  }

  private static func marginal(
    _ rule: (nodes: [Double], weights: [Double]), _ values: [Double],
    on range: ClosedRange<Double>, logPrior: (Double) -> Double
  ) -> MarginalPosterior {
    let width = range.upperBound - range.lowerBound
    let barycentric = rule.nodes.indices.map { k in
      let x = 2 * (rule.nodes[k] - range.lowerBound) / width - 1
      return (k % 2 == 0 ? 1 : -1) * ((1 - x * x) * rule.weights[k]).squareRoot()
    }
    let count = 201
    // Half a cell away from the ends, where the prior of rho is zero.
    let grid = (0..<count).map { range.lowerBound + width * (Double($0) + 0.5) / Double(count) }
    let logDensity = grid.map { value in
      var numerator = 0.0
      var denominator = 0.0
      for k in rule.nodes.indices {
        let difference = value - rule.nodes[k]
        if difference == 0 { return values[k] + logPrior(value) }
        numerator += barycentric[k] / difference * values[k]
        denominator += barycentric[k] / difference
      }
      return numerator / denominator + logPrior(value)
    }
    return MarginalPosterior(grid: grid, logDensity: logDensity)
  }
}
