/// A group of people of whom some had the event.
public struct GroupEvents: Sendable, Equatable {
  public let events: Int
  public let total: Int
  /// The percentage the number of events was recovered from, where no number was printed.
  public let recoveredFromPercent: Double?

  /// - Throws: `EffectError.groupTooSmall` of an empty group, `.negativeCount`,
  ///   `.eventsAboveTotal`.
  public init(events: Int, total: Int) throws(EffectError) {
    try self.init(events: events, total: total, recoveredFromPercent: nil)
  }

  /// The whole number of people nearest to a printed percentage.
  /// - Throws: `EffectError.percentOutOfRange` outside 0 to 100, `.groupTooSmall`.
  public init(percent: Double, total: Int) throws(EffectError) {
    guard percent >= 0, percent <= 100 else { throw .percentOutOfRange(percent) }
    guard total >= 1 else { throw .groupTooSmall(count: total, minimum: 1) }
    let events = Int((percent / 100 * Double(total)).rounded())
    try self.init(events: events, total: total, recoveredFromPercent: percent)
  }

  private init(events: Int, total: Int, recoveredFromPercent: Double?) throws(EffectError) {
    guard total >= 1 else { throw .groupTooSmall(count: total, minimum: 1) }
    guard events >= 0 else { throw .negativeCount(what: "events", count: events) }
    guard events <= total else { throw .eventsAboveTotal(events: events, total: total) }
    self.events = events
    self.total = total
    self.recoveredFromPercent = recoveredFromPercent
  }
}
