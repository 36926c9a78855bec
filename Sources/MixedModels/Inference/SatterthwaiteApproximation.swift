import Numerics

/// Satterthwaite's degrees of freedom from the Hessian of the deviance.
///
/// For a contrast l with variance v = l' cov(beta) l, degrees of freedom 2 v^2 / (g' A g): g the
/// derivatives of v in the variance parameters (theta, residual parameters, log sigma), A twice the
/// inverse Hessian of the deviance in them.
///
/// At a singular fit the derivatives in the directions that leave the covariance of the random
/// effects unchanged are zero: those directions have no part in A (its Moore-Penrose inverse is used,
/// tolerance 1e-8), as in lmerTest.
///
/// *Reference:* Satterthwaite (1946), Biometrics Bulletin 2, 110-114; Kuznetsova, Brockhoff and
/// Christensen (2017), Journal of Statistical Software 82(13), whose lmerTest it agrees with.
struct SatterthwaiteApproximation: Sendable {
  /// cov(beta).
  let covariance: Matrix
  /// The derivative of cov(beta) in each parameter.
  let derivatives: [Matrix]
  /// A, or the inverse information of the parameters.
  let parameterCovariance: Matrix
  /// Directions of the parameters with no curvature.
  let droppedDirections: Int

  /// 2 v^2 / (g' A g); infinite where the variance of the contrast does not depend on the parameters.
  func degreesOfFreedom(_ contrast: [Double]) -> Double {
    let variance = dotProduct(contrast, covariance * contrast)
    let gradient = derivatives.map { dotProduct(contrast, $0 * contrast) }
    return 2 * variance * variance / dotProduct(gradient, parameterCovariance * gradient)
  }

  /// Fai and Cornelius' (1996) denominator degrees of freedom for a hypothesis of full row rank.
  func degreesOfFreedom(_ hypothesis: Matrix) throws -> Double {
    let eigen = try SymmetricEigen((hypothesis * covariance).productTransposed(hypothesis))
    let rotated = eigen.vectors.transposedProduct(hypothesis)
    return faiCorneliusDegreesOfFreedom(
      (0..<rotated.rows).map { degreesOfFreedom(rotated.row($0)) })
  }
}
