/// What is maximised.
public enum Criterion: String, Sendable, Codable, CaseIterable {
  /// The likelihood of the data.
  case maximumLikelihood = "ML"
  /// The likelihood of what does not depend on the fixed effects (Patterson and Thompson 1971).
  case restrictedMaximumLikelihood = "REML"
}
