/// What the residuals of a generalised model are.
public enum GeneralizedResidualKind: String, Sendable, Codable, CaseIterable {
  /// The response less its fitted mean; of a binomial response, the share of events.
  case response
  /// Divided by the response's standard deviation at the fitted mean.
  case pearson
  /// The signed root of what the row adds to the deviance.
  case deviance
}
