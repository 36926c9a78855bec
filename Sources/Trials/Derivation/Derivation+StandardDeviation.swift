extension Derivation {
  /// Standard deviation of an arm from the standard error of its mean: SE sqrt(n).
  ///
  /// Source: Cochrane Handbook 6.5.2.2.
  /// - Throws: `DerivationError.outOfRange` for an SE that is not above 0, or n below 2.
  public static func standardDeviation(
    standardError: BoundedValue, count: Int
  ) throws(DerivationError) -> DerivedValue {
    let root = Double(try atLeastTwo(count)).squareRoot()
    return adding(count, to: scaled(try standardError.positive("SE"), by: root)).derived(
      .standardDeviation, "SE sqrt(n) (Cochrane Handbook 6.5.2.2)")
  }

  /// Standard deviation of an arm from the confidence interval of its mean:
  /// sqrt(n) (high - low) / (2 q), q of t with n - 1 degrees of freedom.
  ///
  /// Source: Cochrane Handbook 6.5.2.2.
  /// - Throws: `DerivationError.outOfRange` for n below 2.
  public static func standardDeviation(
    interval: PrintedInterval, count: Int
  ) throws(DerivationError) -> DerivedValue {
    let freedom = Double(try atLeastTwo(count) - 1)
    let error = standardError(
      interval: interval, reference: .studentT(degreesOfFreedom: freedom))
    let root = Double(count).squareRoot()
    return adding(count, to: scaled(BoundedValue(error), by: root)).derived(
      .standardDeviation,
      "sqrt(n) (high - low) / (2 q), q by t(\(count - 1)) (Cochrane Handbook 6.5.2.2)")
  }

  /// The standard deviation that two groups share, from the standard error of their difference:
  /// SE / sqrt(1 / n1 + 1 / n2).
  ///
  /// Source: Cochrane Handbook 6.5.2.3.
  /// - Throws: `DerivationError.outOfRange` for an SE that is not above 0, or a group below 2.
  public static func pooledStandardDeviation(
    standardError: BoundedValue, counts: (Int, Int)
  ) throws(DerivationError) -> DerivedValue {
    let first = Double(try atLeastTwo(counts.0))
    let second = Double(try atLeastTwo(counts.1))
    let factor = 1 / (1 / first + 1 / second).squareRoot()
    let scaledError = scaled(try standardError.positive("SE"), by: factor)
    return adding(counts.1, to: adding(counts.0, to: scaledError, "n1"), "n2").derived(
      .standardDeviation,
      "SE / sqrt(1/n1 + 1/n2), one SD for both groups (Cochrane Handbook 6.5.2.3)")
  }

  /// The same from the difference and its P, by t with n1 + n2 - 2 degrees of freedom.
  ///
  /// - Throws: `DerivationError.onlyBounds` if P is a limit, 0 or 1, or the difference is 0;
  ///   `.outOfRange` for a group below 2.
  public static func pooledStandardDeviation(
    difference: BoundedValue, p: PrintedProbability, counts: (Int, Int)
  ) throws(DerivationError) -> DerivedValue {
    let freedom = Double(try atLeastTwo(counts.0) + atLeastTwo(counts.1) - 2)
    let factor = 1 / (1 / Double(counts.0) + 1 / Double(counts.1)).squareRoot()
    let deviation = try quotient(
      difference, p, .studentT(degreesOfFreedom: freedom), .standardDeviation, factor: factor)
    return adding(counts.1, to: adding(counts.0, to: deviation, "n1"), "n2").derived(
      .standardDeviation,
      "|difference| / (q sqrt(1/n1 + 1/n2)), q exceeded with probability P by "
        + "t(\(counts.0 + counts.1 - 2)), one SD for both groups (Cochrane Handbook 6.5.2.3)")
  }

  static func atLeastTwo(_ count: Int) throws(DerivationError) -> Int {
    guard count >= 2 else { throw .outOfRange(name: "n", text: "\(count)") }
    return count
  }

  /// The same value with a number of people among its inputs.
  static func adding(
    _ count: Int, to value: BoundedValue, _ name: String = "n"
  ) -> BoundedValue {
    BoundedValue(
      value: value.value, range: value.range,
      inputs: value.inputs + [DerivedValue.Input(name: name, printed: "\(count)")])
  }
}
