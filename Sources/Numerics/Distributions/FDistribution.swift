import CBoostMath
import Glibc

/// Fisher's F distribution: the ratio of two independent mean squares. With infinite
/// denominator degrees of freedom it is chi-squared over its degrees of freedom.
///
/// P(F <= f) = I_x(v1 / 2, v2 / 2), x = v1 f / (v1 f + v2) (Abramowitz and Stegun 26.6.2).
public struct FDistribution: ContinuousDistribution, Hashable {
  public let numeratorDegreesOfFreedom: Double
  public let denominatorDegreesOfFreedom: Double
  /// The distribution in the limit of infinite denominator degrees of freedom.
  private let limit: GammaDistribution?

  /// - Parameters:
  ///   - numeratorDegreesOfFreedom: positive and finite.
  ///   - denominatorDegreesOfFreedom: positive, or infinity.
  public init(numeratorDegreesOfFreedom: Double, denominatorDegreesOfFreedom: Double) {
    precondition(numeratorDegreesOfFreedom > 0 && numeratorDegreesOfFreedom.isFinite)
    precondition(denominatorDegreesOfFreedom > 0)
    self.numeratorDegreesOfFreedom = numeratorDegreesOfFreedom
    self.denominatorDegreesOfFreedom = denominatorDegreesOfFreedom
    let half = numeratorDegreesOfFreedom / 2
    let isLimit = denominatorDegreesOfFreedom == .infinity
    limit = isLimit ? GammaDistribution(shape: half, rate: half) : nil
  }

  public func density(_ x: Double) -> Double {
    if let limit { return limit.density(x) }
    if x <= 0 || x == .infinity { return x == 0 ? densityAtZero : 0 }
    return cbm_f_density(numeratorDegreesOfFreedom, denominatorDegreesOfFreedom, x, false)
  }

  public func logDensity(_ x: Double) -> Double {
    if let limit { return limit.logDensity(x) }
    if x <= 0 || x == .infinity { return x == 0 ? log(densityAtZero) : -.infinity }
    return cbm_f_density(numeratorDegreesOfFreedom, denominatorDegreesOfFreedom, x, true)
  }

  public func cumulative(_ x: Double, tail: Tail) -> Double {
    if let limit { return limit.cumulative(x, tail: tail) }
    return cbm_f_cumulative(
      numeratorDegreesOfFreedom, denominatorDegreesOfFreedom, max(x, 0), tail == .upper, false)
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    if let limit { return limit.logCumulative(x, tail: tail) }
    return cbm_f_cumulative(
      numeratorDegreesOfFreedom, denominatorDegreesOfFreedom, max(x, 0), tail == .upper, true)
  }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    requireProbability(probability)
    if let limit { return limit.quantile(probability, tail: tail) }
    return cbm_f_quantile(
      numeratorDegreesOfFreedom, denominatorDegreesOfFreedom, probability, tail == .upper, false)
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    requireLogProbability(logProbability)
    if let limit { return limit.quantile(logProbability: logProbability, tail: tail) }
    return cbm_f_quantile(
      numeratorDegreesOfFreedom, denominatorDegreesOfFreedom, logProbability, tail == .upper, true)
  }

  private var densityAtZero: Double {
    numeratorDegreesOfFreedom < 2 ? .infinity : numeratorDegreesOfFreedom == 2 ? 1 : 0
  }
}
