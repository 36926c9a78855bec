/// The quantile of a prediction interval of the true effect in a new study; all use
/// sqrt(tau^2 + standard error^2).
public enum PredictionMethod: String, Sendable, Codable, CaseIterable {
  /// Normal: the interval with tau^2 taken as known.
  case normal = "z"
  /// t with k - p degrees of freedom, k - 1 without moderators (metafor with t tests; Cochrane
  /// Handbook 6.5).
  case residual = "t(k-1)"
  /// t with k - p - 1 degrees of freedom, k - 2 without moderators (Higgins, Thompson and
  /// Spiegelhalter 2009).
  case residualMinusOne = "t(k-2)"
}
