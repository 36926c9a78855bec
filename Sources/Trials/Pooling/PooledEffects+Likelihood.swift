import Glibc

extension PooledEffects {
  /// The (restricted) likelihood at the estimates, whatever estimated tau^2.
  public func fitStatistics(restricted: Bool) -> FitStatistics {
    let kernel = kernel
    let t = tauSquaredInWeights
    _ = kernel.moments(t)
    // Residuals at these estimates, which other weights make larger than the least squares.
    let squares = studyResiduals.indices.reduce(0.0) { sum, i in
      sum + studyResiduals[i] * studyResiduals[i] / (effects[i].variance + t)
    }
    let value = kernel.logLikelihood(t, quadratic: squares, restricted: restricted)
    let saturated = effects.reduce(0.0) { $0 - 0.5 * log(2 * Double.pi * $1.variance) }
    let isEstimated = if case .estimated = heterogeneity { 1 } else { 0 }
    let parameters = Double(design.columns + isEstimated)
    let count = Double(restricted ? residualDegreesOfFreedom : studies)
    let corrected = max(count, parameters + 2)
    return FitStatistics(
      logLikelihood: value, deviance: restricted ? -2 * value : -2 * (value - saturated),
      akaike: -2 * value + 2 * parameters,
      bayesian: count > 0 ? -2 * value + parameters * log(count) : nil,
      correctedAkaike: -2 * value + 2 * parameters * corrected / (corrected - parameters - 1))
  }
}
