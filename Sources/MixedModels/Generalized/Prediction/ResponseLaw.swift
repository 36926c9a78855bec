import Glibc
import Numerics

/// The distribution of a response given its linear predictor: mean, variance, tails and draws.
///
/// A binomial response counts the events among a row's trials; its mean is a probability, that of
/// one trial. With probability pi a row is zero whatever its mean.
struct ResponseLaw: Sendable, Codable, Equatable {
  let family: ResponseFamily
  let link: LinkFunction
  /// alpha: Var = mu + alpha mu^2 or mu (1 + alpha); nil where the family has none.
  let dispersion: Double?

  /// Below this the negative binomial is a Poisson distribution to rounding.
  private static let leastDispersion = 1e-12

  func mean(_ eta: Double) -> Double { link.mean(eta, of: family) }
  func meanSlope(_ eta: Double) -> Double { link.meanSlope(eta) }
  func predictor(_ mean: Double) -> Double { link.predictor(mean) }

  /// pi from its log odds; 0 where there are no extra zeros.
  static func extraZero(_ zeta: Double?) -> Double { zeta.map(SpecialFunctions.logistic) ?? 0 }

  /// The variance of one trial, or of a count, without extra zeros.
  func unitVariance(_ mean: Double) -> Double {
    switch family {
    case .gaussian: 1
    case .binomial: mean * (1 - mean)
    case .poisson: mean
    case .negativeBinomial1: mean * (1 + (dispersion ?? 0))
    case .negativeBinomial2: mean + (dispersion ?? 0) * mean * mean
    }
  }

  /// The mean of the response: of a count, or of the events among the trials.
  func expectation(_ mean: Double, trials: Double, zeta: Double?) -> Double {
    (1 - Self.extraZero(zeta)) * mean * trials
  }

  /// The variance of the same: (1 - pi) (V + pi m^2) with m and V those without extra zeros.
  func variance(_ mean: Double, trials: Double, zeta: Double?) -> Double {
    let extra = Self.extraZero(zeta)
    let (full, spread) = (trials * mean, trials * unitVariance(mean))
    return (1 - extra) * (spread + extra * full * full)
  }

  /// The distribution without extra zeros.
  func counts(_ mean: Double, trials: Double) -> any DiscreteDistribution {
    switch family {
    case .binomial: return BinomialDistribution(size: trials, probability: mean)
    case .negativeBinomial1, .negativeBinomial2:
      guard let dispersion, dispersion > Self.leastDispersion, mean > 0 else { break }
      let size = family == .negativeBinomial2 ? 1 / dispersion : mean / dispersion
      return NegativeBinomialDistribution(size: size, mean: mean)
    case .gaussian, .poisson: break
    }
    return PoissonDistribution(mean: mean)
  }

  /// P(Y <= y).
  func cumulative(_ y: Double, mean: Double, trials: Double, zeta: Double?) -> Double {
    if y < 0 { return 0 }
    if mean == .infinity { return Self.extraZero(zeta) }
    let extra = Self.extraZero(zeta)
    return extra + (1 - extra) * counts(mean, trials: trials).cumulative(y)
  }

  /// One response.
  func draw(
    _ mean: Double, trials: Double, zeta: Double?, _ stream: inout RandomStream
  ) -> Double {
    if let zeta, stream.uniform() < SpecialFunctions.logistic(zeta) { return 0 }
    let bounded = min(mean, 1e15)
    switch family {
    case .binomial: return Double(stream.binomial(size: Int(trials), probability: mean))
    case .negativeBinomial1, .negativeBinomial2:
      guard let dispersion, dispersion > Self.leastDispersion, bounded > 0 else { break }
      let size = family == .negativeBinomial2 ? 1 / dispersion : bounded / dispersion
      let rate = stream.gamma(shape: size) * (bounded / size)
      return Double(stream.poisson(mean: min(rate, 1e15)))
    case .gaussian, .poisson: break
    }
    return Double(stream.poisson(mean: bounded))
  }
}

extension GeneralizedMixedModel {
  var law: ResponseLaw { ResponseLaw(family: family, link: link, dispersion: dispersion) }
}
