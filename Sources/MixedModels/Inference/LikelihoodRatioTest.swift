import Numerics

/// The likelihood-ratio test of a model against a larger one of which it is a special case.
///
/// The statistic is the difference of the deviances, compared with chi-squared on as many degrees
/// of freedom as there are more parameters. Where the smaller model puts one variance at zero, the
/// edge of what is possible, the statistic is half the time smaller: its distribution is the
/// even mixture of chi-squared with d - 1 and d degrees of freedom (Self and Liang 1987, cases 5 and 6;
/// Stram and Lee 1994, case 3), and `pValue` is conservative. Both are given.
public struct LikelihoodRatioTest: Sendable, Codable, Equatable {
  /// Where the smaller model lies among the larger one's.
  public enum Boundary: String, Sendable, Codable, CaseIterable {
    /// Inside: fixed effects, correlations or residual parameters were added.
    case interior
    /// One variance was added, perhaps with its correlations, or one probability of extra zeros or
    /// the overdispersion of counts: the even mixture.
    case oneVariance = "one-variance"
    /// Several of these were added, or a latent series: the weights of the mixture depend on the design and are not
    /// worked out; `pValue` is conservative.
    case severalVariances = "several-variances"
  }

  /// deviance of the smaller model - deviance of the larger one, at least 0.
  public let statistic: Double
  /// Parameters added.
  public let degreesOfFreedom: Int
  /// P(chi-squared > statistic).
  public let pValue: Double
  public let boundary: Boundary
  /// By the mixture where it is known; `pValue` inside; nil with several variances.
  public let boundaryPValue: Double?

  /// - Throws: `InferenceError`: `.differentCriteria`, `.differentData`, `.differentFixedEffects`
  ///   (REML), `.notASubmodel`, `.largerFitsWorse` (by more than 1e-4).
  public init(smaller: LinearMixedModel, larger: LinearMixedModel) throws {
    try ModelComparison.requireComparable([smaller, larger])
    try ModelNesting.requireSubmodel(smaller, of: larger)
    try self.init(
      difference: smaller.deviance - larger.deviance,
      degreesOfFreedom: larger.parameterCount - smaller.parameterCount,
      variances: larger.frame.varianceCount - smaller.frame.varianceCount)
  }

  /// - Parameters:
  ///   - difference: of the deviances; it may be below 0 by the errors of the optima.
  ///   - variances: parameters that the smaller model puts at the edge of what they can be.
  init(difference: Double, degreesOfFreedom: Int, variances: Int) throws {
    guard difference > -1e-4 else { throw InferenceError.largerFitsWorse(excess: -difference) }
    self.init(
      statistic: max(0, difference), degreesOfFreedom: degreesOfFreedom,
      boundary: variances == 0 ? .interior : variances == 1 ? .oneVariance : .severalVariances)
  }

  init(statistic: Double, degreesOfFreedom: Int, boundary: Boundary) {
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.boundary = boundary
    pValue = Self.exceedance(statistic, degreesOfFreedom)
    switch boundary {
    case .interior: boundaryPValue = pValue
    case .oneVariance:
      boundaryPValue = (pValue + Self.exceedance(statistic, degreesOfFreedom - 1)) / 2
    case .severalVariances: boundaryPValue = nil
    }
  }

  /// P(chi-squared >= x); all of the probability is at zero without degrees of freedom.
  private static func exceedance(_ x: Double, _ degreesOfFreedom: Int) -> Double {
    guard x > 0 else { return 1 }
    guard degreesOfFreedom > 0 else { return 0 }
    return ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom))
      .cumulative(x, tail: .upper)
  }
}

extension ModelFrame {
  /// Variances of random effects.
  var varianceCount: Int { random.reduce(0) { $0 + $1.width } }
}
