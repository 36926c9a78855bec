import CBoostMath
import Glibc

/// The gamma distribution with density rate^shape x^(shape - 1) exp(-rate x) / Gamma(shape),
/// x > 0; its mean is shape / rate.
public struct GammaDistribution: ContinuousDistribution, Hashable {
  public let shape: Double
  public let rate: Double

  /// - Parameters:
  ///   - shape: positive.
  ///   - rate: positive; the inverse of the scale.
  public init(shape: Double, rate: Double) {
    precondition(shape > 0 && shape.isFinite && rate > 0 && rate.isFinite)
    self.shape = shape
    self.rate = rate
  }

  public func density(_ x: Double) -> Double {
    if x <= 0 || x == .infinity { return x == 0 ? densityAtZero : 0 }
    return cbm_gamma_density(shape, rate, x, false)
  }

  public func logDensity(_ x: Double) -> Double {
    if x <= 0 || x == .infinity { return x == 0 ? log(densityAtZero) : -.infinity }
    return cbm_gamma_density(shape, rate, x, true)
  }

  public func cumulative(_ x: Double, tail: Tail) -> Double {
    cbm_gamma_cumulative(shape, rate, x, tail == .upper, false)
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    cbm_gamma_cumulative(shape, rate, x, tail == .upper, true)
  }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    requireProbability(probability)
    return cbm_gamma_quantile(shape, rate, probability, tail == .upper, false)
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    requireLogProbability(logProbability)
    return cbm_gamma_quantile(shape, rate, logProbability, tail == .upper, true)
  }

  private var densityAtZero: Double { shape < 1 ? .infinity : shape == 1 ? rate : 0 }
}
