import Numerics

/// Which pooled row speaks first, by the number of studies, with all rows beside it.
///
/// - 5 studies or more: random effects by REML with the floored Knapp-Hartung interval.
/// - 2 to 4: the Bayesian row (half and double the prior's scale beside it), since tau is then
///   mostly unknown and t quantiles with 1 to 3 degrees of freedom say little.
/// - 1: that study, with the Bayesian distribution of a new study's effect.
public struct PoolingHeadline: Sendable {
  public enum Row: String, Sendable, Codable {
    case flooredKnappHartung, bayesian, singleStudy

    init(studies: Int) {
      self = studies == 1 ? .singleStudy : studies < 5 ? .bayesian : .flooredKnappHartung
    }
  }

  /// The row that speaks first.
  public let row: Row
  /// Random effects with the floored Knapp-Hartung test; with one study it has no interval.
  public let knappHartung: PooledEffects
  /// The same with the normal test; with one study that study's own interval.
  public let normal: PooledEffects
  /// Equal effects.
  public let equalEffects: PooledEffects
  public let bayesian: BayesianPosterior
  /// With half and double the scale of tau's prior.
  public let bayesianHalfScale: BayesianPosterior
  public let bayesianDoubleScale: BayesianPosterior

  /// - Throws: `PoolingError`.
  public init(
    _ effects: [StudyEffect], prior: BayesianPooling,
    estimator: HeterogeneityEstimator = .restrictedMaximumLikelihood, confidenceLevel: Double = 0.95
  ) throws {
    func pool(_ model: Pooling.Model, _ test: Pooling.Test) throws -> PooledEffects {
      try Pooling(model: model, test: test, confidenceLevel: confidenceLevel).pool(effects)
    }
    func posterior(_ factor: Double) throws -> BayesianPosterior {
      var scaled = prior
      scaled.prior = prior.prior.scaled(by: factor)
      return try scaled.pool(effects)
    }
    knappHartung = try pool(.randomEffects(estimator), .flooredKnappHartung)
    normal = try pool(.randomEffects(estimator), .normal)
    equalEffects = try pool(.equalEffects, .normal)
    bayesian = try posterior(1)
    bayesianHalfScale = try posterior(0.5)
    bayesianDoubleScale = try posterior(2)
    row = Row(studies: effects.count)
  }

  /// The pooled effect of the headline row: the estimate, or the median of the posterior.
  public var estimate: Double {
    switch row {
    case .flooredKnappHartung: knappHartung.estimates[0]
    case .bayesian: bayesian.mean.median
    case .singleStudy: normal.estimates[0]
    }
  }

  /// Its interval.
  public var interval: EffectInterval? {
    switch row {
    case .flooredKnappHartung: knappHartung.coefficients[0].inference?.interval
    case .bayesian: bayesian.mean.interval(level: knappHartung.pooling.confidenceLevel)
    case .singleStudy: normal.coefficients[0].inference?.interval
    }
  }

  /// What the studies predict for the true effect in a new one, to be carried to a personal
  /// analysis: t(k - 1) from 5 studies on, the Bayesian distribution below.
  public func prediction() throws -> PredictiveDistribution {
    if row == .flooredKnappHartung, let prediction = try knappHartung.prediction(.residual) {
      return prediction
    }
    return bayesian.predictiveDistribution
  }
}
