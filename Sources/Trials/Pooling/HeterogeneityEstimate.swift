/// What is known of tau^2, the variance of true effects.
public enum HeterogeneityEstimate: Sendable, Codable, Equatable {
  /// The model says there is none.
  case assumedZero
  /// The model was given this value.
  case given(Double)
  /// Estimated, with its standard error.
  case estimated(tauSquared: Double, standardError: Double)
  /// No study is left over to estimate it: as many coefficients as studies. Weights take it as 0.
  case notEstimable

  /// tau^2, or nil where it cannot be estimated.
  public var tauSquared: Double? {
    switch self {
    case .assumedZero: 0
    case .given(let value), .estimated(let value, _): value
    case .notEstimable: nil
    }
  }

  /// The standard error of an estimated tau^2.
  public var standardError: Double? {
    if case .estimated(_, let error) = self { return error }
    return nil
  }
}
