/// Events of a group over the time its people were watched.
public struct GroupRate: Sendable, Equatable {
  public let events: Int
  /// Person-time, in any unit that all groups share.
  public let personTime: Double

  /// - Throws: `EffectError.negativeCount`, `.personTimeNotPositive`.
  public init(events: Int, personTime: Double) throws(EffectError) {
    guard events >= 0 else { throw .negativeCount(what: "events", count: events) }
    guard personTime > 0, personTime.isFinite else { throw .personTimeNotPositive(personTime) }
    self.events = events
    self.personTime = personTime
  }
}
