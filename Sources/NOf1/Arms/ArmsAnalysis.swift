/// What a log with more than two arms, several forms, or several doses says beside the primary
/// contrast.
public struct ArmsAnalysis: Sendable, Codable, Equatable {
  /// Every pair of arms, in the order of the study.
  public let comparisons: [ArmComparison]
  /// Forms drawn towards their common effect; nil with fewer than two forms.
  public let forms: FormsEstimate?
  /// The effect per dose; nil with fewer than two doses above zero.
  public let dose: DoseEstimate?
}

/// One arm against another. Ratios: `estimate` and interval are ratios, `mean` and `sd` are those
/// of the log ratio.
public struct ArmComparison: Sendable, Codable, Equatable {
  public let arm: String
  public let against: String
  public let scale: EffectScale
  /// Posterior median.
  public let estimate: Double
  public let mean: Double
  public let sd: Double
  public let confidenceLow: Double
  public let confidenceHigh: Double
  public let probabilityOfBenefit: Double
  public let probabilityOfImportantBenefit: Double
  /// Whether this is the contrast declared in advance; all others are exploratory.
  public let isPrimary: Bool
}

/// Forms of one treatment under `beta_form ~ N(beta, omega^2)`, `omega ~ half-N(0.3)`.
public struct FormsEstimate: Sendable, Codable, Equatable {
  /// One row a form; `estimate` as reported (a ratio, or a difference), against the reference.
  public struct Form: Sendable, Codable, Equatable {
    public let form: String
    public let arms: [String]
    public let estimate: Double
    public let confidenceLow: Double
    public let confidenceHigh: Double
    public let probabilityOfBenefit: Double
    public let probabilityOfImportantBenefit: Double
  }

  public let forms: [Form]
  /// The common effect of the treatment over its forms.
  public let common: Form
  /// Spread between forms on the analysis scale: median and interval.
  public let omega: ParameterSummary
}

/// The log-linear effect of elemental magnesium: `effect(dose) = slope x dose / 100 mg`.
public struct DoseEstimate: Sendable, Codable, Equatable {
  /// The effect at one of the doses the person took.
  public struct Level: Sendable, Codable, Equatable {
    /// Elemental, mg a night.
    public let dose: Double
    public let nights: Int
    /// As reported, against dose 0.
    public let estimate: Double
    public let confidenceLow: Double
    public let confidenceHigh: Double
  }

  /// Effect per 100 mg as reported (a ratio, or a difference): median and interval.
  public let perHundredMilligrams: Double
  public let confidenceLow: Double
  public let confidenceHigh: Double
  public let probabilityOfBenefit: Double
  /// The doses that support the line, smallest first.
  public let levels: [Level]
  /// Log marginal likelihood of the line minus that of one effect for each arm.
  public let logBayesFactor: Double?
}

/// What an arm consists of, as the study file or the log says.
public struct ArmDetail: Sendable, Codable, Equatable {
  public let arm: String
  /// Oxide, citrate, …; nil where nobody says.
  public let form: String?
  /// Elemental magnesium, mg a night; nil where nobody says.
  public let dose: Double?

  public init(arm: String, form: String? = nil, dose: Double? = nil) {
    self.arm = arm
    self.form = form
    self.dose = dose
  }
}
