import Numerics

/// The distribution of a response given its linear predictor, and the log odds zeta of an extra
/// zero where there are some.
///
/// A binomial response counts the events among a row's trials; its mean is a probability, that of
/// one trial.
struct ResponseLaw: Sendable, Codable, Equatable {
  let family: ResponseFamily
  let link: LinkFunction
  /// alpha: Var = mu + alpha mu^2 or mu (1 + alpha); nil where the family has none.
  let dispersion: Double?

  private var moments: ResponseMoments {
    ResponseMoments(family: family, link: link, dispersion: dispersion ?? 1)
  }

  /// mu, at the end of what is possible where eta lies beyond it.
  func mean(_ eta: Double) -> Double {
    if let mean = moments.mean(ofPredictor: eta) { return mean.value }
    if link == .inverse { return .infinity }
    return family == .binomial && eta > 0 ? 1 : 0
  }

  /// d mu / d eta; 0 where the mean is not possible.
  func meanSlope(_ eta: Double) -> Double { moments.mean(ofPredictor: eta)?.first ?? 0 }

  func predictor(_ mean: Double) -> Double { moments.predictor(ofMean: mean) }

  /// pi from its log odds; 0 where there are no extra zeros.
  static func extraZero(_ zeta: Double?) -> Double { zeta.map(SpecialFunctions.logistic) ?? 0 }

  /// The variance of one trial, or of a count, without extra zeros.
  func unitVariance(_ mean: Double) -> Double { moments.variance(mean: mean) }

  /// The mean of the response: of a count, or of the events among the trials.
  func expectation(_ mean: Double, trials: Double, zeta: Double?) -> Double {
    (1 - Self.extraZero(zeta)) * mean * trials
  }

  /// The variance of the same.
  func variance(_ mean: Double, trials: Double, zeta: Double?) -> Double {
    moments.variance(mean: mean, trials: trials, zeroProbability: Self.extraZero(zeta))
  }

  /// What a row adds to the deviance; nil for the NB1 family.
  func unitDeviance(_ y: Double, mean: Double, trials: Double) -> Double? {
    moments.unitDeviance(y, mean: mean, trials: trials)
  }

  /// Beyond this counts are not told apart.
  private static let largestMean = 1e15

  func distribution(_ mean: Double, trials: Double, zeta: Double?) -> ResponseDistribution {
    ResponseDistribution(
      family: family, mean: min(mean, Self.largestMean), dispersion: dispersion ?? 1,
      trials: trials, zeroProbability: Self.extraZero(zeta))
  }
}

extension GeneralizedMixedModel {
  var law: ResponseLaw { ResponseLaw(family: family, link: link, dispersion: dispersion) }
}
