import Glibc

/// The Gaussian series: exact given (sigma, rho).
///
/// Errors are a stationary AR(1) process on the daily grid with standard deviation sigma and
/// correlation rho^gap. Whitening turns the series into independent N(0, sigma^2) errors, and the
/// coefficients' posterior given (sigma, rho) is that of a linear regression with normal priors.
final class GaussianIntegration: SeriesIntegration {
  private let series: Series
  let sigmaCandidates: [Double]
  private let products: WhitenedProducts
  /// Cross-products of the whitened series by rho, kept because many nodes share a rho.
  private var whitened: [WhitenedProducts.AtCorrelation] = []
  private let priors: [(mean: Double, precision: Double, logSpread: Double)]
  /// Cholesky factor of the coefficients' precision, row by row; its forward solutions of X'y and
  /// of the flat column. One memory for all nodes.
  private let factor: UnsafeMutablePointer<Double>
  private let target: UnsafeMutablePointer<Double>
  private let column: UnsafeMutablePointer<Double>

  init(_ series: Series) {
    self.series = series
    let scale = series.sigmaScale / 2
    sigmaCandidates = (0..<16).map { scale * 0.05 * pow(1.45, Double($0)) }
    products = WhitenedProducts(series)
    let p = series.coefficients.count
    let centre = products.centre
    priors = series.coefficients.enumerated().map { index, prior in
      let spread = prior.standardDeviation
      return (prior.mean - (index == 0 ? centre : 0), 1 / (spread * spread), log(spread))
    }
    factor = .allocate(capacity: p * p)
    target = .allocate(capacity: p)
    column = .allocate(capacity: p)
  }

  deinit {
    factor.deallocate()
    target.deallocate()
    column.deallocate()
  }

  func logEvidence(at nodes: [HyperparameterNode]) -> [Double] {
    nodes.map { solve($0, flat: nil).logEvidence }
  }

  func logLikelihood(
    of coefficient: Int, at values: [Double], nodes: [HyperparameterNode]
  ) -> [[Double]] {
    let shift = coefficient == 0 ? products.centre : 0
    return nodes.map { node in
      let system = solve(node, flat: coefficient)
      // Everything but the coefficient is integrated out: what is left is a parabola.
      return values.map { value in
        let b = value - shift
        return system.logEvidence + b * (system.slope - 0.5 * system.curvature * b)
      }
    }
  }

  func conditional(
    _ coefficient: Int, at nodes: [HyperparameterNode]
  ) -> [(mean: Double, standardDeviation: Double)] {
    let prior = priors[coefficient]
    let shift = coefficient == 0 ? products.centre : 0
    return nodes.map { node in
      let system = solve(node, flat: coefficient)
      let precision = system.curvature + prior.precision
      let mean = (system.slope + prior.mean * prior.precision) / precision
      return (mean + shift, 1 / precision.squareRoot())
    }
  }

  func predictorMoments(
    at nodes: [HyperparameterNode]
  ) -> [[(mean: Double, variance: Double)]] {
    let p = series.coefficients.count
    return nodes.map { node in
      _ = solve(node, flat: nil)
      return (0..<series.nights).map { night in
        moments(of: Array(series.regressors[(night * p)..<((night + 1) * p)]))
      }
    }
  }

  /// Mean and variance of `row` times the coefficients where `solve` with nothing flat ended: with
  /// the factor R and v = R^-1 row, the mean is v'R^-1 X'y and the variance v'v.
  private func moments(of row: [Double]) -> (mean: Double, variance: Double) {
    var solution = row
    var mean = products.centre
    var variance = 0.0
    for a in row.indices {
      for k in 0..<a { solution[a] -= factor[a * row.count + k] * solution[k] }
      solution[a] /= factor[a * row.count + a]
      mean += solution[a] * target[a]
      variance += solution[a] * solution[a]
    }
    return (mean, variance)
  }

  private func crossProducts(rho: Double) -> WhitenedProducts.AtCorrelation {
    if let known = whitened.last(where: { $0.rho == rho }) { return known }
    let result = products.whitened(rho: rho)
    whitened.append(result)
    return result
  }

  /// What is left of a node once the other coefficients are integrated out.
  private struct Parabola {
    /// Log evidence with the flat coefficient at zero.
    var logEvidence: Double
    /// Precision of the flat coefficient from the data.
    var curvature = 0.0
    /// Precision times estimate of the flat coefficient.
    var slope = 0.0
  }

  /// The normal equations at one node, one coefficient (`flat`) left with no prior and eliminated
  /// last.
  private func solve(_ node: HyperparameterNode, flat: Int?) -> Parabola {
    let known = crossProducts(rho: node.rho)
    let p = priors.count
    let weight = 1 / (node.sigma * node.sigma)
    var result = Parabola(
      logEvidence: known.logDeterminant
        - Double(series.nights) * (log(node.sigma) + 0.9189385332046727)
        - 0.5 * known.product(p, p) * weight)
    let count = flat == nil ? p : p - 1
    let passedOver = flat ?? p
    for a in 0..<count {
      // Cholesky factor of the others, then forward substitution of X'y and of the flat column.
      let own = a < passedOver ? a : a + 1
      let prior = priors[own]
      result.logEvidence -= 0.5 * prior.mean * prior.mean * prior.precision + prior.logSpread
      let row = factor + a * count
      for b in 0...a {
        var sum = known.product(own, b < passedOver ? b : b + 1) * weight
        if a == b { sum += prior.precision }
        let other = factor + b * count
        for k in 0..<b { sum -= row[k] * other[k] }
        row[b] = a == b ? sum.squareRoot() : sum / other[b]
      }
      var sum = known.product(p, own) * weight + prior.mean * prior.precision
      var crossSum = flat.map { known.product(own, $0) * weight } ?? 0
      for k in 0..<a {
        sum -= row[k] * target[k]
        crossSum -= row[k] * column[k]
      }
      target[a] = sum / row[a]
      column[a] = crossSum / row[a]
      result.logEvidence += 0.5 * target[a] * target[a] - log(row[a])
    }
    guard let flat else { return result }
    result.curvature = known.product(flat, flat) * weight
    result.slope = known.product(p, flat) * weight
    for a in 0..<count {
      result.curvature -= column[a] * column[a]
      result.slope -= column[a] * target[a]
    }
    return result
  }
}
