/// What a paper prints of a comparison within people.
public struct PairedNumbers: Sendable {
  /// The difference; nil if it follows from the means only.
  public let estimate: PrintedNumber?
  public let means: (PrintedNumber, PrintedNumber)?
  public let p: PrintedNumber
  /// Pairs.
  public let count: Int
  public let standardDeviations: (PrintedNumber, PrintedNumber)

  /// - Throws: `DerivationError.missing` without P, without SDs, or with neither an estimate nor
  ///   means; `.outOfRange` for fewer than 2 pairs, a P outside 0 to 1 or an SD that is not above
  ///   0; `.limit`.
  public init(
    estimate: PrintedNumber? = nil, means: (PrintedNumber, PrintedNumber)? = nil,
    p: PrintedNumber?, count: Int, standardDeviations: (PrintedNumber, PrintedNumber)?
  ) throws(DerivationError) {
    guard estimate != nil || means != nil else { throw .missing(names: ["estimate", "means"]) }
    guard let standardDeviations else { throw .missing(names: ["SDs"]) }
    self.estimate = estimate
    self.means = means
    self.p = try PrintedProbability(p).printed
    self.count = try Derivation.atLeastTwo(count)
    self.standardDeviations = standardDeviations
    for deviation in [standardDeviations.0, standardDeviations.1] {
      _ = try BoundedValue(deviation, "SD").positive("SD")
    }
  }

  /// Ranges of what the numbers imply.
  struct Implied {
    let standardError: ValueRange
    let differenceDeviation: ValueRange
    let correlation: ValueRange
    /// The P that some correlation from -1 to 1 gives.
    let p: ValueRange
  }

  /// - Throws: `DerivationError.limit` for a mean that is one.
  func implied(_ rounding: RoundingAllowance) throws(DerivationError) -> Implied {
    let reference = ReferenceDistribution.studentT(degreesOfFreedom: Double(count - 1))
    let difference = try difference(rounding)
    let statistic = try PrintedProbability(p, rounding: rounding).statistic(reference)
    let error = Derivation.quotient(difference, statistic).range
    let root = Double(count).squareRoot()
    let (first, second) = (
      standardDeviations.0.range(rounding), standardDeviations.1.range(rounding)
    )
    guard first.low > 0, second.low > 0 else {
      return Implied(
        standardError: error, differenceDeviation: root * error,
        correlation: ValueRange(-.infinity, .infinity), p: ValueRange(0, 1))
    }
    let variance = PairedFormula.differenceVariance(first, second, ValueRange(-1, 1))
    let (low, high) = (max(0, variance.low).squareRoot(), max(0, variance.high).squareRoot())
    let size = difference.range.magnitude
    let possible = ValueRange(size.low * root / high, low == 0 ? .infinity : size.high * root / low)
    return Implied(
      standardError: error, differenceDeviation: root * error,
      correlation: PairedFormula.correlation(first, second, root * error),
      p: possible.mapped { $0 == .infinity ? 0 : reference.twoSidedProbability($0) })
  }

  private func difference(_ rounding: RoundingAllowance) throws(DerivationError) -> BoundedValue {
    if let estimate { return try BoundedValue(estimate, "estimate", rounding: rounding) }
    guard let (first, second) = means else { throw .missing(names: ["means"]) }
    return try BoundedValue(first, "mean of the treatment", rounding: rounding)
      - BoundedValue(second, "mean of the comparator", rounding: rounding)
  }
}
