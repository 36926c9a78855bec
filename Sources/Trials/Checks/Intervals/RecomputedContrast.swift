import Glibc

/// A comparison computed from the arms in one of the ways a paper may have used.
public struct RecomputedContrast: Sendable, Equatable {
  /// Which way a comparison runs, and of whom.
  public enum Direction: String, Sendable, Codable, CaseIterable {
    case direct = "treatment to comparator"
    case reversed = "comparator to treatment"
    /// Of those without the event.
    case complement = "treatment to comparator, of the people without the event"
    case reversedComplement = "comparator to treatment, of the people without the event"
  }

  public let estimate: ValueRange
  public let low: ValueRange?
  public let high: ValueRange?
  public let method: String
  public let direction: Direction

  /// Whether what was printed is what rounding gives of this.
  public func agreement(with record: ContrastRecord) -> ConsistencyCheck.Verdict {
    var verdicts: [ConsistencyCheck.Verdict] = []
    for (printed, value) in [
      (record.estimate, estimate), (record.ciLow, low), (record.ciHigh, high),
    ] {
      if let printed, let value { verdicts.append(printed.agreement(with: value)) }
    }
    return .worst(verdicts)
  }

  // MARK: - Means

  /// Mean differences both ways, by the three tests; without limits where the arms are the same
  /// people, because then these hang on a correlation.
  public static func ofMeans(
    _ means: MeanContrast, level: Double, withLimits: Bool = true
  ) -> [RecomputedContrast] {
    [(means, Direction.direct), (means.swapped, .reversed)].flatMap { means, direction in
      MeanTest.allCases.prefix(withLimits ? 3 : 1).map { test in
        let limits = withLimits ? means.interval(test, level: level) : nil
        return RecomputedContrast(
          estimate: means.difference, low: limits?.low, high: limits?.high,
          method: withLimits ? test.rawValue : "means", direction: direction)
      }
    }
  }

  // MARK: - Counts

  /// A ratio or a difference of a table in every direction and by every method; an exact interval
  /// of an odds ratio with either estimate, ad / (bc) or the conditional one. Differences as parts
  /// of 1 and in percentage points.
  public static func ofCounts(
    _ measure: CountMeasure, _ table: TwoGroupEvents, level: Double, withLimits: Bool = true
  ) -> [RecomputedContrast] {
    Direction.allCases.flatMap { direction -> [RecomputedContrast] in
      // The odds of not having the event are those of having it turned round.
      if measure == .oddsRatio && direction.isOfComplement { return [] }
      let turned = direction.turned(table)
      return CountInterval.methods(measure).flatMap { method in
        guard let limits = method.limits(measure, of: turned, level: level) else {
          return [RecomputedContrast]()
        }
        return estimates(measure, method, turned, limits).map {
          RecomputedContrast(
            estimate: ValueRange($0.estimate), low: withLimits ? ValueRange($0.low) : nil,
            high: withLimits ? ValueRange($0.high) : nil, method: method.rawValue,
            direction: direction)
        }
      }
    }
  }

  private static func estimates(
    _ measure: CountMeasure, _ method: CountInterval, _ table: TwoGroupEvents,
    _ limits: CountInterval.Limits
  ) -> [CountInterval.Limits] {
    switch (measure, method) {
    case (.riskDifference, _):
      let percent = CountInterval.Limits(
        estimate: 100 * limits.estimate, low: 100 * limits.low, high: 100 * limits.high)
      return [limits, percent]
    case (_, .exact), (_, .midP):
      let sample = CountInterval.Limits(
        estimate: table.cells.oddsRatio, low: limits.low, high: limits.high)
      return [sample, limits]
    default: return [limits]
    }
  }

  /// The same on the scale of the logarithm; nil if something cannot be above 0.
  var logarithm: RecomputedContrast? {
    guard let estimate = estimate.logarithm else { return nil }
    return RecomputedContrast(
      estimate: estimate, low: low?.logarithm, high: high?.logarithm, method: method,
      direction: direction)
  }
}

extension RecomputedContrast.Direction {
  var isOfComplement: Bool { self == .complement || self == .reversedComplement }

  fileprivate func turned(_ table: TwoGroupEvents) -> TwoGroupEvents {
    let events = isOfComplement ? table.withoutEvent : table
    return self == .reversed || self == .reversedComplement ? events.swapped : events
  }
}

extension TwoGroupEvents {
  /// The table of the people without the event.
  var withoutEvent: TwoGroupEvents {
    func complement(_ group: GroupEvents) -> GroupEvents {
      // The number stays within 0 to the total, which is all that can fail.
      (try? GroupEvents(events: group.total - group.events, total: group.total)) ?? group
    }
    return TwoGroupEvents(
      treatment: complement(treatment), comparator: complement(comparator))
  }
}
