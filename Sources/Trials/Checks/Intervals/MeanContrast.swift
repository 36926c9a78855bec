import Numerics

/// The difference of two independent means, each known up to rounding: where its standard error,
/// its P and its interval can lie.
///
///     pooled t:  se^2 = s^2 (1 / n1 + 1 / n2),  s^2 = ((n1 - 1) s1^2 + (n2 - 1) s2^2) / v,
///                v = n1 + n2 - 2
///     Welch, z:  se^2 = v1 + v2,  v1 = s1^2 / n1,  v2 = s2^2 / n2;
///                v = (v1 + v2)^2 / (v1^2 / (n1 - 1) + v2^2 / (n2 - 1)), or infinity
///
/// P falls with |difference| / se, and at a given ratio with the degrees of freedom (the tails of t
/// grow lighter). So its ends lie at the ends of those, which hold every rounding of the inputs.
///
/// Source: Welch (1947); Satterthwaite (1946).
public struct MeanContrast: Sendable, Equatable {
  public let treatment: GroupRange
  public let comparator: GroupRange

  public init(treatment: GroupRange, comparator: GroupRange) {
    self.treatment = treatment
    self.comparator = comparator
  }

  /// Treatment less comparator.
  public var difference: ValueRange { treatment.mean - comparator.mean }

  public func standardError(_ test: MeanTest) -> ValueRange {
    let variance: ValueRange
    switch test {
    case .pooled:
      variance = (1 / Double(treatment.count) + 1 / Double(comparator.count)) * pooledVariance
    case .welch, .normal: variance = treatment.meanVariance + comparator.meanVariance
    }
    return variance.squareRoot ?? ValueRange(0)
  }

  /// ((n1 - 1) s1^2 + (n2 - 1) s2^2) / (n1 + n2 - 2).
  var pooledVariance: ValueRange {
    let (first, second) = (Double(treatment.count - 1), Double(comparator.count - 1))
    return (1 / (first + second)) * (first * treatment.variance + second * comparator.variance)
  }

  /// Infinite for z. Satterthwaite's depend on v1 / v2 alone and are largest, n1 + n2 - 2, at
  /// (n1 - 1) / (n2 - 1).
  public func degreesOfFreedom(_ test: MeanTest) -> ValueRange {
    let (first, second) = (Double(treatment.count - 1), Double(comparator.count - 1))
    switch test {
    case .normal: return ValueRange(.infinity)
    case .pooled: return ValueRange(first + second)
    case .welch:
      func freedom(_ v1: Double, _ v2: Double) -> Double {
        let denominator = v1 * v1 / first + v2 * v2 / second
        return denominator > 0 ? (v1 + v2) * (v1 + v2) / denominator : min(first, second)
      }
      let (v1, v2) = (treatment.meanVariance, comparator.meanVariance)
      let ends = ValueRange(between: freedom(v1.low, v2.high), and: freedom(v1.high, v2.low))
      let holdsPeak = v1.low * second <= v2.high * first && v1.high * second >= v2.low * first
      // The smallest can exceed the peak by a rounding error.
      return holdsPeak ? ValueRange(min(ends.low, first + second), first + second) : ends
    }
  }

  /// The two-sided P of no difference.
  public func pValue(_ test: MeanTest) -> ValueRange {
    let statistic = TwoSided.ratio(difference.magnitude, to: standardError(test))
    let freedom = degreesOfFreedom(test)
    return ValueRange(
      between: TwoSided.probability(statistic.high, degreesOfFreedom: freedom.high),
      and: TwoSided.probability(statistic.low, degreesOfFreedom: freedom.low))
  }

  /// Where the limits of an interval can lie: difference -+ c se.
  ///
  /// `level`: between 0 and 1.
  public func interval(_ test: MeanTest, level: Double) -> (low: ValueRange, high: ValueRange) {
    let freedom = degreesOfFreedom(test)
    let critical = ValueRange(
      between: TwoSided.criticalValue(level: level, degreesOfFreedom: freedom.high),
      and: TwoSided.criticalValue(level: level, degreesOfFreedom: freedom.low))
    let half = critical * standardError(test)
    return (difference - half, difference + half)
  }

  public var swapped: MeanContrast { MeanContrast(treatment: comparator, comparator: treatment) }
}
