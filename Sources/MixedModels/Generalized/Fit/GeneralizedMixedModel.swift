import Numerics

/// A fitted generalised linear model with or without random effects: g(E(y | b)) = X beta + Z b +
/// offset, b ~ N(0, Lambda Lambda'), y of one of `ResponseFamily`.
///
/// With a latent series, eta gains a stationary AR(1) process within each of its groups; with zero
/// inflation, a row is 0 with probability pi whatever its mean, logit(pi) = X_0 gamma.
///
/// Estimated by maximum likelihood, the random effects integrated out by Laplace's method or by
/// quadrature. Everything else is a function of this value.
public struct GeneralizedMixedModel: Sendable {
  public let specification: MixedModelSpecification
  public let frame: ModelFrame
  /// beta, in the order of `frame.fixed.names`.
  public let coefficients: [Double]
  /// gamma, in the order of the zero inflation's columns; empty where there is none.
  public let zeroInflationCoefficients: [Double]
  /// theta: the free elements of Lambda of every grouping factor, Cov(b) = Lambda Lambda'.
  public let parameters: CovarianceParameters
  public let series: LatentSeries?
  /// alpha, where the family has one: Var = mu + alpha mu^2 or mu (1 + alpha).
  public let dispersion: Double?
  /// All constants included; of the approximation that `specification.integration` names.
  public let logLikelihood: Double
  /// eta of every used row, random effects at their modes.
  public let linearPredictor: [Double]
  /// logit(pi) of every used row; empty without zero inflation.
  public let zeroPredictor: [Double]
  public let convergence: Convergence
  /// What could not be estimated because it ran to the limit of what it can be.
  public let boundaries: [Boundary]
  let problem: GeneralizedProblem
  /// All parameters in the basis of the problem.
  let optimum: [Double]

  /// A latent AR(1) process in the linear predictor.
  public struct LatentSeries: Sendable, Codable, Equatable {
    /// Its stationary standard deviation, on the scale of the link.
    public let standardDeviation: Double
    /// The correlation at distance 1 in time.
    public let correlation: Double

    public init(standardDeviation: Double, correlation: Double) {
      self.standardDeviation = standardDeviation
      self.correlation = correlation
    }
  }

  /// A parameter at the limit of what it can be, where it has no standard error.
  public enum Boundary: Sendable, Codable, Equatable {
    /// No overdispersion: the negative binomial has become a Poisson distribution.
    case noOverdispersion
    /// No extra zeros.
    case noZeroInflation
    /// The random effects of a factor have a singular covariance.
    case singular(group: String)
    /// The latent series does not vary.
    case noSeries
    /// Neighbouring values of the latent series are equal.
    case seriesIsConstant
    /// Neighbouring values of the latent series are opposites.
    case seriesAlternates
  }

  public var family: ResponseFamily { specification.family }
  public var link: LinkFunction { specification.link ?? family.defaultLink }
  /// The curvature that was used: as specified, or the default.
  public var curvature: Curvature { specification.curvature ?? frame.defaultCurvature }
  public var deviance: Double { -2 * logLikelihood }
  public var observationCount: Int { frame.observationCount }
  /// Fixed effects, those of the zero inflation, covariance parameters, series and dispersion.
  public var parameterCount: Int { optimum.count }
  /// -2 log L + 2 parameters.
  public var akaikeInformation: Double { deviance + 2 * Double(parameterCount) }
}
