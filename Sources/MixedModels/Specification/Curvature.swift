/// The second derivative of the log density in eta that stands in the Laplace approximation.
public enum Curvature: String, Sendable, Codable, CaseIterable {
  /// That of the data at hand: the Laplace approximation itself, as in glmmTMB.
  case observed
  /// Its expectation (Fisher's), as in lme4 and in R's `glm`; the same with a canonical link.
  case expected
}
