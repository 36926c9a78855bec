import Tables

extension DesignFacts {
  /// The design as the log shows it, with the guards for a verdict.
  ///
  /// Guards, in this order: `randomised`; `cycles` (complete ones); `nights` (recorded, on the
  /// arm that has fewest); `events` on the reference (counts and binary outcomes only). One switch
  /// (AB) or two (ABA) never make more than one cycle, and so fail the second guard.
  public init(log: PersonalLog, study: PersonalStudy, thresholds: GuardThresholds = .init()) {
    let arms = log.arms.indices.map { Arm(arm: $0, log: log, kind: study.outcome.kind) }
    let cycles = Set(log.nights.compactMap(\.cycle)).count
    let pairs = zip(log.nights, log.nights.dropFirst())
    self.init(
      arms: arms,
      spanDays: log.nights.isEmpty
        ? 0 : log.nights[log.nights.count - 1].day - log.nights[0].day + 1,
      periods: Set(log.nights.map(\.period)).count, cycles: cycles,
      transitions: pairs.count { $0.arm != $1.arm }, randomised: study.randomised,
      guards: Self.guards(
        arms: arms, cycles: cycles, study: study, thresholds: thresholds))
  }

  private static func guards(
    arms: [Arm], cycles: Int, study: PersonalStudy, thresholds: GuardThresholds
  ) -> [Guard] {
    var guards = [
      Guard(
        name: "randomised", required: 1, observed: study.randomised ? 1 : 0,
        holds: study.randomised,
        sentence: "the order of treatments was drawn at random "
          + (study.randomised ? "(declared)" : "(not declared)")),
      Guard(
        name: "cycles", required: thresholds.cycles, observed: cycles,
        holds: cycles >= thresholds.cycles,
        sentence: "at least \(thresholds.cycles) complete cycles (the log has \(cycles))"),
    ]
    if let fewest = arms.min(by: { $0.recorded < $1.recorded }) {
      guards.append(
        Guard(
          name: "nights", required: thresholds.nightsPerArm, observed: fewest.recorded,
          holds: fewest.recorded >= thresholds.nightsPerArm,
          sentence: "at least \(thresholds.nightsPerArm) recorded nights per arm "
            + "(\(fewest.arm) has \(fewest.recorded))"))
    }
    if let reference = arms.first, let events = reference.events {
      let noun = study.outcome.kind == .binary ? "nights with the event" : "events"
      guards.append(
        Guard(
          name: "events", required: thresholds.comparatorEvents, observed: events,
          holds: events >= thresholds.comparatorEvents,
          sentence: "at least \(thresholds.comparatorEvents) \(noun) on \(reference.arm) "
            + "(there are \(events))"))
    }
    return guards
  }
}

extension DesignFacts.Arm {
  fileprivate init(arm: Int, log: PersonalLog, kind: Outcome.Kind) {
    let nights = log.nights.filter { $0.arm == arm }
    let outcomes = nights.compactMap(\.outcome)
    let total = outcomes.reduce(0, +)
    let countsEvents = kind == .count || kind == .binary
    self.init(
      arm: log.arms[arm], nights: nights.count, recorded: outcomes.count,
      periods: Set(nights.map(\.period)).count, events: countsEvents ? Int(min(total, 9e18)) : nil,
      mean: outcomes.isEmpty ? nil : total / Double(outcomes.count))
  }
}
