import Numerics

/// Trials pooled by a plan: the row that speaks first, all other rows, and what they rest on.
///
/// No controlled study is a state, not an error: `headline` is nil, and what there is stands in
/// `effects`.
public struct TrialPooling: Sendable {
  /// What went in, and what did not.
  public let effects: TrialEffects
  /// Of tau in the Bayesian rows, and where it comes from in words.
  public let prior: StatedPrior
  /// nil where no controlled study has an effect.
  public let headline: PoolingHeadline?
  /// Every method, the headline's row marked.
  public let rows: [PooledRow]
  public let predictions: [PredictionRow]
  public let subgroups: SubgroupComparison?
  /// The meta-regression on the plan's moderators.
  public let regression: PooledEffects?
  /// Without each study in turn; an effect is nil where none is left.
  public let leaveOneOut: [PoolingSetting]
  /// The studies one after the other, by year.
  public let cumulative: [PoolingSetting]
  /// Small-study effects; nil below ten studies.
  public let funnel: FunnelRegression?
  /// The headline at each correlation that was tried, for crossovers that print none.
  public let correlationGrid: [PoolingSetting]
  /// Published reviews of the same group that judged its trials, such as not poolable.
  public let judgements: [ReviewRecord]

  /// The distribution of the true effect in a new setting, to be carried to a personal analysis;
  /// nil without a headline.
  public let prediction: PredictiveDistribution?
}

/// A prior of tau and the reason for its scale.
public struct StatedPrior: Sendable, Codable, Equatable {
  public let prior: HeterogeneityPrior
  /// In words, with the unit.
  public let basis: String
}

/// What a new study is predicted to have, by one method.
public struct PredictionRow: Sendable, Codable, Equatable {
  public let method: String
  public let interval: EffectInterval
  public let degreesOfFreedom: Double?
}

/// The headline's effect under another choice.
public struct PoolingSetting: Sendable, Codable, Equatable {
  /// The choice: `without roffe2002`, `r = 0.5`.
  public let setting: String
  public let studies: Int
  /// nil where nothing is left to pool.
  public let estimate: Double?
  public let interval: EffectInterval?
  public let tau: Double?
}
