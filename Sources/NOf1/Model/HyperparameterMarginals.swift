import Glibc

/// Marginal posteriors of sigma and rho from the log posterior at a product of Gauss-Legendre
/// nodes.
///
/// Along each axis the log of (marginal posterior / prior) is known at the nodes; in between, the
/// polynomial through the six nearest nodes gives it, those left out where the posterior vanishes.
/// One polynomial through all nodes would not do: for Gaussian series the log likelihood has a
/// pole at rho = 1, which makes it swing far away from there. For the same reason the axis of rho
/// is -log(1 - rho). Between the outermost nodes and the ends of the axes nothing changes.
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
      sigmas, alongSigma, on: region.sigma, logPrior: logPriorOfSigma,
      coordinate: region.sigma.lowerBound > 0 ? { log($0) } : { $0 })
    rho = HyperparameterMarginals.marginal(
      rhos, alongRho, on: region.rho, logPrior: logPriorOfRho,
      coordinate: { -log1p(-$0) })
  }

  private static func marginal(
    _ rule: (nodes: [Double], weights: [Double]), _ values: [Double],
    on range: ClosedRange<Double>, logPrior: (Double) -> Double,
    coordinate: (Double) -> Double
  ) -> MarginalPosterior {
    let logPosterior = zip(rule.nodes, values).map { logPrior($0) + $1 }
    let best = logPosterior.max() ?? 0
    let visible = logPosterior.indices.filter { logPosterior[$0] > best - 25 }
    // A posterior so narrow that it falls on a node or two keeps their neighbours.
    let margin = visible.count < 4 ? 2 : 0
    let first = max(0, (visible.first ?? 0) - margin)
    let kept = first...min(rule.nodes.count - 1, (visible.last ?? 0) + margin)
    let nodes = kept.map { coordinate(rule.nodes[$0]) }
    let low = kept.lowerBound == 0 ? range.lowerBound : rule.nodes[kept.lowerBound]
    let isLast = kept.upperBound == rule.nodes.count - 1
    let high = isLast ? range.upperBound : rule.nodes[kept.upperBound]
    let width = range.upperBound - range.lowerBound
    let count = 201
    // Half a cell away from the ends, where the prior of rho is zero.
    let grid = (0..<count).map { range.lowerBound + width * (Double($0) + 0.5) / Double(count) }
    let used = min(6, nodes.count)
    let logDensity = grid.map { value -> Double in
      guard value >= low && value <= high else { return -.infinity }
      let x = min(nodes[nodes.count - 1], max(nodes[0], coordinate(value)))
      let above = nodes.firstIndex { $0 > x } ?? nodes.count
      let start = min(max(0, above - used / 2), nodes.count - used)
      return interpolate(x, nodes, Array(values[kept]), start..<(start + used)) + logPrior(value)
    }
    return MarginalPosterior(grid: grid, logDensity: logDensity)
  }

  /// Lagrange's polynomial through some of the nodes.
  static func interpolate(
    _ value: Double, _ nodes: [Double], _ values: [Double], _ used: Range<Int>
  ) -> Double {
    used.reduce(0.0) { sum, i in
      sum
        + used.reduce(values[i]) { product, j in
          j == i ? product : product * (value - nodes[j]) / (nodes[i] - nodes[j])
        }
    }
  }
}
