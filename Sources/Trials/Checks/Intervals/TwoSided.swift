import Numerics

/// Two-sided tests and intervals of a t or, with infinite degrees of freedom, a normal statistic.
enum TwoSided {
  static func probability(_ statistic: Double, degreesOfFreedom: Double) -> Double {
    if statistic.isInfinite { return 0 }
    return StudentTDistribution(degreesOfFreedom: degreesOfFreedom).twoSidedProbability(statistic)
  }

  /// The statistic that a P stands for, not below 0: infinity for 0.
  static func statistic(probability: Double, degreesOfFreedom: Double = .infinity) -> Double {
    let half = min(1, max(0, probability)) / 2
    if half == 0 { return .infinity }
    return max(
      0, StudentTDistribution(degreesOfFreedom: degreesOfFreedom).quantile(half, tail: .upper))
  }

  /// The same of all values of a P.
  static func statistic(
    probability: ValueRange, degreesOfFreedom: Double = .infinity
  ) -> ValueRange {
    ValueRange(
      between: statistic(probability: probability.high, degreesOfFreedom: degreesOfFreedom),
      and: statistic(probability: probability.low, degreesOfFreedom: degreesOfFreedom))
  }

  static func criticalValue(level: Double, degreesOfFreedom: Double = .infinity) -> Double {
    statistic(probability: 1 - level, degreesOfFreedom: degreesOfFreedom)
  }

  /// A ratio of values that are not below 0: infinity over 0, and 0 over 0 is anything.
  static func ratio(_ numerator: ValueRange, to denominator: ValueRange) -> ValueRange {
    let low = denominator.high > 0 ? numerator.low / denominator.high : 0
    let high = denominator.low > 0 ? numerator.high / denominator.low : .infinity
    return ValueRange(low.isNaN ? 0 : low, high.isNaN ? .infinity : high)
  }
}
