import Glibc
import Numerics

/// The mean of a response given its predictor, and how it varies about it.
///
/// Of the binomial family the mean is that of one trial, a probability.
struct ResponseMoments: Sendable {
  let family: ResponseFamily
  let link: LinkFunction
  /// alpha of a negative binomial family, the residual variance of the Gaussian one; without a
  /// meaning for the others.
  let dispersion: Double

  init(family: ResponseFamily, link: LinkFunction, dispersion: Double = 1) {
    precondition(family.links.contains(link), "the family does not have this link")
    self.family = family
    self.link = link
    self.dispersion = dispersion
  }

  /// mu(eta) with its first and second derivative; nil where no mean has this predictor.
  func mean(ofPredictor eta: Double) -> (value: Double, first: Double, second: Double)? {
    if family.isCount {
      return CountMean(link, eta).map { ($0.value, $0.first, $0.second) }
    }
    switch link {
    case .logit:
      let (p, q) = (SpecialFunctions.logistic(eta), SpecialFunctions.logistic(-eta))
      return (p, p * q, p * q * (q - p))
    case .probit:
      let density = NormalDistribution.standard.density(eta)
      return (NormalDistribution.standard.cumulative(eta), density, -eta * density)
    case .complementaryLogLog:
      let slope = exp(eta - exp(eta))
      return (-expm1(-exp(eta)), slope, slope == 0 ? 0 : slope * (1 - exp(eta)))
    case .log:
      let p = exp(eta)
      return eta <= 0 ? (p, p, p) : nil
    default:
      return family == .gaussian || (eta >= 0 && eta <= 1) ? (eta, 1, 0) : nil
    }
  }

  /// g(mu): not finite at the ends of the means' range with most links.
  func predictor(ofMean mean: Double) -> Double {
    switch link {
    case .identity: mean
    case .log: log(mean)
    case .squareRoot: mean.squareRoot()
    case .inverse: 1 / mean
    case .logit: log(mean) - log1p(-mean)
    case .probit: NormalDistribution.standard.quantile(mean)
    case .complementaryLogLog: log(-log1p(-mean))
    }
  }

  /// The variance of a response, of the number of events of the binomial family; with
  /// `zeroProbability` pi of an extra zero (1 - pi) V + pi (1 - pi) E^2.
  func variance(mean: Double, trials: Double = 1, zeroProbability: Double = 0) -> Double {
    let plain =
      switch family {
      case .gaussian: dispersion
      case .poisson: mean
      case .negativeBinomial1: mean * (1 + dispersion)
      case .negativeBinomial2: mean * (1 + dispersion * mean)
      case .binomial: trials * mean * (1 - mean)
      }
    let count = family == .binomial ? trials * mean : mean
    return (1 - zeroProbability) * (plain + zeroProbability * count * count)
  }

  /// What a row adds to the deviance: twice the log density with mean y less that with this mean.
  ///
  /// As R's `glm` and `MASS::negative.binomial` with theta = 1 / alpha fixed. Nil for the NB1
  /// family: the variance at the saturated mean is another one, and the packages do not agree.
  /// McCullagh and Nelder (1989), "Generalized linear models", table 2.1.
  func unitDeviance(_ y: Double, mean: Double, trials: Double = 1) -> Double? {
    switch family {
    case .gaussian: return (y - mean) * (y - mean)
    case .poisson: return 2 * Self.excess(y, mean)
    case .binomial:
      return 2
        * (Self.excess(y, trials * mean) + Self.excess(trials - y, trials - trials * mean))
    case .negativeBinomial2:
      let theta = 1 / dispersion
      return max(2 * (Self.excess(y, mean) - Self.excess(y + theta, mean + theta)), 0)
    case .negativeBinomial1: return nil
    }
  }

  /// y log(y / mu) - (y - mu), without cancellation where they are close.
  private static func excess(_ y: Double, _ mean: Double) -> Double {
    if y == 0 { return mean }
    if mean == 0 { return .infinity }
    return y * RisingSums.logExcess((y - mean) / mean)
  }
}
