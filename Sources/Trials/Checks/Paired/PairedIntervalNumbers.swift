/// An estimate within people with its interval, as printed.
public struct PairedIntervalNumbers: Sendable {
  public let estimate: PrintedNumber
  public let low: PrintedNumber
  public let high: PrintedNumber
  /// 0.95 for a 95 % interval.
  public let level: Double
  /// Pairs.
  public let count: Int

  /// - Throws: `DerivationError.outOfRange` for fewer than 2 pairs.
  public init(
    estimate: PrintedNumber, low: PrintedNumber, high: PrintedNumber, level: Double = 0.95,
    count: Int
  ) throws(DerivationError) {
    self.estimate = estimate
    self.low = low
    self.high = high
    self.level = level
    self.count = try Derivation.atLeastTwo(count)
  }

  private func interval(_ rounding: RoundingAllowance) throws(DerivationError) -> PrintedInterval {
    try PrintedInterval(
      estimate: estimate, low: low, high: high, level: level, rounding: rounding)
  }

  func symmetry(_ rounding: RoundingAllowance) throws(DerivationError) -> IntervalSymmetry {
    guard let symmetry = try interval(rounding).symmetry else {
      throw .missing(names: ["estimate"])
    }
    return symmetry
  }

  /// The P that the estimate and the interval give.
  func probability(_ rounding: RoundingAllowance) throws(DerivationError) -> ValueRange {
    let reference = ReferenceDistribution.studentT(degreesOfFreedom: Double(count - 1))
    let interval = try interval(rounding)
    guard let size = interval.estimate?.range.magnitude else { throw .missing(names: ["estimate"]) }
    let error = Derivation.standardError(interval: interval, reference: reference).bounds
    let statistic = ValueRange(
      size.low / error.high, error.low == 0 ? .infinity : size.high / error.low)
    return statistic.mapped { $0 == .infinity ? 0 : reference.twoSidedProbability($0) }
  }

  /// The other end, if one end and the estimate are right, and the P that both give; nil if the
  /// estimate can be the end. With x for the estimate and e for the end, t = q x / (x - e), which
  /// is monotone in each.
  func mirrored(
    keeping kept: PrintedNumber
  ) throws(DerivationError) -> (end: ValueRange, p: ValueRange)? {
    let reference = ReferenceDistribution.studentT(degreesOfFreedom: Double(count - 1))
    let interval = try interval(.nearest)
    let end = (kept == low ? interval.low : interval.high).range
    guard let middle = interval.estimate?.range, !middle.overlaps(end) else { return nil }
    let quantile = reference.twoSidedQuantile(1 - level)
    let statistics = [middle.low, middle.high].flatMap { x in
      [quantile * x / (x - end.low), quantile * x / (x - end.high)]
    }
    let range = ValueRange(statistics.min() ?? 0, statistics.max() ?? 0).magnitude
    return (
      2 * middle - end, range.mapped { reference.twoSidedProbability($0) }
    )
  }
}
