import Tables

/// The whole answer for one person's log: everything that any output shows.
public struct PersonalAnalysis: Sendable, Codable {
  public let study: PersonalStudy
  public let design: DesignFacts
  public let verdict: Verdict
  /// The main fit: one row per treatment arm.
  public let effects: [EffectEstimate]
  /// Level, trend, night-to-night standard deviation and correlation of the main fit.
  public let hyperparameters: [ParameterSummary]
  public let cycles: [CycleEstimate]
  public let cycleLevel: [CycleLevelEstimate]
  public let randomisationTest: RandomisationTest?
  public let sensitivity: [SensitivityFit]
  /// Empty when the simulation was not asked for.
  public let operatingCharacteristics: [OperatingCharacteristic]
  public let nights: [FittedNight]
  /// Prior, own data (likelihood) and posterior of every effect, on a grid, for the plot.
  public let densities: [EffectDensity]
  public let findings: [Finding]
  public let notes: [String]
  /// Pairwise comparisons, forms and doses; nil for two arms without doses.
  public let arms: ArmsAnalysis?
  /// Looks before the end, or continuous monitoring; nil where neither was declared.
  public let monitoring: MonitoringResult?
  /// Prior, own data and posterior side by side; nil unless the prior comes from trials.
  public let borrowing: Borrowing?
}

/// The posterior of one effect. Ratios: `estimate` and the interval are ratios, `mean` and `sd`
/// are those of the log ratio. Differences: all in outcome units.
public struct EffectEstimate: Sendable, Codable, Equatable {
  public let arm: String
  public let prior: EffectPrior
  public let scale: EffectScale
  /// Posterior median.
  public let estimate: Double
  public let mean: Double
  public let sd: Double
  public let confidenceLow: Double
  public let confidenceHigh: Double
  /// Probability that the treatment is better at all.
  public let probabilityOfBenefit: Double
  /// Probability of a benefit of at least the minimal important difference.
  public let probabilityOfImportantBenefit: Double
  /// Probability of a change for the worse of that same size (a ratio above 1/mcid).
  public let probabilityOfImportantHarm: Double
  /// Probability of being worse by the threshold of the "possibly worse" label (ratio 1.25).
  public let probabilityWorse: Double
  /// Recorded nights on the arm and on the reference, as used in this fit.
  public let nights: Int
  public let referenceNights: Int
  /// Events avoided (positive) in 28 nights at the reference rate: median and interval; counts
  /// and binary outcomes only.
  public let avoidedPer28Nights: AvoidedEvents?
}

public struct AvoidedEvents: Sendable, Codable, Equatable {
  public let median: Double
  public let low: Double
  public let high: Double
}

/// The marginal posterior of a parameter of the main fit.
public struct ParameterSummary: Sendable, Codable, Equatable {
  /// `level`, `trend`, `sigma` (night-to-night SD), `rho` (correlation from night to night).
  public let name: String
  public let estimate: Double
  public let mean: Double
  public let sd: Double
  public let confidenceLow: Double
  public let confidenceHigh: Double
  /// The prior in words, e.g. "half-normal(0.75)".
  public let prior: String
}

/// One cycle's own estimate.
public struct CycleEstimate: Sendable, Codable, Equatable {
  public let arm: String
  /// Cycle, from 1.
  public let cycle: Int
  /// Ratio, or difference in outcome units.
  public let estimate: Double
  public let nights: Int
  public let referenceNights: Int
  /// Mean outcome (rate, proportion, mean score, mean of the levels' numbers) on the arm and on the reference.
  public let mean: Double
  public let referenceMean: Double
}

/// The mean of the cycles' estimates with its t interval: a check that trusts no model of nights.
public struct CycleLevelEstimate: Sendable, Codable, Equatable {
  public let arm: String
  public let cycles: Int
  public let scale: EffectScale
  public let estimate: Double
  /// On the analysis scale (log for ratios).
  public let mean: Double
  public let standardError: Double
  public let degreesOfFreedom: Double
  public let confidenceLow: Double
  public let confidenceHigh: Double
  public let probabilityOfBenefit: Double
  public let probabilityOfImportantBenefit: Double
}

/// The test that trusts only the coin that drew the schedule.
public struct RandomisationTest: Sendable, Codable, Equatable {
  public let arm: String
  /// The scheme in words.
  public let scheme: String
  /// Number of schedules compared, the actual one included.
  public let schedules: Int
  /// Whether those are all the schedules the design could have produced.
  public let exact: Bool
  public let statistic: Double
  /// One-sided in the direction of benefit.
  public let pValue: Double
  public let pValueTwoSided: Double
  /// The smallest one-sided p value this design can give.
  public let floor: Double
}

/// One alternative analysis, always run, never chosen among.
public struct SensitivityFit: Sendable, Codable, Equatable {
  /// Stable key: `prior-sceptical`, `wash-in-3`, `half-life-5`, `no-trend`, …
  public let key: String
  public let label: String
  public let effect: EffectEstimate
  /// Natural log of the marginal likelihood minus that of the main fit; nil where the two use
  /// different nights.
  public let logBayesFactor: Double?
}

/// How often the verdict rule says what, on this very schedule.
public struct OperatingCharacteristic: Sendable, Codable, Equatable {
  /// True effect: ratio, or difference in outcome units.
  public let effect: Double
  public let rho: Double
  public let simulations: Int
  public let probabilityResponder: Double
  public let probabilityNonResponder: Double
  public let probabilityInconclusive: Double
}

/// One night with what the main fit says of it, on the outcome's own scale: for ordinal outcomes the
/// number of the recorded level, and as `fitted` the mean of these numbers (`Outcome.levelCodes`).
public struct FittedNight: Sendable, Codable, Equatable {
  public let day: Int
  public let date: String?
  public let arm: String
  public let period: Int
  public let cycle: Int?
  public let outcome: Double?
  public let fitted: Double?
  public let fittedLow: Double?
  public let fittedHigh: Double?
}

/// Densities on a grid of the effect (ratio or difference).
public struct EffectDensity: Sendable, Codable, Equatable {
  public let arm: String
  public let scale: EffectScale
  /// Values of the effect on its reporting scale.
  public let effect: [Double]
  /// Densities per unit of the analysis scale (log ratio or difference).
  public let prior: [Double]
  public let ownData: [Double]
  public let posterior: [Double]
}
