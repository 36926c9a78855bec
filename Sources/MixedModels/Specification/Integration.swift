/// How the random effects are integrated out of the likelihood.
public enum Integration: Sendable, Codable, Equatable {
  /// Laplace, with the fixed effects at the joint mode of themselves and the random effects:
  /// quicker and rougher (lme4's `nAGQ = 0`).
  case fast
  /// The Laplace approximation.
  case laplace
  /// Adaptive Gauss-Hermite quadrature with so many nodes for each effect of one grouping factor.
  case gaussHermite(nodes: Int)
}
