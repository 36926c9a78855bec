/// What a crossover's, or a before-after study's, difference says about its pairs: the standard
/// error, the standard deviation of the differences and the correlation.
///
///     SE = |difference| / t(n - 1; P)      d = SE sqrt(n)      r = (s1^2 + s2^2 - d^2) / (2 s1 s2)
///
/// It holds for a P, or an interval, of a paired t test. Source: Cochrane Handbook 5.1, 16.4.6
/// (Elbourne et al. 2002).
public struct PairedDerivation: Sendable, Codable, Equatable {
  public let standardError: DerivedValue
  public let differenceStandardDeviation: DerivedValue
  /// nil where the two standard deviations are not given. May lie outside -1 to 1.
  public let correlation: DerivedValue?

  /// From the difference and its P.
  ///
  /// - Throws: `DerivationError.onlyBounds` if P is a limit, 0 or 1, or the difference is 0;
  ///   `.outOfRange` for n below 2 or an SD that is not above 0.
  public init(
    difference: BoundedValue, p: PrintedProbability, count: Int,
    standardDeviations: (BoundedValue, BoundedValue)?
  ) throws(DerivationError) {
    let freedom = Double(try Derivation.atLeastTwo(count) - 1)
    try self.init(
      standardError: Derivation.standardError(
        estimate: difference, p: p, reference: .studentT(degreesOfFreedom: freedom)),
      count: count, standardDeviations: standardDeviations)
  }

  /// From the interval of the difference.
  ///
  /// - Throws: `DerivationError.outOfRange` for n below 2 or an SD that is not above 0.
  public init(
    interval: PrintedInterval, count: Int, standardDeviations: (BoundedValue, BoundedValue)?
  ) throws(DerivationError) {
    let freedom = Double(try Derivation.atLeastTwo(count) - 1)
    try self.init(
      standardError: Derivation.standardError(
        interval: interval, reference: .studentT(degreesOfFreedom: freedom)),
      count: count, standardDeviations: standardDeviations)
  }

  private init(
    standardError: DerivedValue, count: Int, standardDeviations: (BoundedValue, BoundedValue)?
  ) throws(DerivationError) {
    self.standardError = standardError
    let scaled = Derivation.scaled(BoundedValue(standardError), by: Double(count).squareRoot())
    let difference = Derivation.adding(count, to: scaled)
    differenceStandardDeviation = difference.derived(
      .differenceStandardDeviation, "SE sqrt(n), SE = " + standardError.method)
    guard let (first, second) = standardDeviations else {
      correlation = nil
      return
    }
    let positive = (try first.positive("SD"), try second.positive("SD"))
    correlation = DerivedValue(
      quantity: .correlation,
      value: PairedFormula.correlation(positive.0.value, positive.1.value, difference.value),
      bounds: PairedFormula.correlation(positive.0.range, positive.1.range, difference.range),
      method: "(s1^2 + s2^2 - d^2) / (2 s1 s2), d the SD of the differences "
        + "(Cochrane Handbook 5.1, 16.4.6)",
      inputs: first.inputs + second.inputs + difference.inputs)
  }

  /// Every correlation from -1 to 1 fits: the printed numbers say nothing about it.
  public var holdsEveryCorrelation: Bool {
    correlation.map { $0.bounds.low <= -1 && $0.bounds.high >= 1 } ?? true
  }

  /// Some correlation from -1 to 1 fits.
  public var isPossible: Bool {
    correlation.map { $0.bounds.overlaps(ValueRange(-1, 1)) } ?? true
  }
}
