import Glibc

/// A number that goes into a formula: its value, the range that its rounding leaves, and the
/// printed numbers that it comes from.
public struct BoundedValue: Sendable, Equatable {
  public let value: Double
  public let range: ValueRange
  public let inputs: [DerivedValue.Input]

  init(value: Double, range: ValueRange, inputs: [DerivedValue.Input]) {
    self.value = value
    self.range = range
    self.inputs = inputs
  }

  /// A printed number under the name that it has in messages.
  ///
  /// - Throws: `DerivationError.missing` for nil, `.limit` for `<5`.
  public init(
    _ printed: PrintedNumber?, _ name: String, rounding: RoundingAllowance = .nearest
  ) throws(DerivationError) {
    guard let printed else { throw .missing(names: [name]) }
    guard printed.relation == .equal else { throw .limit(name: name, text: printed.text) }
    self.init(
      value: printed.value, range: printed.range(rounding),
      inputs: [DerivedValue.Input(name: name, printed: printed.text)])
  }

  /// A number that was itself derived.
  public init(_ derived: DerivedValue) {
    self.init(value: derived.value, range: derived.bounds, inputs: derived.inputs)
  }

  /// A number without rounding, such as an assumed correlation.
  public init(exactly value: Double, _ name: String) {
    self.init(
      value: value, range: ValueRange(value),
      inputs: [DerivedValue.Input(name: name, printed: "\(value)")])
  }

  public static func - (a: BoundedValue, b: BoundedValue) -> BoundedValue {
    BoundedValue(value: a.value - b.value, range: a.range - b.range, inputs: a.inputs + b.inputs)
  }

  /// The number as a scale of something: an SD, an SE, a t.
  ///
  /// - Throws: `DerivationError.outOfRange` if it is not above 0.
  func positive(_ name: String) throws(DerivationError) -> BoundedValue {
    guard value > 0 else {
      throw .outOfRange(name: name, text: inputs.first?.printed ?? RangeText.number(value))
    }
    return BoundedValue(
      value: value, range: ValueRange(max(0, range.low), range.high), inputs: inputs)
  }

  /// The logarithm of a ratio.
  ///
  /// - Throws: `DerivationError.outOfRange` if it is not above 0.
  func logarithm(_ name: String) throws(DerivationError) -> BoundedValue {
    let ratio = try positive(name)
    return BoundedValue(
      value: log(ratio.value), range: ratio.range.mapped { log($0) }, inputs: inputs)
  }

  func derived(_ quantity: DerivedValue.Quantity, _ method: String) -> DerivedValue {
    DerivedValue(quantity: quantity, value: value, bounds: range, method: method, inputs: inputs)
  }
}
