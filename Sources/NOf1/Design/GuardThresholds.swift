/// What a design must offer before a verdict about one person is given.
public struct GuardThresholds: Sendable, Codable, Equatable {
  /// Complete cycles.
  public var cycles: Int
  /// Recorded nights on every arm.
  public var nightsPerArm: Int
  /// Events on the reference: cramps for counts, nights with the event for binary outcomes.
  public var comparatorEvents: Int

  public init(cycles: Int = 3, nightsPerArm: Int = 14, comparatorEvents: Int = 10) {
    self.cycles = cycles
    self.nightsPerArm = nightsPerArm
    self.comparatorEvents = comparatorEvents
  }
}
