/// What is pooled and how: everything that decides the answer of `TrialTables.effects` and
/// `TrialTables.pool`, with its defaults.
public struct PoolingPlan: Sendable, Codable, Equatable {
  /// Only comparisons of this group; nil takes all.
  public var group: String?
  /// Only this outcome; nil takes the one with the most controlled studies.
  public var outcome: String?
  /// Only this time; nil takes all, of which a study must have one.
  public var timepoint: String?
  /// nil takes RR where both arms have events, IRR where they have events over time, MD where they
  /// have means, and otherwise what the reports give.
  public var measure: EffectMeasure?
  public var estimator: HeterogeneityEstimator
  public var test: Pooling.Test
  /// Of tau in the Bayesian rows; nil takes `PoolingPlan.defaultPrior`.
  public var prior: HeterogeneityPrior?
  /// In place of `prior`, one made from the meta-analyses of the Cochrane Database; each is of one
  /// scale.
  public var empiricalPrior: EmpiricalPrior?
  /// The smallest difference that matters: a ratio for ratios, otherwise in units of the outcome.
  public var minimalImportantDifference: Double?
  /// Correlations between a person's two values that are tried where a crossover gives none.
  public var correlations: [Double]
  /// A column whose values divide the studies; `group` is one.
  public var subgroups: String?
  /// Columns of numbers for a meta-regression.
  public var moderators: [String]
  /// Changes from baseline are taken before final values, where a study gives both (MD only).
  public var prefersChanges: Bool
  /// What is done with empty cells; nil takes the measure's rule.
  public var zeroCells: ZeroCellRule?
  public var confidenceLevel: Double

  public init(
    group: String? = nil, outcome: String? = nil, timepoint: String? = nil,
    measure: EffectMeasure? = nil,
    estimator: HeterogeneityEstimator = .restrictedMaximumLikelihood,
    test: Pooling.Test = .flooredKnappHartung, prior: HeterogeneityPrior? = nil,
    empiricalPrior: EmpiricalPrior? = nil, minimalImportantDifference: Double? = nil,
    correlations: [Double] = [0, 0.25, 0.5, 0.75],
    subgroups: String? = nil, moderators: [String] = [], prefersChanges: Bool = true,
    zeroCells: ZeroCellRule? = nil, confidenceLevel: Double = 0.95
  ) {
    self.group = group
    self.outcome = outcome
    self.timepoint = timepoint
    self.measure = measure
    self.estimator = estimator
    self.test = test
    self.prior = prior
    self.empiricalPrior = empiricalPrior
    self.minimalImportantDifference = minimalImportantDifference
    self.correlations = correlations
    self.subgroups = subgroups
    self.moderators = moderators
    self.prefersChanges = prefersChanges
    self.zeroCells = zeroCells
    self.confidenceLevel = confidenceLevel
  }
}
