import Numerics

/// A fitted linear model with or without random effects: y = X beta + Z b + e,
/// b ~ N(0, sigma^2 Lambda Lambda'), e ~ N(0, sigma^2 R).
///
/// Everything else (tests, intervals, modes, predictions) is a function of this value.
public struct LinearMixedModel: Sendable {
  public let specification: MixedModelSpecification
  public let frame: ModelFrame
  public let parameters: CovarianceParameters
  /// The residual standard deviation; with unequal variances that of the reference stratum.
  public let sigma: Double
  /// beta, p elements, in the order of `frame.fixed.names`.
  public let coefficients: [Double]
  /// The covariance of beta, p x p: sigma^2 inverse(X' V0^-1 X).
  public let coefficientCovariance: Matrix
  /// log det of Lambda' Z' R^-1 Z Lambda + I.
  public let logDeterminantRandom: Double
  /// log det of X' V0^-1 X, with V = sigma^2 V0.
  public let logDeterminantFixed: Double
  /// Penalised weighted residual sum of squares at the optimum.
  public let penalizedSumOfSquares: Double
  /// -2 log likelihood, or the REML criterion, all constants included.
  public let deviance: Double
  public let convergence: Convergence
  /// The cross-products, for everything that is asked of the model later.
  let problem: LikelihoodProblem

  public var criterion: Criterion { specification.criterion }
  public var observationCount: Int { frame.observationCount }
  public var logLikelihood: Double { -deviance / 2 }
  /// Fixed effects, covariance parameters, and sigma unless it is known.
  public var parameterCount: Int {
    coefficients.count + parameters.vector.count
      + (specification.residualStandardDeviation == nil ? 1 : 0)
  }
  /// -2 log L + 2 parameters.
  public var akaikeInformation: Double { deviance + 2 * Double(parameterCount) }
  public var standardErrors: [Double] { coefficientCovariance.diagonal.map { $0.squareRoot() } }
}
