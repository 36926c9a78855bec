/// A closed interval of the values that a number can have, with the arithmetic that carries it
/// through a formula (Moore 1966): every result holds every value that the inputs allow.
///
/// Bounds may be infinite. Inputs are treated as independent, so an input that occurs twice makes
/// the result wider than it need be, never narrower.
public struct ValueRange: Sendable, Codable, Equatable {
  public let low: Double
  public let high: Double

  /// - Precondition: neither bound is NaN and `low <= high`.
  public init(_ low: Double, _ high: Double) {
    precondition(low <= high, "the bounds of a range are in order")
    self.low = low
    self.high = high
  }

  public init(_ value: Double) {
    self.init(value, value)
  }

  /// The range between two values in any order.
  public init(between a: Double, and b: Double) {
    self.init(min(a, b), max(a, b))
  }

  public static let positive = ValueRange(0, .infinity)

  public var width: Double { high - low }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  public func overlaps(_ other: ValueRange) -> Bool { low <= other.high && other.low <= high }

  /// What both have in common; nil if nothing.
  public func intersection(_ other: ValueRange) -> ValueRange? {
    overlaps(other) ? ValueRange(max(low, other.low), min(high, other.high)) : nil
  }

  /// The smallest range that holds both.
  public func union(_ other: ValueRange) -> ValueRange {
    ValueRange(min(low, other.low), max(high, other.high))
  }

  /// Wider on both sides, for the errors of floating-point arithmetic.
  public func widened(by amount: Double) -> ValueRange {
    ValueRange(low - amount, high + amount)
  }

  public static prefix func - (a: ValueRange) -> ValueRange { ValueRange(-a.high, -a.low) }

  public static func + (a: ValueRange, b: ValueRange) -> ValueRange {
    ValueRange(a.low + b.low, a.high + b.high)
  }

  public static func - (a: ValueRange, b: ValueRange) -> ValueRange { a + -b }

  public static func * (a: ValueRange, b: ValueRange) -> ValueRange {
    let products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
      .map { $0.isNaN ? 0 : $0 }  // 0 times infinity: the bound itself is never reached
    return ValueRange(products.min() ?? 0, products.max() ?? 0)
  }

  public static func * (a: Double, b: ValueRange) -> ValueRange { ValueRange(a) * b }

  /// nil where the divisor may be 0.
  public static func / (a: ValueRange, b: ValueRange) -> ValueRange? {
    guard b.low > 0 || b.high < 0 else { return nil }
    return a * ValueRange(1 / b.high, 1 / b.low)
  }

  /// The squares of the values.
  public var squared: ValueRange {
    let (a, b) = (low * low, high * high)
    return ValueRange(contains(0) ? 0 : min(a, b), max(a, b))
  }

  /// The absolute values.
  public var magnitude: ValueRange {
    ValueRange(contains(0) ? 0 : min(abs(low), abs(high)), max(abs(low), abs(high)))
  }

  /// The roots of the values that are not negative; nil if all are.
  public var squareRoot: ValueRange? {
    high < 0 ? nil : ValueRange(max(0, low).squareRoot(), high.squareRoot())
  }

  /// The image under a function that rises, or falls, over the whole range.
  public func mapped(monotone function: (Double) -> Double) -> ValueRange {
    ValueRange(between: function(low), and: function(high))
  }
}
