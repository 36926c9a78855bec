import Glibc
import Tables

/// Ranges and numbers as text for messages, to four significant digits.
enum RangeText {
  static func number(_ value: Double) -> String {
    let size = abs(value)
    guard size > 0, size < 1e12 else { return NumberText.shortest(value) }
    let exponent = Int(log10(size).rounded(.down))
    if exponent < -6 {
      let power = pow(10, Double(exponent))
      return "\(digits(value / power, decimals: 3))e\(exponent)"
    }
    return digits(value, decimals: max(0, 3 - exponent))
  }

  /// `1.093 to 1.493`, `at most 2.4`, `at least 0.1`.
  static func words(_ range: ValueRange) -> String {
    switch (range.low.isFinite, range.high.isFinite) {
    case (true, true): "\(number(range.low)) to \(number(range.high))"
    case (true, false): "at least \(number(range.low))"
    case (false, true): "at most \(number(range.high))"
    case (false, false): "without bounds"
    }
  }

  /// Without zeros at the end of the fraction.
  private static func digits(_ value: Double, decimals: Int) -> String {
    let text = PrintedNumber(rounding: value, decimals: decimals).text
    guard decimals > 0 else { return text }
    let trimmed = String(text.reversed().drop { $0 == "0" }.reversed())
    return trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
  }
}
