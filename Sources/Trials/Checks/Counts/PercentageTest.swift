/// Whether a percentage is a count out of a number of people, and which numbers it would be.
///
/// 100 k / n is compared with the printed digits in whole numbers: it rounds to them if
/// 2 |100 k S - m n| <= n for a percentage m / S.
public struct PercentageTest: Sendable {
  /// A count and a number of people that give the percentage.
  public struct Fit: Sendable, Equatable {
    public let events: Int
    public let people: Int
    /// `consistent` or `rounding`.
    public let verdict: ConsistencyCheck.Verdict
  }

  public let percent: PrintedNumber

  public init(percent: PrintedNumber) {
    self.percent = percent
  }

  /// - Precondition: there is somebody.
  public func verdict(events: Int, of people: Int) -> ConsistencyCheck.Verdict {
    guard (0...people).contains(events) else { return .inconsistent }
    return percent.verdict(ofFraction: 100 * events, over: people)
  }

  /// Numbers that give the percentage and are near the printed ones: the first of these lists that
  /// is not empty.
  ///
  /// 1. The count or the number of people is another, and the percentage rounded.
  /// 2. Both are: some people are missing, of whom each had the event or had not.
  /// 3. and 4. the same with a percentage that was cut off, or rounded up.
  ///
  /// `alternatives`: other numbers of people that the study allows.
  public func repairs(events: Int, of people: Int, alternatives: [Int]) -> [Fit] {
    for verdict in [ConsistencyCheck.Verdict.consistent, .rounding] {
      let one =
        [people].flatMap { fits(among: 0...people, of: $0, verdict) }
        + alternatives.flatMap { fits(among: events...events, of: $0, verdict) }
      if !one.isEmpty { return one }
      let both = alternatives.flatMap { other in
        let missing = people - other
        return fits(
          among: min(events - missing, events)...max(events - missing, events), of: other, verdict)
      }
      if !both.isEmpty { return both }
    }
    return []
  }

  private func fits(
    among counts: ClosedRange<Int>, of people: Int, _ wanted: ConsistencyCheck.Verdict
  ) -> [Fit] {
    guard people > 0,
      let near = percent.wholeNumbers(times: 100, over: people, generous: true)
    else { return [] }
    return near.compactMap { events in
      guard counts.contains(events), verdict(events: events, of: people) == wanted else {
        return nil
      }
      return Fit(events: events, people: people, verdict: wanted)
    }
  }
}
