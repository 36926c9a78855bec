extension Derivation {
  /// Standard deviation of a change from those of its ends and their correlation:
  /// sqrt(s1^2 + s2^2 - 2 r s1 s2).
  ///
  /// r is either printed, or derived, or one value of a grid that all are tried
  /// (`PairedCorrelation`). Source: Follmann, Elliott, Suh and Cutler 1992; Cochrane Handbook
  /// 6.5.2.8.
  /// - Throws: `DerivationError.outOfRange` for an SD that is not above 0 or an r outside -1 to 1.
  public static func changeStandardDeviation(
    baseline: BoundedValue, final: BoundedValue, correlation: BoundedValue
  ) throws(DerivationError) -> DerivedValue {
    let (first, second) = (try baseline.positive("baseline SD"), try final.positive("final SD"))
    guard abs(correlation.value) <= 1,
      let r = correlation.range.intersection(ValueRange(-1, 1))
    else { throw .outOfRange(name: "correlation", text: RangeText.number(correlation.value)) }
    let variance = PairedFormula.differenceVariance(first.value, second.value, correlation.value)
    let bounds = PairedFormula.differenceVariance(first.range, second.range, r)
    return DerivedValue(
      quantity: .changeStandardDeviation, value: max(0, variance).squareRoot(),
      bounds: ValueRange(max(0, bounds.low).squareRoot(), max(0, bounds.high).squareRoot()),
      method: "sqrt(s1^2 + s2^2 - 2 r s1 s2) (Follmann 1992; Cochrane Handbook 6.5.2.8)",
      inputs: first.inputs + second.inputs + correlation.inputs)
  }

  /// Correlation between a person's two values from three standard deviations:
  /// (s1^2 + s2^2 - d^2) / (2 s1 s2), d that of the change.
  ///
  /// The result may lie outside -1 to 1: then the three do not belong together (`A132`).
  /// Source: Cochrane Handbook 6.5.2.8.
  /// - Throws: `DerivationError.outOfRange` for an SD that is not above 0.
  public static func correlation(
    baseline: BoundedValue, final: BoundedValue, change: BoundedValue
  ) throws(DerivationError) -> DerivedValue {
    let (first, second) = (try baseline.positive("baseline SD"), try final.positive("final SD"))
    let difference = try change.positive("SD of the change")
    return DerivedValue(
      quantity: .correlation,
      value: PairedFormula.correlation(first.value, second.value, difference.value),
      bounds: PairedFormula.correlation(first.range, second.range, difference.range),
      method: "(s1^2 + s2^2 - d^2) / (2 s1 s2) (Cochrane Handbook 6.5.2.8)",
      inputs: first.inputs + second.inputs + difference.inputs)
  }

  /// Difference of two printed means, first - second.
  public static func difference(_ first: BoundedValue, _ second: BoundedValue) -> DerivedValue {
    (first - second).derived(.estimate, "difference of the printed means")
  }
}
