import Numerics

/// The distribution that an interval or a P is made with.
public enum ReferenceDistribution: Sendable, Equatable {
  case normal
  /// The degrees of freedom are above 0.
  case studentT(degreesOfFreedom: Double)

  private var distribution: StudentTDistribution {
    switch self {
    case .normal: StudentTDistribution(degreesOfFreedom: .infinity)
    case .studentT(let degreesOfFreedom): StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
    }
  }

  /// The value that is exceeded, on either side, with the probability: infinite at 0, 0 at 1.
  func twoSidedQuantile(_ probability: Double) -> Double {
    if probability <= 0 { return .infinity }
    return probability >= 1 ? 0 : distribution.quantile(probability / 2, tail: .upper)
  }

  /// P(|T| > |t|).
  func twoSidedProbability(_ statistic: Double) -> Double {
    distribution.twoSidedProbability(statistic)
  }

  var words: String {
    switch self {
    case .normal: "the normal distribution"
    case .studentT(let degreesOfFreedom): "t(\(RangeText.number(degreesOfFreedom)))"
    }
  }
}
