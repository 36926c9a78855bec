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
