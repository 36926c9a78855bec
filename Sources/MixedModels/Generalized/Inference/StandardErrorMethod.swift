/// What the standard errors of a generalised model's fixed effects take for known.
public enum StandardErrorMethod: String, Sendable, Codable, CaseIterable {
  /// Nothing: the inverse of the observed information in all parameters at once, as glmmTMB, and
  /// as lme4 (`use.hessian = TRUE`).
  case joint
  /// The covariance parameters, the dispersion and the zero inflation: the inverse of the
  /// information on the fixed effects alone, as lme4 with `use.hessian = FALSE`, and as `glm` and
  /// `glm.nb` of R, whose information is the expected one. (With random effects it is the observed
  /// one, also where the Laplace approximation has expected weights.)
  case conditional
}
