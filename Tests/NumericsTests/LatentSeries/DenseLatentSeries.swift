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

  func logLikelihood(_ eta: [Double]) -> Double {
    zip(outcome, eta).reduce(0) { sum, pair in
      let (y, e) = pair
      return switch family {
      case .poisson: sum + y * e - exp(e) - lgamma(y + 1)
      case .bernoulli: sum + y * e - (e > 0 ? e + log1p(exp(-e)) : log1p(exp(e)))
      }
    }
  }

  /// The mode of the joint density, and Laplace's log marginal likelihood there.
  func mode() throws -> Mode {
    let p = prior.count
    let size = nights + p
    var design = Matrix(rows: nights, columns: size)
    for i in 0..<nights {
      design[i, i] = sigma
      for j in 0..<p { design[i, nights + j] = regressors[i][j] }
    }
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
      return logLikelihood(predictor(x)) - 0.5 * dotProduct(d, precision * d)
    }
    var x = centre
    var hessian = precision
    for _ in 0..<500 {
      let eta = predictor(x)
      let mean = eta.map { family == .poisson ? exp($0) : 1 / (1 + exp(-$0)) }
      let weight = mean.map { family == .poisson ? $0 : $0 * (1 - $0) }
      hessian = precision + design.transposedProduct(Matrix(diagonal: weight) * design)
      let pull = precision * zip(x, centre).map { $0 - $1 }
      let push = design.transposedProduct(zip(outcome, mean).map { $0 - $1 })
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
      objective(x) - 0.5 * latent.logDeterminant
      - prior.reduce(0) { $0 + log($1.standardDeviation) } - 0.5 * factor.logDeterminant
    return Mode(point: x, logMarginal: logMarginal, hessianInverse: factor.inverse())
  }
}
