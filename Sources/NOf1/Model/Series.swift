import Glibc

/// What one fit uses: the recorded nights, their regressors, and the priors of the coefficients.
struct Series: Sendable {
  /// Normal prior of one coefficient.
  struct Coefficient: Sendable, Equatable {
    let name: String
    let mean: Double
    let standardDeviation: Double
  }

  /// Which distribution the outcome has, given its predictor.
  enum Family: Sendable, Equatable {
    /// Poisson, log link, with a latent AR(1) process.
    case count
    /// Bernoulli, logit link, with a latent AR(1) process.
    case binary
    /// Ordered levels, cumulative logit, with a latent AR(1) process.
    case ordinal
    /// Normal, identity link, with AR(1) errors.
    case gaussian
  }

  let family: Family
  /// One value a recorded night; of ordered levels, the place among those that occur, from 0.
  let outcome: [Double]
  /// Days from the previous recorded night; the first is 0.
  let gaps: [Int]
  /// Night by night, the regressors of all coefficients: `regressors[night * p + coefficient]`.
  let regressors: [Double]
  let coefficients: [Coefficient]
  /// Ordered levels: the coefficients that are thresholds, lowest first. Their regressors are 0.
  let thresholds: [Int]
  /// Scale of the half-normal prior of the (stationary) standard deviation sigma.
  let sigmaScale: Double

  var nights: Int { outcome.count }

  init(
    family: Family, outcome: [Double], days: [Int], columns: [[Double]],
    coefficients: [Coefficient], thresholds: [Int] = [], sigmaScale: Double
  ) {
    precondition(columns.count == coefficients.count && days.count == outcome.count)
    self.family = family
    self.outcome = outcome
    self.gaps = days.indices.map { $0 == 0 ? 0 : days[$0] - days[$0 - 1] }
    var rows = [Double]()
    rows.reserveCapacity(outcome.count * columns.count)
    for night in outcome.indices {
      for column in columns { rows.append(column[night]) }
    }
    self.regressors = rows
    self.coefficients = coefficients
    self.thresholds = thresholds
    self.sigmaScale = sigmaScale
  }

  /// The values of one regressor.
  func column(_ index: Int) -> [Double] {
    let p = coefficients.count
    return (0..<nights).map { regressors[$0 * p + index] }
  }

  /// The logarithm of the prior density of (sigma, rho), without its constant: half-normal
  /// for sigma, Beta(2, 2) for rho.
  func logHyperprior(sigma: Double, rho: Double) -> Double {
    let scaled = sigma / sigmaScale
    return -0.5 * scaled * scaled + log(rho) + log(1 - rho)
  }
}
