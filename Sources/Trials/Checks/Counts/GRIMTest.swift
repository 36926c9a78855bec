/// Whether a mean is possible for whole numbers: granularity-related inconsistency of means.
///
/// The mean of n people with k whole-number items each is T / (n k) for a whole T, and a share of n
/// people is 100 T / n percent; a printed number that no such fraction rounds to is impossible.
/// Everything is compared in whole numbers, so that ties count in both directions.
///
/// Source: Brown and Heathers (2017), Soc Psychol Personal Sci 8:363-369.
///
///     GRIMTest(n: 28).verdict(of: PrintedNumber("5.19")!)  // inconsistent: 145 / 28 = 5.18
public struct GRIMTest: Sendable {
  public let n: Int
  /// Whole-number items whose average is one person's value.
  public let items: Int
  public let isPercentage: Bool

  /// - Precondition: n and items are at least 1.
  public init(n: Int, items: Int = 1, isPercentage: Bool = false) {
    precondition(n >= 1 && items >= 1, "a mean has at least one value")
    self.n = n
    self.items = items
    self.isPercentage = isPercentage
  }

  private var factor: Int { isPercentage ? 100 : 1 }
  private var values: Int { n * items }

  /// The distance between two possible means: 1 / (n k), or 100 / (n k) percent.
  public var granularity: Double { Double(factor) / Double(values) }

  /// Whether some number with as many digits is impossible: one unit of the last digit is less
  /// than the granularity.
  public func isInformative(for mean: PrintedNumber) -> Bool {
    mean.relation == .equal && Int128(values) < Int128(factor) * mean.scale
  }

  /// The totals T whose mean rounds to the printed one, or also, if it is `generous`, is cut off
  /// to it; nil if there is none.
  public func totals(of mean: PrintedNumber, generous: Bool = false) -> ClosedRange<Int>? {
    mean.wholeNumbers(times: factor, over: values, generous: generous)
  }

  public func verdict(of mean: PrintedNumber) -> ConsistencyCheck.Verdict {
    guard isInformative(for: mean) else { return .notCheckable }
    if totals(of: mean) != nil { return .consistent }
    return totals(of: mean, generous: true) != nil ? .rounding : .inconsistent
  }

  /// The possible means on both sides of the printed one.
  public func neighbours(of mean: PrintedNumber) -> ValueRange {
    let below = (mean.value / granularity).rounded(.down)
    return ValueRange(below * granularity, (below + 1) * granularity)
  }
}
