/// What a population of trials predicts for the effect in one more unit (a trial, or a person).
///
/// A location-scale t distribution: `effect = mean + scale * t(degreesOfFreedom)`, normal when
/// `degreesOfFreedom` is nil. It crosses from the trial analyses to the personal analysis, which
/// know nothing of each other, and so it lives below both.
public struct PredictiveDistribution: Sendable, Codable, Equatable {
  /// The centre, on the analysis scale (log for ratios).
  public let mean: Double
  /// The scale of the t distribution: the standard deviation when normal.
  public let scale: Double
  /// Degrees of freedom of the t distribution, or nil for the normal distribution.
  public let degreesOfFreedom: Double?

  public init(mean: Double, scale: Double, degreesOfFreedom: Double? = nil) {
    self.mean = mean
    self.scale = scale
    self.degreesOfFreedom = degreesOfFreedom
  }
}
