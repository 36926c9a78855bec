/// Everything that decides the analysis of one person's log, defaults resolved.
public struct PersonalStudy: Sendable, Codable, Equatable {
  public var outcome: Outcome
  /// The comparator arm.
  public var reference: String
  /// The arms compared with the reference, in order; the first is the primary contrast.
  public var treatments: [String]
  /// The smallest effect that matters: a ratio for ratio scales (0.75 = 25 % fewer), a positive
  /// difference in outcome units for scores.
  public var minimalImportantDifference: Double
  /// Whether that value was set before the treatment codes were known; nil when not said.
  public var minimalImportantDifferenceSetBefore: Bool?
  public var randomised: Bool
  /// How the order was drawn; without it there is no randomisation test.
  public var randomisation: Randomisation?
  /// Paired cycles: the most periods in a row on one arm that the draw admitted; nil for no limit.
  public var maximumPeriodRun: Int?
  public var blinded: Bool?
  /// First nights after every switch that are left out of the main fit.
  public var washInNights: Int
  /// The prior of every effect in the main fit.
  public var prior: EffectPrior
  /// Covariates declared in advance, columns of the log.
  public var covariates: [String]
  /// When the log may be analysed.
  public var monitoring: Monitoring
  /// Complete cycles that the plan has; nil without a plan.
  public var plannedCycles: Int?
  /// Nights that the plan has, recorded or not; nil without a plan.
  public var plannedNights: Int?
  /// Form and dose of the treatments, where somebody says.
  public var armDetails: [ArmDetail]
  /// The trials behind `prior`, where it comes from trials.
  public var trialPrior: TrialPrior?

  public init(
    outcome: Outcome, reference: String, treatments: [String],
    minimalImportantDifference: Double, minimalImportantDifferenceSetBefore: Bool? = nil,
    randomised: Bool = false, randomisation: Randomisation? = nil, blinded: Bool? = nil,
    washInNights: Int = 0, prior: EffectPrior, covariates: [String] = [],
    monitoring: Monitoring = .atTheEnd, plannedCycles: Int? = nil, plannedNights: Int? = nil,
    armDetails: [ArmDetail] = [], trialPrior: TrialPrior? = nil, maximumPeriodRun: Int? = nil
  ) {
    self.outcome = outcome
    self.reference = reference
    self.treatments = treatments
    self.minimalImportantDifference = minimalImportantDifference
    self.minimalImportantDifferenceSetBefore = minimalImportantDifferenceSetBefore
    self.randomised = randomised
    self.randomisation = randomisation
    self.blinded = blinded
    self.washInNights = washInNights
    self.prior = prior
    self.covariates = covariates
    self.monitoring = monitoring
    self.plannedCycles = plannedCycles
    self.armDetails = armDetails
    self.trialPrior = trialPrior
    self.maximumPeriodRun = maximumPeriodRun
    self.plannedNights = plannedNights
  }
}

/// What is measured every night.
public struct Outcome: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Whole numbers, 0 or more: cramps in a night. Effects are rate ratios.
    case count
    /// A number on a scale: severity, mood. Effects are differences of means.
    case score
    /// Minutes, on nights with a cramp. Effects are ratios of geometric means.
    case duration
    /// Yes or no. Effects are odds ratios.
    case binary
    /// Ordered levels: none, mild, moderate, severe. Effects are cumulative odds ratios: of a
    /// higher level, at whatever level the line is drawn.
    case ordinal
  }

  /// Which way is better.
  public enum Direction: String, Sendable, Codable, CaseIterable {
    case lower, higher
  }

  public var column: String
  public var kind: Kind
  public var better: Direction
  /// Ordinal outcomes: the names of the levels, lowest first.
  public var levels: [String]?

  public init(
    column: String, kind: Kind, better: Direction = .lower, levels: [String]? = nil
  ) {
    self.column = column
    self.kind = kind
    self.better = better
    self.levels = levels
  }

  /// The scale on which effects of this kind are reported.
  public var scale: EffectScale {
    switch kind {
    case .count, .duration: .ratio
    case .binary, .ordinal: .oddsRatio
    case .score: .difference
    }
  }
}

/// The scale of an effect. Ratios are analysed as logarithms.
public enum EffectScale: String, Sendable, Codable {
  case ratio
  case oddsRatio = "odds_ratio"
  case difference

  public var isLogarithmic: Bool { self != .difference }
}

/// The prior of an effect: of the log ratio, or of the difference in outcome units. Normal, unless
/// it has a `shape`.
public struct EffectPrior: Sendable, Codable, Equatable {
  /// mean + scale t(degreesOfFreedom) + N(0, personSpread^2): the tails of t.
  public struct Shape: Sendable, Codable, Equatable {
    public let scale: Double
    public let degreesOfFreedom: Double
    public let personSpread: Double

    public init(scale: Double, degreesOfFreedom: Double, personSpread: Double) {
      self.scale = scale
      self.degreesOfFreedom = degreesOfFreedom
      self.personSpread = personSpread
    }
  }

  public let name: String
  /// The centre.
  public let mean: Double
  /// With a shape, that of the normal distribution with the same central 95 % range.
  public let standardDeviation: Double
  /// Of a prior that is not normal.
  public let shape: Shape?

  public init(name: String, mean: Double, standardDeviation: Double, shape: Shape? = nil) {
    self.name = name
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.shape = shape
  }
}

/// How the order of treatments was drawn.
public enum Randomisation: Sendable, Codable, Equatable {
  /// Every cycle holds one period of each arm, in random order.
  case pairedCycles
  /// Every night is drawn by itself, with at most `maximumRun` alike in a row.
  case nightly(maximumRun: Int)
  /// Blocks of `size` nights hold each arm equally often, in random order.
  case blocks(size: Int)
}
