import Glibc
import Numerics

/// The distribution of every row's response given its linear predictor: log densities and their
/// derivatives.
struct ConditionalDistribution: Sendable {
  /// Which derivatives are asked for.
  enum Order: Sendable {
    /// Score, information, and the weight where it is not the information: what a mode needs.
    case mode
    /// All of `RowDerivatives`.
    case gradient
  }

  let family: ResponseFamily
  let link: LinkFunction
  let rowCount: Int
  let response: DoubleBuffer
  /// Trials of a binomial response; nil where each row is one trial.
  let trials: DoubleBuffer?
  /// Case weights; nil where all are 1.
  let weights: DoubleBuffer?
  /// With probability 1 / (1 + exp(-zeta)) a row is zero whatever its mean.
  let isZeroInflated: Bool
  /// The weight of the Laplace approximation is the expected information.
  let usesExpectedWeight: Bool
  /// The sum of those parts of the log densities that no parameter changes.
  let constant: Double

  init(
    family: ResponseFamily, link: LinkFunction, curvature: Curvature, response: [Double],
    trials: [Double] = [], weights: [Double] = [], isZeroInflated: Bool = false
  ) {
    self.family = family
    self.link = link
    rowCount = response.count
    self.response = DoubleBuffer(response)
    self.trials = trials.isEmpty ? nil : DoubleBuffer(trials)
    self.weights = weights.isEmpty ? nil : DoubleBuffer(weights)
    self.isZeroInflated = isZeroInflated
    usesExpectedWeight = curvature == .expected
    var constant = 0.0
    for (row, y) in response.enumerated() {
      let weight = weights.isEmpty ? 1 : weights[row]
      switch family {
      case .binomial:
        constant += weight * SpecialFunctions.logChoose(trials.isEmpty ? 1 : trials[row], y)
      default: constant -= weight * SpecialFunctions.logGamma(y + 1)
      }
    }
    self.constant = constant
  }

  /// What depends on the dispersion alone, computed once for many predictors.
  func terms(logDispersion: Double) -> DispersionTerms {
    DispersionTerms(logDispersion: logDispersion)
  }

  /// Fills the derivatives of some rows; the sum of their log densities without `constant`, or
  /// -infinity where a mean is impossible.
  ///
  /// - Parameters:
  ///   - eta: the linear predictors of all rows.
  ///   - zeta: the log odds of an extra zero of all rows; nil where there are none.
  func evaluate(
    _ rows: Range<Int>, eta: UnsafePointer<Double>, zeta: UnsafePointer<Double>?,
    _ terms: DispersionTerms, order: Order, into target: RowDerivatives
  ) -> Double {
    var sum = 0.0
    let (score, information) = (target.score.base, target.information.base)
    switch family {
    case .binomial:
      for i in rows {
        let m = trials?.base[i] ?? 1
        let y = response.base[i]
        let mean = SpecialFunctions.logistic(eta[i])
        sum += y * eta[i] - m * SpecialFunctions.logOnePlusExp(eta[i])
        score[i] = y - m * mean
        information[i] = m * mean * (1 - mean)
        if order == .gradient { target.weightSlope.base[i] = information[i] * (1 - 2 * mean) }
      }
    default:
      for i in rows {
        let mean = exp(eta[i])
        sum += response.base[i] * eta[i] - mean
        score[i] = response.base[i] - mean
        information[i] = mean
        if order == .gradient { target.weightSlope.base[i] = mean }
      }
    }
    return sum.isFinite ? sum : -.infinity
  }
}

/// What a row's log density owes to the dispersion alone.
struct DispersionTerms: Sendable {
  /// log alpha.
  let logDispersion: Double
}
