/// A number as a paper prints it: its digits say how far the value was rounded.
///
/// `5.20` and `5.2` are not the same: the first lies between 5.195 and 5.205, the second between
/// 5.15 and 5.25.
public struct PrintedNumber: Sendable, Codable, Equatable {
  /// What stands before a number that is only a limit.
  public enum Relation: String, Sendable, Codable {
    case equal = "="
    case below = "<"
    case above = ">"
  }

  /// The text of the cell, without the spaces around it.
  public let text: String
  public let relation: Relation
  public let value: Double
  /// Digits after the point.
  public let decimals: Int

  /// Reads a number as papers write it: `-3.41`, `.59`, `<0.007`, `1e3` is none. The minus may be
  /// a typographic one. nil if the text is anything else.
  public init?(_ text: some StringProtocol) {
    let trimmed = Self.trimmed(text)
    var rest = trimmed[...]
    var relation = Relation.equal
    if let first = rest.first, let found = Relation(rawValue: String(first)) {
      relation = found
      rest = rest.dropFirst().drop { $0 == " " }
    }
    let isNegative = rest.first == "-" || rest.first == "\u{2212}"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    let digits = parts[0] + fraction
    guard !digits.isEmpty, digits.count <= 15,
      digits.allSatisfy({ $0.isASCII && $0.isNumber }), parts.count == 1 || !fraction.isEmpty,
      let value = Double(
        "\(isNegative ? "-" : "")\(parts[0].isEmpty ? "0" : parts[0]).\(fraction)0")
    else { return nil }
    self.text = trimmed
    self.relation = relation
    self.value = value
    decimals = fraction.count
  }

  /// A value printed with some digits after the point, as a paper would round it (half away from
  /// zero).
  public init(rounding value: Double, decimals: Int) {
    let power = Self.power(decimals)
    let scaled = (value * power).rounded(.toNearestOrAwayFromZero)
    let whole = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - whole.count)) + whole
    let sign = scaled < 0 ? "-" : ""
    let text =
      decimals == 0
      ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    self.text = text
    relation = .equal
    self.value = scaled / power
    self.decimals = decimals
  }

  /// One unit of the last digit.
  public var unit: Double { 1 / Self.power(decimals) }

  /// The values that round to the number, ties on both sides included: half a unit each way.
  /// A limit such as `<0.05` gives everything on its side.
  public var range: ValueRange {
    switch relation {
    case .equal: ValueRange(value - unit / 2, value + unit / 2)
    case .below: ValueRange(-.infinity, value)
    case .above: ValueRange(value, .infinity)
    }
  }

  /// The same, with those values too whose digits were cut off instead of rounded, or rounded up:
  /// one unit each way.
  public var generousRange: ValueRange {
    relation == .equal ? ValueRange(value - unit, value + unit) : range
  }

  /// The number as a whole number; nil if it has decimals or is a limit.
  public var wholeNumber: Int? {
    relation == .equal && value == value.rounded() ? Int(value) : nil
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1.0) { power, _ in power * 10 }
  }
}
