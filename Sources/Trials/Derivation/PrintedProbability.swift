/// A two-sided P as printed, with the test statistic that it stands for.
public struct PrintedProbability: Sendable, Equatable {
  public let printed: PrintedNumber
  /// Within 0 and 1.
  public let range: ValueRange

  /// - Throws: `DerivationError.missing` for nil, `.outOfRange` outside 0 to 1.
  public init(
    _ printed: PrintedNumber?, rounding: RoundingAllowance = .nearest
  ) throws(DerivationError) {
    guard let printed else { throw .missing(names: ["P"]) }
    guard printed.value >= 0, printed.value <= 1,
      let range = printed.range(rounding).intersection(ValueRange(0, 1))
    else { throw .outOfRange(name: "P", text: printed.text) }
    self.printed = printed
    self.range = range
  }

  /// It bounds the statistic on one side only: `<0.05`, `.000`, `1.00`.
  public var isOneSided: Bool {
    printed.relation != .equal || printed.value == 0 || printed.value == 1
  }

  /// The absolute values of the statistic that give P.
  func statistic(_ reference: ReferenceDistribution) -> BoundedValue {
    BoundedValue(
      value: reference.twoSidedQuantile(printed.value),
      range: range.mapped { reference.twoSidedQuantile($0) },
      inputs: [DerivedValue.Input(name: "P", printed: printed.text)])
  }
}
