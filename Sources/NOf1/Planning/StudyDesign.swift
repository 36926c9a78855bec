import Tables

/// A design before the first night: what a schedule is drawn from.
public struct StudyDesign: Sendable, Codable, Equatable {
  /// The reference first, then the treatments; 2 to 5.
  public let arms: [String]
  public let cycles: Int
  /// Nights in every period. Where every night is drawn by itself, a cycle is the stretch of
  /// `arms.count * periodNights` nights.
  public let periodNights: Int
  /// First nights after every switch that the analysis will leave out.
  public let washInNights: Int
  public let randomisation: Randomisation
  /// The most periods in a row on one arm; nil for no limit beyond the scheme's own.
  public let maximumPeriodRun: Int?
  public let blinded: Bool
  public let monitoring: Monitoring
  /// The first night; nil for a plan in day numbers.
  public let start: CalendarDate?

  public init(
    arms: [String], cycles: Int, periodNights: Int, washInNights: Int = 0,
    randomisation: Randomisation = .pairedCycles, maximumPeriodRun: Int? = nil,
    blinded: Bool = false, monitoring: Monitoring = .atTheEnd, start: CalendarDate? = nil
  ) {
    self.arms = arms
    self.cycles = cycles
    self.periodNights = periodNights
    self.washInNights = washInNights
    self.randomisation = randomisation
    self.maximumPeriodRun = maximumPeriodRun
    self.blinded = blinded
    self.monitoring = monitoring
    self.start = start
  }

  public var nights: Int { arms.count * cycles * periodNights }
}
