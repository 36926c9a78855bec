import CBoostMath

/// Student's t distribution; the standard normal one where the degrees of freedom are infinite.
///
/// Density: (1 + t^2 / v)^(-(v + 1) / 2) / (sqrt(v) B(1/2, v / 2)), v degrees of freedom.
/// The tails are incomplete beta functions (Abramowitz and Stegun 26.7.1) whose argument and its
/// complement are both formed from t^2, so that neither a tiny t nor a large v costs digits.
public struct StudentTDistribution: ContinuousDistribution, Hashable {
  public let degreesOfFreedom: Double

  /// - Parameter degreesOfFreedom: positive, not necessarily whole, or infinity.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  public func density(_ x: Double) -> Double {
    if degreesOfFreedom == .infinity { return NormalDistribution.standard.density(x) }
    return cbm_t_density(degreesOfFreedom, x, false)
  }

  public func logDensity(_ x: Double) -> Double {
    if degreesOfFreedom == .infinity { return NormalDistribution.standard.logDensity(x) }
    return cbm_t_density(degreesOfFreedom, x, true)
  }

  public func cumulative(_ x: Double, tail: Tail) -> Double {
    if degreesOfFreedom == .infinity {
      return NormalDistribution.standard.cumulative(x, tail: tail)
    }
    return cbm_t_cumulative(degreesOfFreedom, x, tail == .upper, false)
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    if degreesOfFreedom == .infinity {
      return NormalDistribution.standard.logCumulative(x, tail: tail)
    }
    return cbm_t_cumulative(degreesOfFreedom, x, tail == .upper, true)
  }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    requireProbability(probability)
    if degreesOfFreedom == .infinity {
      return NormalDistribution.standard.quantile(probability, tail: tail)
    }
    return cbm_t_quantile(degreesOfFreedom, probability, tail == .upper, false)
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    requireLogProbability(logProbability)
    if degreesOfFreedom == .infinity {
      return NormalDistribution.standard.quantile(logProbability: logProbability, tail: tail)
    }
    return cbm_t_quantile(degreesOfFreedom, logProbability, tail == .upper, true)
  }

  /// P(|T| > |t|): the two-sided p value.
  public func twoSidedProbability(_ t: Double) -> Double {
    2 * cumulative(abs(t), tail: .upper)
  }
}
