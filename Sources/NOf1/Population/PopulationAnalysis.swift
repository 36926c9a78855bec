/// Many people's logs under one model: `beta_i ~ N(mu, tau^2)`.
public struct PopulationAnalysis: Sendable, Codable, Equatable {
  /// One person: what their own nights say, and what they say beside everybody else's.
  public struct Person: Sendable, Codable, Equatable {
    public let person: String
    public let nights: Int
    public let referenceNights: Int
    /// Own data under a flat prior, as reported (a ratio, or a difference).
    public let raw: Double
    public let rawLow: Double
    public let rawHigh: Double
    /// Drawn towards the others.
    public let shrunken: Double
    public let shrunkenLow: Double
    public let shrunkenHigh: Double
    public let probabilityOfBenefit: Double
    public let probabilityOfImportantBenefit: Double
    /// Whether own data leave one side open, as without an event on an arm: `raw` then reaches to
    /// the limit of the flat prior, a ratio of 1000 or 1/1000.
    public let rawIsOpen: Bool

    public init(
      person: String, nights: Int, referenceNights: Int, raw: Double, rawLow: Double,
      rawHigh: Double, shrunken: Double, shrunkenLow: Double, shrunkenHigh: Double,
      probabilityOfBenefit: Double, probabilityOfImportantBenefit: Double, rawIsOpen: Bool = false
    ) {
      self.person = person
      self.nights = nights
      self.referenceNights = referenceNights
      self.raw = raw
      self.rawLow = rawLow
      self.rawHigh = rawHigh
      self.shrunken = shrunken
      self.shrunkenLow = shrunkenLow
      self.shrunkenHigh = shrunkenHigh
      self.probabilityOfBenefit = probabilityOfBenefit
      self.probabilityOfImportantBenefit = probabilityOfImportantBenefit
      self.rawIsOpen = rawIsOpen
    }
  }

  public let outcome: Outcome
  public let reference: String
  public let treatment: String
  public let minimalImportantDifference: Double
  public let persons: Int
  /// The average effect over persons, on the analysis scale (log for ratios).
  public let mu: ParameterSummary
  /// The spread of true effects between persons, on the analysis scale.
  public let tau: ParameterSummary
  /// P(tau < `littleSpread`): persons hardly differ.
  public let probabilityOfLittleSpread: Double
  /// P(average effect is a benefit), and of at least the important size.
  public let probabilityOfBenefit: Double
  public let probabilityOfImportantBenefit: Double
  /// The sum over persons of P(benefit of at least the important size).
  public let expectedResponders: Double
  /// Persons for whom that probability is at least 0.80.
  public let firmResponders: Int
  /// In plain words.
  public let sentences: [String]
  /// What `probabilityOfLittleSpread` calls little: 0.1, for scores 0.1 S, with S the pooled
  /// within-arm standard deviation of all persons.
  public let littleSpread: Double
  /// Bayes factor of more than little spread against little, both under the half-normal prior of
  /// tau; from 3 on the sentences say that people differ. At most 1e9.
  public let bayesFactorOfSpread: Double
  /// Persons left out because their logs could not be used.
  public let excluded: Int

  public init(
    outcome: Outcome, reference: String, treatment: String, minimalImportantDifference: Double,
    persons: Int, mu: ParameterSummary, tau: ParameterSummary, probabilityOfLittleSpread: Double,
    probabilityOfBenefit: Double, probabilityOfImportantBenefit: Double,
    expectedResponders: Double, firmResponders: Int, sentences: [String],
    littleSpread: Double = 0.1, bayesFactorOfSpread: Double = 1, excluded: Int = 0
  ) {
    self.outcome = outcome
    self.reference = reference
    self.treatment = treatment
    self.minimalImportantDifference = minimalImportantDifference
    self.persons = persons
    self.mu = mu
    self.tau = tau
    self.probabilityOfLittleSpread = probabilityOfLittleSpread
    self.probabilityOfBenefit = probabilityOfBenefit
    self.probabilityOfImportantBenefit = probabilityOfImportantBenefit
    self.expectedResponders = expectedResponders
    self.firmResponders = firmResponders
    self.sentences = sentences
    self.littleSpread = littleSpread
    self.bayesFactorOfSpread = bayesFactorOfSpread
    self.excluded = excluded
  }
}
