/// Pooling by the Bayesian normal-normal model, without simulation.
///
/// y_i = theta_i + e_i, theta_i = N(mu, tau^2), var e_i = v_i known. Given tau all is normal, and
/// mu is integrated in closed form; what is left is one integral over tau, done by adaptive
/// quadrature. Source: Higgins, Thompson and Spiegelhalter (2009), section 3; Roever (2020).
///
///     let posterior = try BayesianPooling(prior: .halfNormal(scale: 0.5)).pool(effects)
///     let median = posterior.mean.median
public struct BayesianPooling: Sendable, Codable, Equatable {
  /// What is known of mu beforehand.
  public enum MeanPrior: Sendable, Codable, Equatable {
    /// Constant over the line.
    case flat
    case normal(mean: Double, standardDeviation: Double)
  }

  public var prior: HeterogeneityPrior
  public var meanPrior: MeanPrior

  public init(prior: HeterogeneityPrior, meanPrior: MeanPrior = .flat) {
    self.prior = prior
    self.meanPrior = meanPrior
  }

  /// The posterior of tau, of mu, of a new study's effect and of each study's own.
  /// - Throws: `PoolingError`.
  public func pool(_ effects: [StudyEffect]) throws -> BayesianPosterior {
    try Pooling.check(effects)
    try prior.check()
    if case .normal(let mean, let deviation) = meanPrior {
      guard mean.isFinite, deviation > 0, deviation.isFinite else {
        throw PoolingError.outOfRange("a prior of the mean, \(meanPrior)")
      }
    }
    return BayesianPosterior(self, effects)
  }
}
