import Glibc

/// The Gaussian series: exact given (sigma, rho).
///
/// Errors are a stationary AR(1) process on the daily grid with standard deviation sigma and
/// correlation rho^gap. Whitening turns the series into independent N(0, sigma^2) errors, and the
/// coefficients' posterior given (sigma, rho) is that of a linear regression with normal priors.
final class GaussianIntegration: SeriesIntegration {
  private let series: Series
  let sigmaCandidates: [Double]
  /// Cross-products of the whitened series by rho, kept because many nodes share a rho.
  private var whitened: [(rho: Double, crossProducts: CrossProducts)] = []

  /// X'X, X'y, y'y of the whitened series, and the log of the whitening's determinant.
  struct CrossProducts {
    let matrix: [Double]
    let vector: [Double]
    let square: Double
    let logDeterminant: Double
  }

  init(_ series: Series) {
    self.series = series
    let scale = series.sigmaScale / 2
    sigmaCandidates = (0..<16).map { scale * 0.05 * pow(1.45, Double($0)) }
  }

  func logEvidence(at nodes: [HyperparameterNode]) -> [Double] {
    nodes.map { node in
      let system = LinearSystem(series, crossProducts(rho: node.rho), node, flat: nil)
      return system.logEvidence
    }
  }

  func logLikelihood(
    of coefficient: Int, at values: [Double], nodes: [HyperparameterNode]
  ) -> [[Double]] {
    nodes.map { node in
      let system = LinearSystem(series, crossProducts(rho: node.rho), node, flat: coefficient)
      // Everything but the coefficient is integrated out: what is left is a parabola.
      return values.map {
        system.logEvidence + $0 * (system.slope - 0.5 * system.curvature * $0)
      }
    }
  }

  func conditional(
    _ coefficient: Int, at nodes: [HyperparameterNode]
  ) -> [(mean: Double, standardDeviation: Double)] {
    let prior = series.coefficients[coefficient]
    let priorPrecision = 1 / (prior.standardDeviation * prior.standardDeviation)
    return nodes.map { node in
      let system = LinearSystem(series, crossProducts(rho: node.rho), node, flat: coefficient)
      let precision = system.curvature + priorPrecision
      let mean = (system.slope + prior.mean * priorPrecision) / precision
      return (mean, 1 / precision.squareRoot())
    }
  }

  func predictorMoments(
    at nodes: [HyperparameterNode]
  ) -> [[(mean: Double, variance: Double)]] {
    let p = series.coefficients.count
    return nodes.map { node in
      let system = LinearSystem(series, crossProducts(rho: node.rho), node, flat: nil)
      return (0..<series.nights).map { night in
        let row = series.regressors[(night * p)..<((night + 1) * p)]
        return system.moments(of: Array(row))
      }
    }
  }

  private func crossProducts(rho: Double) -> CrossProducts {
    if let known = whitened.last(where: { $0.rho == rho }) { return known.crossProducts }
    let p = series.coefficients.count
    var matrix = [Double](repeating: 0, count: p * p)
    var vector = [Double](repeating: 0, count: p)
    var square = 0.0
    var logDeterminant = 0.0
    var row = [Double](repeating: 0, count: p)
    // Most gaps are one night: the same correlation as before. The first night has none.
    var gap = 0
    var correlation = 0.0
    var scale = 1.0
    var logScale = 0.0
    for night in 0..<series.nights {
      if series.gaps[night] != gap {
        gap = series.gaps[night]
        let exponent = Double(gap) * log(rho)
        let variance = -expm1(2 * exponent)
        correlation = exp(exponent)
        scale = 1 / variance.squareRoot()
        logScale = -0.5 * log(variance)
      }
      logDeterminant += logScale
      let at = night * p
      for j in 0..<p {
        let before = night > 0 ? series.regressors[at - p + j] : 0
        row[j] = (series.regressors[at + j] - correlation * before) * scale
      }
      let before = night > 0 ? series.outcome[night - 1] : 0
      let y = (series.outcome[night] - correlation * before) * scale
      for j in 0..<p {
        for i in 0...j { matrix[j * p + i] += row[j] * row[i] }
        vector[j] += row[j] * y
      }
      square += y * y
    }
    let result = CrossProducts(
      matrix: matrix, vector: vector, square: square, logDeterminant: logDeterminant)
    whitened.append((rho, result))
    return result
  }

  /// The normal equations at one node, one coefficient (`flat`) left with no prior and eliminated
  /// last.
  private struct LinearSystem {
    /// Log evidence with the flat coefficient at zero.
    let logEvidence: Double
    /// Precision of the flat coefficient from the data, the others integrated out.
    private(set) var curvature = 0.0
    /// Precision times estimate of the flat coefficient.
    private(set) var slope = 0.0
    /// Cholesky factor of the others' precision, row by row, and its forward solution.
    private let factor: [Double]
    private let target: [Double]

    init(_ series: Series, _ products: CrossProducts, _ node: HyperparameterNode, flat: Int?) {
      let p = series.coefficients.count
      let others = (0..<p).filter { $0 != flat }
      let weight = 1 / (node.sigma * node.sigma)
      func product(_ a: Int, _ b: Int) -> Double {
        (a >= b ? products.matrix[a * p + b] : products.matrix[b * p + a]) * weight
      }
      var evidence =
        products.logDeterminant - Double(series.nights) * (log(node.sigma) + 0.9189385332046727)
        - 0.5 * products.square * weight
      // Cholesky factor of the others, then forward substitution of X'y and of the flat column.
      let m = others.count
      var factor = [Double](repeating: 0, count: m * m)
      var target = [Double](repeating: 0, count: m)
      var column = [Double](repeating: 0, count: m)
      for a in 0..<m {
        let prior = series.coefficients[others[a]]
        let precision = 1 / (prior.standardDeviation * prior.standardDeviation)
        evidence -= 0.5 * prior.mean * prior.mean * precision + log(prior.standardDeviation)
        for b in 0...a {
          var sum = product(others[a], others[b]) + (a == b ? precision : 0)
          for k in 0..<b { sum -= factor[a * m + k] * factor[b * m + k] }
          factor[a * m + b] = a == b ? sum.squareRoot() : sum / factor[b * m + b]
        }
        var sum = products.vector[others[a]] * weight + prior.mean * precision
        var crossSum = flat.map { product(others[a], $0) } ?? 0
        for k in 0..<a {
          sum -= factor[a * m + k] * target[k]
          crossSum -= factor[a * m + k] * column[k]
        }
        target[a] = sum / factor[a * m + a]
        column[a] = crossSum / factor[a * m + a]
        evidence += 0.5 * target[a] * target[a] - log(factor[a * m + a])
      }
      if let flat {
        curvature = product(flat, flat)
        slope = products.vector[flat] * weight
        for a in 0..<m {
          curvature -= column[a] * column[a]
          slope -= column[a] * target[a]
        }
      }
      logEvidence = evidence
      self.factor = factor
      self.target = target
    }

    /// Mean and variance of `row` times the coefficients (nothing flat): with the factor R and
    /// v = R^-1 row, the mean is v'R^-1 X'y and the variance v'v.
    func moments(of row: [Double]) -> (mean: Double, variance: Double) {
      let m = target.count
      var solution = row
      var mean = 0.0
      var variance = 0.0
      for a in 0..<m {
        for k in 0..<a { solution[a] -= factor[a * m + k] * solution[k] }
        solution[a] /= factor[a * m + a]
        mean += solution[a] * target[a]
        variance += solution[a] * solution[a]
      }
      return (mean, variance)
    }
  }
}
