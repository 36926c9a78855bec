/// What residuals are divided by.
public enum ResidualKind: String, Sendable, Codable, CaseIterable {
  /// The response minus the fitted value.
  case raw
  /// Divided by the row's residual standard deviation, sigma / sqrt(weight) for plain residuals.
  case pearson
  /// Pearson residuals divided by sqrt(1 - leverage).
  case standardized
}
