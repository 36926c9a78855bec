/// One coefficient of pooled effects with its test against zero.
public struct CoefficientEstimate: Sendable, Codable, Equatable {
  /// A test and the interval that goes with it.
  public struct Inference: Sendable, Codable, Equatable {
    public let standardError: Double
    /// estimate / standard error.
    public let statistic: Double
    /// Of Student's t; nil for the normal distribution.
    public let degreesOfFreedom: Double?
    /// Two-sided.
    public let probability: Double
    public let interval: EffectInterval
  }

  public let name: String
  public let estimate: Double
  /// Nil where the test needs residual degrees of freedom and there are none, or where the
  /// Knapp-Hartung factor is zero because the effects agree to the last digit.
  public let inference: Inference?
}
