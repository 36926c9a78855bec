/// Whether a printed interval of a percentage is one of a count out of a number of people, by any
/// of the usual methods, and which counts it would be of.
public struct ProportionIntervalTest: Sendable {
  public let low: PrintedNumber
  public let high: PrintedNumber
  public let level: Double

  /// - `low`: in percent, as is `high`.
  /// - `level`: between 0 and 1.
  public init(low: PrintedNumber, high: PrintedNumber, level: Double = 0.95) {
    self.low = low
    self.high = high
    self.level = level
  }

  /// The methods whose two limits round to the printed ones, or also, if it is `generous`, are cut
  /// off to them.
  public func methods(
    events: Int, of people: Int, generous: Bool = false
  ) -> [ProportionInterval] {
    guard people > 0, (0...people).contains(events) else { return [] }
    let (low, high) =
      generous ? (low.generousRange, high.generousRange) : (low.range, high.range)
    return ProportionInterval.allCases.filter { method in
      let bounds = method.bounds(events: events, of: people, level: level)
      return low.widened(by: 1e-9).contains(100 * bounds.low)
        && high.widened(by: 1e-9).contains(100 * bounds.high)
    }
  }

  /// Consistent if one method gives the interval.
  public func verdict(events: Int, of people: Int) -> ConsistencyCheck.Verdict {
    if !methods(events: events, of: people).isEmpty { return .consistent }
    return methods(events: events, of: people, generous: true).isEmpty ? .inconsistent : .rounding
  }

  /// Every count out of every number of people that gives both the percentage and the interval,
  /// found by search; first those that need no digits cut off.
  public func recovered(
    percent: PrintedNumber, people: ClosedRange<Int>
  ) -> [PercentageTest.Fit] {
    let test = PercentageTest(percent: percent)
    let fits = people.flatMap { people -> [PercentageTest.Fit] in
      let near = percent.wholeNumbers(times: 100, over: max(1, people), generous: true)
      guard people > 0, let near else { return [] }
      return near.compactMap { events in
        guard !methods(events: events, of: people).isEmpty else { return nil }
        return PercentageTest.Fit(
          events: events, people: people, verdict: test.verdict(events: events, of: people))
      }
    }
    let rounded = fits.filter { $0.verdict == .consistent }
    return rounded.isEmpty ? fits.filter { $0.verdict == .rounding } : rounded
  }
}
