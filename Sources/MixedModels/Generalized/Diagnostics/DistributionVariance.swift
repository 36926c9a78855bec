/// How the variance of a response about its conditional mean is put on the scale of the link.
public enum DistributionVariance: String, Sendable, Codable, CaseIterable {
  /// That of the latent variable behind a binomial response: pi^2 / 3 for logit, 1 for probit,
  /// pi^2 / 6 for the complementary log-log link.
  case theoretical
  /// log(1 + V / m^2), for the logarithm as link of counts.
  case lognormal
  /// V (d eta / d mu)^2, for any link; of a binomial response that of one trial.
  case delta
  /// The trigamma function at m^2 / V, for the logarithm as link of counts.
  case trigamma

  /// What is used where nothing is asked for.
  static func standard(_ law: ResponseLaw) -> DistributionVariance {
    switch law.link {
    case .logit, .probit, .complementaryLogLog: .theoretical
    case .log where law.family.isCount: .lognormal
    default: .delta
    }
  }
}

/// The mean at which the variance of a response is taken.
public enum ReferenceMean: String, Sendable, Codable, CaseIterable {
  /// The mean of the model without predictors, over its random effects.
  case nullModel
  /// The mean of the same model where random effects are 0: what the R package performance used
  /// before its version 0.12.
  case nullModelTypical
  /// The mean of the data.
  case observed
}
