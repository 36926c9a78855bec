/// A confidence interval as printed, on the scale where it is symmetric.
public struct PrintedInterval: Sendable, Equatable {
  /// Where the interval is symmetric.
  public enum Scale: String, Sendable, Codable, CaseIterable {
    case identity
    /// Ratios: the ends and the estimate are printed as ratios and used as logarithms.
    case logarithm
  }

  /// On the scale of the analysis; nil if none is printed.
  public let estimate: BoundedValue?
  public let low: BoundedValue
  public let high: BoundedValue
  /// 0.95 for a 95 % interval.
  public let level: Double
  public let scale: Scale

  /// - Throws: `DerivationError.missing`, `.limit`; `.outOfRange` for a level outside 0 to 1 and
  ///   for a ratio that is not above 0; `.emptyInterval`, `.estimateOutsideInterval`.
  public init(
    estimate: PrintedNumber? = nil, low: PrintedNumber?, high: PrintedNumber?,
    level: Double = 0.95, scale: Scale = .identity, rounding: RoundingAllowance = .nearest
  ) throws(DerivationError) {
    guard level > 0, level < 1 else {
      throw .outOfRange(name: "level", text: RangeText.number(level))
    }
    self.low = try Self.end(low, "lower end", scale, rounding)
    self.high = try Self.end(high, "upper end", scale, rounding)
    self.estimate =
      if let estimate { try Self.end(estimate, "estimate", scale, rounding) } else { nil }
    self.level = level
    self.scale = scale
    let texts = (self.low.inputs[0].printed, self.high.inputs[0].printed)
    guard self.low.value < self.high.value else {
      throw .emptyInterval(low: texts.0, high: texts.1)
    }
    if let estimate = self.estimate, !self.low.range.union(self.high.range).overlaps(estimate.range)
    {
      throw .estimateOutsideInterval(
        estimate: estimate.inputs[0].printed, low: texts.0, high: texts.1)
    }
  }

  /// Half its length.
  var halfWidth: BoundedValue {
    let range = high.range - low.range
    return BoundedValue(
      value: (high.value - low.value) / 2,
      range: ValueRange(max(0, range.low) / 2, range.high / 2), inputs: low.inputs + high.inputs)
  }

  /// Whether the estimate can be the middle; nil without an estimate.
  public var symmetry: IntervalSymmetry? {
    estimate.map {
      IntervalSymmetry(
        centre: 0.5 * (low.range + high.range), estimate: $0.range,
        lowerPart: $0.value - low.value, upperPart: high.value - $0.value)
    }
  }

  private static func end(
    _ printed: PrintedNumber?, _ name: String, _ scale: Scale, _ rounding: RoundingAllowance
  ) throws(DerivationError) -> BoundedValue {
    let end = try BoundedValue(printed, name, rounding: rounding)
    return scale == .logarithm ? try end.logarithm(name) : end
  }
}
