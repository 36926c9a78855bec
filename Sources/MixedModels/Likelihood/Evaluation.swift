import Glibc

/// The profiled deviance at one value of the covariance parameters, and its parts.
struct Evaluation: Sendable, Equatable {
  /// -2 log likelihood or the REML criterion, all constants included.
  let deviance: Double
  /// log det(Lambda' Z' R^-1 Z Lambda + I).
  let logDeterminantRandom: Double
  /// log det(X' V0^-1 X), with V = sigma^2 V0.
  let logDeterminantFixed: Double
  /// Penalised weighted residual sum of squares.
  let penalizedSumOfSquares: Double
  /// The residual standard deviation: known, or the estimate at these parameters.
  let sigma: Double
}

extension Evaluation {
  /// The profiled deviance from its parts.
  init(
    _ problem: LikelihoodProblem, logDeterminantRandom: Double, logDeterminantFixed: Double,
    logDeterminantResidual: Double, penalizedSumOfSquares: Double
  ) {
    let denominator = problem.denominator
    var deviance = logDeterminantRandom + logDeterminantResidual
    if problem.criterion == .restrictedMaximumLikelihood { deviance += logDeterminantFixed }
    if let sigma = problem.residualStandardDeviation {
      self.sigma = sigma
      deviance += denominator * log(2 * .pi * sigma * sigma)
      deviance += penalizedSumOfSquares / (sigma * sigma)
    } else {
      sigma = (penalizedSumOfSquares / denominator).squareRoot()
      deviance += denominator * (1 + log(2 * .pi * penalizedSumOfSquares / denominator))
    }
    self.deviance = deviance
    self.logDeterminantRandom = logDeterminantRandom
    self.logDeterminantFixed = logDeterminantFixed
    self.penalizedSumOfSquares = penalizedSumOfSquares
  }
}
