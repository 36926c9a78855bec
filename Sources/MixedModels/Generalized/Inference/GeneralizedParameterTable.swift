/// The parameters of a generalised model beside its fixed effects, with Wald intervals.
///
/// Intervals are symmetric on the scale on which the estimates are nearest to normal, and
/// transformed back: the logarithm of standard deviations and of the dispersion, the inverse
/// hyperbolic tangent of correlations. Standard errors are those of the delta method.
public struct GeneralizedParameterTable: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Of a random effect, on the scale of the link per unit of its column.
    case standardDeviation = "standard-deviation"
    /// Of two random effects of one factor.
    case correlation
    /// The stationary one of the latent series.
    case seriesStandardDeviation = "series-standard-deviation"
    /// Of the latent series at distance 1.
    case seriesCorrelation = "series-correlation"
    /// alpha: Var = mu + alpha mu^2, or mu (1 + alpha).
    case dispersion
    /// theta = 1 / alpha of nb2, as R's `glm.nb` has it.
    case size
  }

  public enum State: String, Sendable, Codable, CaseIterable {
    case estimated
    /// At the limit of what it can be, or determined by a parameter that is: no standard error.
    case boundary
    /// A correlation with an effect that does not vary: no estimate.
    case undefined
  }

  public struct Row: Sendable, Codable, Equatable {
    public let kind: Kind
    /// As lme4 names it: `sd_age|person`, `cor_age.(Intercept)|person`.
    public let name: String
    public let estimate: Double?
    /// Of the delta method.
    public let standardError: Double?
    public let confidenceLow: Double?
    public let confidenceHigh: Double?
    public let state: State
  }

  /// Of the intervals.
  public let level: Double
  public let rows: [Row]
  /// gamma, the log odds of an extra zero: z tests; nil where there is no zero inflation.
  public let zeroInflation: CoefficientTable?
}
