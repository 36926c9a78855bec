/// Numbers in the sentences of the checks.
enum CheckText {
  static func number(_ value: Double, decimals: Int) -> String {
    if value.isInfinite { return value < 0 ? "-infinity" : "infinity" }
    guard abs(value) < 1e9 else { return "\(value)" }
    return PrintedNumber(rounding: value, decimals: min(decimals, 8)).text
  }

  static func range(_ range: ValueRange, decimals: Int) -> String {
    let (low, high) = (
      number(range.low, decimals: decimals), number(range.high, decimals: decimals)
    )
    return low == high ? low : "\(low) to \(high)"
  }

  /// Three digits after the point, four below 0.01.
  static func probability(_ value: Double) -> String {
    if value < 0.0001 { return "<0.0001" }
    return number(value, decimals: value < 0.01 ? 4 : 3)
  }

  static func probability(_ range: ValueRange) -> String {
    let (low, high) = (probability(range.low), probability(range.high))
    return low == high ? low : "\(low) to \(high)"
  }

  /// `P .59` as `P = .59`, `P <0.05` as `P < 0.05`.
  static func printedP(_ p: PrintedNumber) -> String {
    p.relation == .equal ? "P = \(p.text)" : "P \(p.text)"
  }

  static func interval(_ low: PrintedNumber, _ high: PrintedNumber) -> String {
    "\(low.text) to \(high.text)"
  }
}
