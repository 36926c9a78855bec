import Glibc
import Numerics

/// The same model as `LatentSeriesSolver`, written down with dense matrices: one lane, Newton's
/// method to the last digit, no structure used.
struct DenseLatentSeries {
  let family: LatentSeriesSolver.Family
  let outcome: [Double]
  let gaps: [Int]
  /// One row a night.
  let regressors: [[Double]]
  let prior: [(mean: Double, standardDeviation: Double)]
  let sigma: Double
  let rho: Double
  let offset: [Double]
  /// Coefficients that are thresholds of ordered levels, lowest first.
  var thresholds: [Int] = []

  struct Mode {
    /// Latent values (unit variance), then coefficients.
    let point: [Double]
    let logMarginal: Double
    let hessianInverse: Matrix
  }

  private var nights: Int { outcome.count }

  /// Correlation matrix of the latent process: rho to the power of the distance in days.
  var latentCovariance: Matrix {
    var days = [0]
    for gap in gaps.dropFirst() { days.append(days[days.count - 1] + gap) }
    return Matrix(
      rows: days.map { a in days.map { b in pow(rho, Double(abs(a - b))) } })
  }

  func predictor(_ point: [Double]) -> [Double] {
    (0..<nights).map { i in
      offset[i] + sigma * point[i] + dotProduct(regressors[i], Array(point[nights...]))
    }
  }

  func logLikelihood(_ point: [Double]) -> Double {
    let eta = predictor(point)
    return zip(outcome, eta).reduce(0) { sum, pair in
      let (y, e) = pair
      return switch family {
      case .poisson: sum + y * e - exp(e) - lgamma(y + 1)
      case .bernoulli: sum + y * e - (e > 0 ? e + log1p(exp(-e)) : log1p(exp(e)))
      case .cumulativeLogit: sum + log(probability(of: Int(y), e, point).value)
      }
    }
  }

  /// P(level) = F(upper - eta) - F(lower - eta), with its two logistic densities and their slopes.
  private func probability(of level: Int, _ eta: Double, _ point: [Double]) -> (
    value: Double, density: [Double], slope: [Double]
  ) {
    let bounds = [level, level - 1].map { k in
      k < 0
        ? -Double.infinity
        : k < thresholds.count ? point[nights + thresholds[k]] - eta : Double.infinity
    }
    let shares = bounds.map { 1 / (1 + exp(-$0)) }
    let density = shares.map { $0 * (1 - $0) }
    return (shares[0] - shares[1], density, zip(density, shares).map { $0 * (1 - 2 * $1) })
  }

  /// Gradient and negative Hessian of the log likelihood.
  func derivatives(_ point: [Double], _ design: Matrix) -> ([Double], Matrix) {
    let eta = predictor(point)
    guard family == .cumulativeLogit else {
      let mean = eta.map { family == .poisson ? exp($0) : 1 / (1 + exp(-$0)) }
      let weight = mean.map { family == .poisson ? $0 : $0 * (1 - $0) }
      return (
        design.transposedProduct(zip(outcome, mean).map { $0 - $1 }),
        design.transposedProduct(Matrix(diagonal: weight) * design)
      )
    }
    var gradient = [Double](repeating: 0, count: point.count)
    var information = Matrix(rows: point.count, columns: point.count)
    for i in 0..<nights {
      let level = Int(outcome[i])
      let p = probability(of: level, eta[i], point)
      // How both bounds move with the point; an infinite bound has density 0.
      let moves = [level, level - 1].map { k in
        var move = design.row(i).map { -$0 }
        if thresholds.indices.contains(k) { move[nights + thresholds[k]] += 1 }
        return move
      }
      let first = [p.density[0] / p.value, -p.density[1] / p.value]
      for a in 0..<2 {
        for r in point.indices { gradient[r] += first[a] * moves[a][r] }
        for b in 0..<2 {
          let second =
            (a == b ? (a == 0 ? 1 : -1) * p.slope[a] / p.value : 0) - first[a] * first[b]
          for r in point.indices {
            for c in point.indices { information[r, c] -= second * moves[a][r] * moves[b][c] }
          }
        }
      }
    }
    return (gradient, information)
  }

  /// How the predictors move with the point.
  var design: Matrix {
    var design = Matrix(rows: nights, columns: nights + prior.count)
    for i in 0..<nights {
      design[i, i] = sigma
      for j in prior.indices { design[i, nights + j] = regressors[i][j] }
    }
    return design
  }

  /// The mode of the joint density, and Laplace's log marginal likelihood there.
  func mode() throws -> Mode {
    let p = prior.count
    let size = nights + p
    let design = self.design
    let latent = try CholeskyFactor(latentCovariance)
    let latentPrecision = latent.inverse()
    var precision = Matrix(rows: size, columns: size)
    for i in 0..<nights {
      for j in 0..<nights { precision[i, j] = latentPrecision[i, j] }
    }
    for j in 0..<p {
      precision[nights + j, nights + j] =
        1 / (prior[j].standardDeviation * prior[j].standardDeviation)
    }
    let centre = [Double](repeating: 0, count: nights) + prior.map(\.mean)
    func objective(_ x: [Double]) -> Double {
      let d = zip(x, centre).map { $0 - $1 }
      return logLikelihood(x) - 0.5 * dotProduct(d, precision * d)
    }
    var x = centre
    for (k, threshold) in thresholds.enumerated() { x[nights + threshold] = Double(k) }
    var hessian = precision
    for _ in 0..<500 {
      let (push, information) = derivatives(x, design)
      hessian = precision + information
      let pull = precision * zip(x, centre).map { $0 - $1 }
      let step = try CholeskyFactor(hessian).solve(zip(push, pull).map { $0 - $1 })
      var length = 1.0
      let before = objective(x)
      var next = zip(x, step).map { $0 + $1 }
      while !(objective(next) >= before - 1e-12 * (1 + abs(before))), length > 1e-12 {
        length /= 2
        next = zip(x, step).map { $0 + length * $1 }
      }
      x = next
      if step.allSatisfy({ abs($0) < 1e-12 }) { break }
    }
    let factor = try CholeskyFactor(hessian)
    let logMarginal =
      objective(x) - 0.5 * latent.logDeterminant + lgamma(Double(thresholds.count) + 1)
      - prior.reduce(0) { $0 + log($1.standardDeviation) } - 0.5 * factor.logDeterminant
    return Mode(point: x, logMarginal: logMarginal, hessianInverse: factor.inverse())
  }
}
