/// What a log with more than two arms, several forms, or several doses says beside the primary
/// contrast.
public struct ArmsAnalysis: Sendable, Codable, Equatable {
  /// Every pair of arms, in the order of the study.
  public let comparisons: [ArmComparison]
  /// Forms drawn towards their common effect; nil with fewer than two forms.
  public let forms: FormsEstimate?
  /// The effect per dose; nil with fewer than two doses above zero.
  public let dose: DoseEstimate?

  public init(comparisons: [ArmComparison], forms: FormsEstimate?, dose: DoseEstimate?) {
    self.comparisons = comparisons
    self.forms = forms
    self.dose = dose
  }
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

  public init(
    arm: String, against: String, scale: EffectScale, estimate: Double, mean: Double, sd: Double,
    confidenceLow: Double, confidenceHigh: Double, probabilityOfBenefit: Double,
    probabilityOfImportantBenefit: Double, isPrimary: Bool
  ) {
    self.arm = arm
    self.against = against
    self.scale = scale
    self.estimate = estimate
    self.mean = mean
    self.sd = sd
    self.confidenceLow = confidenceLow
    self.confidenceHigh = confidenceHigh
    self.probabilityOfBenefit = probabilityOfBenefit
    self.probabilityOfImportantBenefit = probabilityOfImportantBenefit
    self.isPrimary = isPrimary
  }
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

    public init(
      form: String, arms: [String], estimate: Double, confidenceLow: Double,
      confidenceHigh: Double, probabilityOfBenefit: Double, probabilityOfImportantBenefit: Double
    ) {
      self.form = form
      self.arms = arms
      self.estimate = estimate
      self.confidenceLow = confidenceLow
      self.confidenceHigh = confidenceHigh
      self.probabilityOfBenefit = probabilityOfBenefit
      self.probabilityOfImportantBenefit = probabilityOfImportantBenefit
    }
  }

  public let forms: [Form]
  /// The common effect of the treatment over its forms.
  public let common: Form
  /// Spread between forms on the analysis scale: median and interval.
  public let omega: ParameterSummary

  public init(forms: [Form], common: Form, omega: ParameterSummary) {
    self.forms = forms
    self.common = common
    self.omega = omega
  }
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

    public init(
      dose: Double, nights: Int, estimate: Double, confidenceLow: Double, confidenceHigh: Double
    ) {
      self.dose = dose
      self.nights = nights
      self.estimate = estimate
      self.confidenceLow = confidenceLow
      self.confidenceHigh = confidenceHigh
    }
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

  public init(
    perHundredMilligrams: Double, confidenceLow: Double, confidenceHigh: Double,
    probabilityOfBenefit: Double, levels: [Level], logBayesFactor: Double?
  ) {
    self.perHundredMilligrams = perHundredMilligrams
    self.confidenceLow = confidenceLow
    self.confidenceHigh = confidenceHigh
    self.probabilityOfBenefit = probabilityOfBenefit
    self.levels = levels
    self.logBayesFactor = logBayesFactor
  }
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
