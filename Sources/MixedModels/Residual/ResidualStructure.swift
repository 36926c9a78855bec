/// The fitted residual covariance sigma^2 R in the terms that users know.
///
/// Parameters, in the order of the internal ones:
/// - `ratio[level]`: the residual SD of a stratum or visit over that of `reference`
/// - `power`: the exponent of the variance covariate's absolute value in the SD
/// - `rho`: the correlation at distance 1 in time, or of any two rows of a group
/// - `correlation[a,b]`: the correlation of two visits
///
/// nlme's `varIdent`, `varPower`, `corAR1`, `corCAR1`, `corCompSymm` and `corSymm` report the same
/// values.
public struct ResidualStructure: Sendable, Codable, Equatable {
  public struct Parameter: Sendable, Codable, Equatable {
    public let name: String
    public let value: Double
  }

  /// A parameter that has run to the limit of what it can be, where no interval exists for it.
  public struct Boundary: Sendable, Codable, Equatable {
    public enum Kind: String, Sendable, Codable {
      /// Neighbouring residuals are equal but for scale.
      case highestCorrelation
      /// The most negative correlation that the structure allows.
      case lowestCorrelation
      /// Residuals even at the smallest distance are independent.
      case noCorrelation
      /// A visit's residual is determined by those of earlier visits.
      case determined
      /// The residual variance of one stratum is negligible beside another's.
      case vanishingVariance
    }

    /// The parameter, or the visit.
    public let name: String
    public let kind: Kind

    /// How near to its limit a correlation, or a share of variance, counts as being there.
    static let tolerance = 1e-5
  }

  public let correlation: ResidualDesign.Correlation?
  /// The factor within whose levels residuals are correlated.
  public let group: String?
  public let variance: ResidualDesign.Variance?
  /// The stratum or visit whose residual SD is sigma; nil where all are alike or where sigma is the
  /// SD at a covariate of 1.
  public let reference: String?
  public let parameters: [Parameter]
  public let boundaries: [Boundary]

  public var isAtBoundary: Bool { !boundaries.isEmpty }

  /// The value of the parameter of this name, if there is one.
  public subscript(name: String) -> Double? { parameters.first { $0.name == name }?.value }
}
