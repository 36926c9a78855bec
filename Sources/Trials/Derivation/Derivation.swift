/// Numbers that were not printed but follow from those that were.
///
/// Each has the value that the printed numbers give as they stand, and bounds that hold every value
/// that they allow with all roundings.
public enum Derivation {
  /// Standard error from a confidence interval: (high - low) / (2 q), with q the quantile of the
  /// level; of a ratio on the scale of logarithms.
  ///
  /// `PrintedInterval.symmetry` says whether the estimate is the middle; the standard error of an
  /// interval that is not symmetric means little. Source: Cochrane Handbook 6.5.2.3 (differences),
  /// 6.3.1 (ratios).
  public static func standardError(
    interval: PrintedInterval, reference: ReferenceDistribution
  ) -> DerivedValue {
    let quantile = reference.twoSidedQuantile(1 - interval.level)
    let half = interval.halfWidth
    let logarithms = interval.scale == .logarithm ? "logarithms of the ends, " : ""
    return scaled(half, by: 1 / quantile).derived(
      .standardError,
      "\(logarithms)(high - low) / (2 q), q of a \(RangeText.number(100 * interval.level)) % "
        + "interval by \(reference.words) (Cochrane Handbook 6.5.2.3)")
  }

  /// Standard error from an estimate and its P: |estimate| / q, with q the value that the
  /// distribution exceeds on either side with probability P.
  ///
  /// Ratios enter as logarithms (`PrintedInterval.estimate`). Source: Cochrane Handbook 6.5.2.3.
  /// - Throws: `DerivationError.onlyBounds` if P is a limit, 0 or 1, or the estimate is 0.
  public static func standardError(
    estimate: BoundedValue, p: PrintedProbability, reference: ReferenceDistribution
  ) throws(DerivationError) -> DerivedValue {
    try quotient(estimate, p, reference, .standardError).derived(
      .standardError,
      "|estimate| / q, q exceeded with probability P by \(reference.words) "
        + "(Cochrane Handbook 6.5.2.3)")
  }

  /// |estimate| / q as a multiple of the quantity, if P and the estimate give one value.
  static func quotient(
    _ estimate: BoundedValue, _ p: PrintedProbability, _ reference: ReferenceDistribution,
    _ quantity: DerivedValue.Quantity, factor: Double = 1
  ) throws(DerivationError) -> BoundedValue {
    let result = scaled(quotient(estimate, p.statistic(reference)), by: factor)
    guard !p.isOneSided, estimate.value != 0 else {
      throw .onlyBounds(quantity: quantity, bounds: result.range)
    }
    return result
  }

  /// Standard error from an estimate and its t: |estimate / t|.
  ///
  /// - Throws: `DerivationError.outOfRange` for a t of 0, `.onlyBounds` for an estimate of 0.
  public static func standardError(
    estimate: BoundedValue, t: BoundedValue
  ) throws(DerivationError) -> DerivedValue {
    let error = quotient(estimate, try magnitude(t).positive("t"))
    return try nonzero(estimate, error).derived(
      .standardError, "|estimate / t| (Cochrane Handbook 6.5.2.3)")
  }

  /// Standard error from an estimate and its F on 1 degree of freedom: |estimate| / sqrt(F), as
  /// F(1, v) is the square of t(v).
  ///
  /// - Throws: `DerivationError.outOfRange` for an F that is not above 0, `.onlyBounds` for an
  ///   estimate of 0.
  public static func standardError(
    estimate: BoundedValue, f: BoundedValue
  ) throws(DerivationError) -> DerivedValue {
    let positive = try f.positive("F")
    let root = BoundedValue(
      value: positive.value.squareRoot(), range: positive.range.mapped { $0.squareRoot() },
      inputs: f.inputs)
    return try nonzero(estimate, quotient(estimate, root)).derived(
      .standardError, "|estimate| / sqrt(F), F on 1 degree of freedom")
  }

  private static func nonzero(
    _ estimate: BoundedValue, _ error: BoundedValue
  ) throws(DerivationError) -> BoundedValue {
    guard estimate.value != 0 else {
      throw .onlyBounds(quantity: .standardError, bounds: error.range)
    }
    return error
  }

  /// |a| / b for a `b` that is not negative; b may touch 0 or be infinite.
  static func quotient(_ a: BoundedValue, _ b: BoundedValue) -> BoundedValue {
    let size = a.range.magnitude
    return BoundedValue(
      value: b.value == 0 ? .infinity : abs(a.value) / b.value,
      range: ValueRange(
        b.range.high == 0 ? .infinity : size.low / b.range.high,
        b.range.low == 0 ? .infinity : size.high / b.range.low),
      inputs: a.inputs + b.inputs)
  }

  static func magnitude(_ a: BoundedValue) -> BoundedValue {
    BoundedValue(value: abs(a.value), range: a.range.magnitude, inputs: a.inputs)
  }

  /// The product with a positive number.
  static func scaled(_ a: BoundedValue, by factor: Double) -> BoundedValue {
    BoundedValue(value: factor * a.value, range: factor * a.range, inputs: a.inputs)
  }
}
