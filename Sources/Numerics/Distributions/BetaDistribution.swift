import CBoostMath
import Glibc

/// The beta distribution with density x^(a - 1) (1 - x)^(b - 1) / B(a, b), 0 < x < 1.
public struct BetaDistribution: ContinuousDistribution, Hashable {
  /// a, the exponent at zero.
  public let shape1: Double
  /// b, the exponent at one.
  public let shape2: Double

  /// - Parameters:
  ///   - shape1: positive.
  ///   - shape2: positive.
  public init(shape1: Double, shape2: Double) {
    precondition(shape1 > 0 && shape1.isFinite && shape2 > 0 && shape2.isFinite)
    self.shape1 = shape1
    self.shape2 = shape2
  }

  public func density(_ x: Double) -> Double {
    if x <= 0 || x >= 1 { return boundaryDensity(x) }
    return cbm_beta_density(shape1, shape2, x, false)
  }

  public func logDensity(_ x: Double) -> Double {
    if x <= 0 || x >= 1 { return log(boundaryDensity(x)) }
    return cbm_beta_density(shape1, shape2, x, true)
  }

  public func cumulative(_ x: Double, tail: Tail) -> Double {
    cbm_beta_cumulative(shape1, shape2, x, tail == .upper, false)
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    cbm_beta_cumulative(shape1, shape2, x, tail == .upper, true)
  }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    requireProbability(probability)
    return cbm_beta_quantile(shape1, shape2, probability, tail == .upper, false)
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    requireLogProbability(logProbability)
    return cbm_beta_quantile(shape1, shape2, logProbability, tail == .upper, true)
  }

  /// The density at zero, at one, and outside.
  private func boundaryDensity(_ x: Double) -> Double {
    guard x == 0 || x == 1 else { return 0 }
    let (exponent, other) = x == 0 ? (shape1, shape2) : (shape2, shape1)
    return exponent < 1 ? .infinity : exponent == 1 ? other : 0
  }
}
