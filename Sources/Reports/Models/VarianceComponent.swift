/// A standard deviation, a correlation or another parameter of a model's covariance as it is
/// reported.
public struct VarianceComponent: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case standardDeviation = "sd"
    case correlation = "corr"
    /// Correlation of residuals.
    case residualCorrelation = "rho"
    /// Residual standard deviation of a stratum over that of the first.
    case ratio
    /// Exponent of the variance covariate.
    case power
  }

  /// The grouping factor, or `residual`.
  public let group: String
  public let term: String
  /// Of a correlation: the other random effect.
  public let secondTerm: String?
  public let kind: Kind
  /// nil for a correlation with a random effect that does not vary.
  public let estimate: Double?
  /// nil where no interval was asked for, or its end was not found.
  public let confidenceLow, confidenceHigh: Double?

  public init(
    group: String, term: String, secondTerm: String? = nil, kind: Kind, estimate: Double?,
    confidenceLow: Double? = nil, confidenceHigh: Double? = nil
  ) {
    self.group = group
    self.term = term
    self.secondTerm = secondTerm
    self.kind = kind
    self.estimate = estimate
    self.confidenceLow = confidenceLow
    self.confidenceHigh = confidenceHigh
  }
}
