/// What the residual covariance of each used row depends on.
public struct ResidualDesign: Sendable {
  public enum Correlation: String, Sendable, Codable, CaseIterable {
    /// rho^d for whole distances d in time; rho between -1 and 1.
    case autoregressive = "ar1"
    /// rho^d for any distance d; rho between 0 and 1.
    case continuousAutoregressive = "car1"
    /// One correlation for every pair.
    case compoundSymmetry = "cs"
    /// A variance for every visit and a correlation for every pair of visits.
    case unstructured = "us"
  }

  public enum Variance: String, Sendable, Codable, CaseIterable {
    /// One standard deviation per stratum.
    case identity = "ident"
    /// Standard deviation proportional to |x|^delta.
    case power
  }

  /// As written by the user, for messages.
  public let correlationText: String?
  public let varianceText: String?

  public let correlation: Correlation?
  /// The factor within whose levels residuals are correlated; one level where none was named.
  public let group: String?
  public let groupCodes: [Int32]
  public let groupLevels: [String]
  /// Time of each row for the autoregressive kinds (the row's position in its group where the
  /// user wrote 1).
  public let times: [Double]
  /// Visit of each row for the unstructured kind.
  public let visitCodes: [Int32]
  public let visitLevels: [String]

  public let variance: Variance?
  /// Stratum of each row for `ident`.
  public let strataCodes: [Int32]
  public let strataLevels: [String]
  /// The covariate of each row for `power`.
  public let varianceCovariate: [Double]
}
