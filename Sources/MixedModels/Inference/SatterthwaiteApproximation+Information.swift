import Numerics

extension SatterthwaiteApproximation {
  /// From an information matrix of the variance parameters: with the observed one, at an interior
  /// optimum, the same numbers as from the Hessian.
  init(_ information: VarianceInformation, sigma: Double) {
    let covariance = information.derivatives.covariance
    let variance = sigma * sigma
    self.init(
      covariance: variance * covariance,
      derivatives: information.derivatives.first.indices.map {
        variance * information.derivatives.sandwich(covariance, $0)
      },
      parameterCovariance: information.parameterCovariance,
      droppedDirections: information.droppedDirections)
  }
}
