import Numerics

extension PooledEffects {
  /// The mean at a row of the design with Kenward and Roger's standard error and degrees of
  /// freedom, which allow for the estimation of tau^2 by REML with few studies.
  ///
  /// With C = inverse(X' W X), P = -X' W^2 X, Q = X' W^3 X and w = 2 / tr(P P), the variance of
  /// tau^2 from the expected information: covariance C + 2 w C (Q - P C P) C, and t with
  /// 2 (c' C c)^2 / (w (c' C P C c)^2) degrees of freedom for one contrast c.
  ///
  /// - Parameter row: by default that of an intercept alone.
  /// - Returns: no inference where tau^2 cannot be estimated.
  /// - Throws: `PoolingError.rowValues`; `.outOfRange` unless pooled by REML with inverse-variance
  ///   weights.
  ///
  /// Source: Kenward and Roger (1997), equations 4 and 7, for one variance in which V is linear;
  /// Partlett and Riley (2017) for meta-analysis.
  public func kenwardRoger(at row: [Double]? = nil) throws -> CoefficientEstimate {
    guard pooling.model == .randomEffects(.restrictedMaximumLikelihood),
      pooling.weighting == .inverseVariance
    else { throw PoolingError.outOfRange("Kenward-Roger for anything but REML") }
    let row = row ?? interceptRow
    try checkRow(row)
    let estimate = dotProduct(row, estimates)
    guard let tauSquared else {
      return CoefficientEstimate(name: "mean", estimate: estimate, inference: nil)
    }
    let kernel = kernel
    let variance = 2 / kernel.moments(tauSquared).squaredTrace
    let p = design.columns
    func matrix(_ elements: [Double]) -> Matrix {
      Matrix(rows: p, columns: p, columnMajor: elements)
    }
    let systems = kernel.higherSystems()
    let (second, third) = (matrix(systems.second), matrix(systems.third))
    let covariance = matrix(kernel.basisCovariance())
    // The contrast in the basis: row T.
    let contrast = (0..<p).map { a in
      (0..<p).reduce(0.0) { $0 + row[$1] * design.transform[$1 * p + a] }
    }
    let along = covariance * contrast
    let plain = dotProduct(contrast, along)
    let slope = dotProduct(along, second * along)
    let bend = dotProduct(along, third * along)
    let bowed = second * along
    let adjusted = plain + 2 * variance * (bend - dotProduct(bowed, covariance * bowed))
    let freedom = 2 * plain * plain / (variance * slope * slope)
    guard adjusted > 0, let quantile = quantile(degreesOfFreedom: freedom) else {
      return CoefficientEstimate(name: "mean", estimate: estimate, inference: nil)
    }
    let error = adjusted.squareRoot()
    return CoefficientEstimate(
      name: "mean", estimate: estimate,
      inference: CoefficientEstimate.Inference(
        standardError: error, statistic: estimate / error, degreesOfFreedom: freedom,
        probability: StudentTDistribution(degreesOfFreedom: freedom)
          .twoSidedProbability(estimate / error),
        interval: .around(estimate, quantile * error)))
  }
}
