import Numerics

extension SatterthwaiteApproximation {
  /// From the deviance around the optimum: the Hessian is the central difference of the analytic
  /// gradient, the derivatives of cov(beta) those of the covariance, each with one Richardson step.
  ///
  /// *Complexity:* four gradients per variance parameter.
  init(model: LinearMixedModel, likelihood: Likelihood) throws {
    let parameters = model.parameters.vector
    let sigmaIsKnown = model.specification.residualStandardDeviation != nil
    let count = parameters.count + (sigmaIsKnown ? 0 : 1)
    var hessian = Matrix(rows: count, columns: count)
    var derivatives: [Matrix] = []
    for index in parameters.indices {
      let slope = try Self.slope(likelihood, parameters, index, model.sigma)
      for other in 0..<count { hessian[index, other] = slope.gradient[other] }
      derivatives.append(slope.covariance)
    }
    if !sigmaIsKnown {
      // d has the terms 2 m log sigma + pwrss / sigma^2, and cov(beta) = sigma^2 U.
      for index in parameters.indices { hessian[count - 1, index] = hessian[index, count - 1] }
      hessian[count - 1, count - 1] =
        4 * model.penalizedSumOfSquares / (model.sigma * model.sigma)
      derivatives.append(2 * model.coefficientCovariance)
    }
    let symmetric = 0.5 * (hessian + hessian.transposed)
    let inverse = try PositiveInverse(symmetric)
    covariance = model.coefficientCovariance
    self.derivatives = derivatives
    parameterCovariance = 2 * inverse.matrix
    droppedDirections = inverse.dropped
  }

  /// The derivative in one parameter of the gradient at fixed sigma, and of cov(beta).
  private static func slope(
    _ likelihood: Likelihood, _ parameters: [Double], _ index: Int, _ sigma: Double
  ) throws -> (gradient: [Double], covariance: Matrix) {
    func difference(_ step: Double) throws -> (gradient: [Double], covariance: Matrix) {
      func side(_ sign: Double) throws -> (gradient: [Double], covariance: Matrix) {
        var moved = parameters
        moved[index] += sign * step
        _ = try likelihood.evaluate(moved)
        return (likelihood.gradient(sigma: sigma), likelihood.unscaledCovariance())
      }
      let (above, below) = (try side(1), try side(-1))
      let gradient = zip(above.gradient, below.gradient).map { ($0 - $1) / (2 * step) }
      let scale = sigma * sigma / (2 * step)
      return (gradient, scale * (above.covariance - below.covariance))
    }
    let step = 1e-3 * max(abs(parameters[index]), 0.05 / likelihood.problem.parameterScales[index])
    let (coarse, fine) = (try difference(step), try difference(step / 2))
    // The error of order step^2 cancels.
    return (
      zip(fine.gradient, coarse.gradient).map { (4 * $0 - $1) / 3 },
      1 / 3.0 * (4 * fine.covariance - coarse.covariance)
    )
  }
}
