import Numerics

/// What trials predict for one more setting, as a prior for one person.
public struct TrialPrior: Sendable, Codable, Equatable {
  /// Of the effect in one more trial, on the analysis scale (log for ratios).
  public let distribution: PredictiveDistribution
  public let isLogarithmic: Bool
  /// Of a difference; empty for ratios.
  public let unit: String
  /// The measure that was pooled, as in `RR`, and how it maps to this person's effect.
  public let measure: String
  public let mapping: String
  public let outcome: String
  public let studies: [String]
  /// Standard deviation of the effect between persons on the analysis scale, which two-period
  /// trials do not identify; above 0.
  public let personSpread: Double

  /// The spread that is assumed unless the study says otherwise, and the grid shown beside it: of
  /// log ratios; for differences in units of the pooled within-arm standard deviation.
  public static let defaultPersonSpread = 0.28
  public static let personSpreads = [0.15, 0.28, 0.5]

  public init(
    distribution: PredictiveDistribution, isLogarithmic: Bool, unit: String, measure: String,
    mapping: String, outcome: String, studies: [String],
    personSpread: Double = TrialPrior.defaultPersonSpread
  ) {
    self.distribution = distribution
    self.isLogarithmic = isLogarithmic
    self.unit = unit
    self.measure = measure
    self.mapping = mapping
    self.outcome = outcome
    self.studies = studies
    self.personSpread = personSpread
  }
}

/// Prior, own data and posterior side by side. Values as reported: ratios, or differences.
public struct Borrowing: Sendable, Codable, Equatable {
  public struct Row: Sendable, Codable, Equatable {
    /// `prior`, `own data` (no prior at all), `posterior`.
    public let source: String
    /// Between-person spread this row assumes; nil for own data.
    public let personSpread: Double?
    public let estimate: Double
    public let confidenceLow: Double
    public let confidenceHigh: Double
    public let probabilityOfBenefit: Double
    public let probabilityOfImportantBenefit: Double
  }

  public let prior: TrialPrior
  /// Prior, own data, posterior with the chosen spread; then prior and posterior for every other
  /// spread of the grid.
  public let rows: [Row]
  /// How many of this person's own cycles hold as much information as the prior; nil without
  /// complete cycles or without an interval from own data.
  public let worthInCycles: Double?
  /// Distance between prior mean and own estimate, in standard deviations of their difference, and
  /// its two-sided prior predictive p value.
  public let conflictStatistic: Double
  public let conflictPValue: Double
  public let isConflict: Bool
  /// In plain words: what the trials add, and whether they agree with the nights.
  public let sentence: String
  /// Why own data give no interval; nil where they do. There is then no row of own data, nothing to
  /// compare the prior with, and the conflict statistic is 0 with p value 1.
  public let ownDataStatement: String?

  public init(
    prior: TrialPrior, rows: [Row], worthInCycles: Double?, conflictStatistic: Double,
    conflictPValue: Double, isConflict: Bool, sentence: String, ownDataStatement: String? = nil
  ) {
    self.prior = prior
    self.rows = rows
    self.worthInCycles = worthInCycles
    self.conflictStatistic = conflictStatistic
    self.conflictPValue = conflictPValue
    self.isConflict = isConflict
    self.sentence = sentence
    self.ownDataStatement = ownDataStatement
  }
}
