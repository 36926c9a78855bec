import Tables

/// One person's log: a row per night, in the order of days.
public struct PersonalLog: Sendable {
  /// One row of the log.
  public struct Night: Sendable, Equatable {
    /// Day number: days since the first night of the log, which is day 0.
    public let day: Int
    public let date: CalendarDate?
    /// Index into `arms`.
    public let arm: Int
    /// The outcome, or nil when the night was not recorded.
    public let outcome: Double?
    /// Whether the treatment was taken, where the log says so.
    public let taken: Bool?
    /// Period, from 0: a run of nights on one arm.
    public let period: Int
    /// Cycle, from 0: the shortest run of periods in which every arm has occurred; nil for the
    /// nights of an incomplete last cycle.
    public let cycle: Int?
    /// The declared covariates, in the order of `PersonalStudy.covariates`.
    public let covariates: [Double]
    /// Elemental magnesium, mg, where the log says so for this night.
    public let dose: Double?
    /// Physical line of the file.
    public let line: Int

    public init(
      day: Int, date: CalendarDate? = nil, arm: Int, outcome: Double?, taken: Bool? = nil,
      period: Int, cycle: Int?, covariates: [Double] = [], dose: Double? = nil,
      line: Int = 0
    ) {
      self.day = day
      self.date = date
      self.arm = arm
      self.outcome = outcome
      self.taken = taken
      self.period = period
      self.cycle = cycle
      self.covariates = covariates
      self.dose = dose
      self.line = line
    }
  }

  /// The arms: the reference first, then the treatments in the order of the study.
  public let arms: [String]
  /// Every row of the log, strictly increasing in `day`.
  public let nights: [Night]

  public init(arms: [String], nights: [Night]) {
    self.arms = arms
    self.nights = nights
  }

  /// The nights whose outcome was recorded.
  public var recorded: [Night] { nights.filter { $0.outcome != nil } }
}
