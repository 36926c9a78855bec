import Glibc

/// Numbers as people read them. Results are stored with every digit; this is for display only.
package enum DecimalText {
  /// `number` rounded to `decimals` places, never "-0.00".
  package static func fixed(_ number: Double, decimals: Int) -> String {
    let places = min(max(decimals, 0), 15)
    let scaled = (number.magnitude * powerOfTen(places)).rounded()
    guard scaled < 9e15 else { return number.description }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "-" : ""
    return sign + padded.dropLast(places) + (places > 0 ? "." + padded.suffix(places) : "")
  }

  /// `number` with `digits` significant digits; a whole number keeps all of its own.
  package static func significant(_ number: Double, digits: Int) -> String {
    if number == 0 { return "0" }
    let exponent = exponent(ofRounded: number, digits: digits)
    if exponent < -5 || exponent > 14 {
      let mantissa = fixed(number / pow(10, Double(exponent)), decimals: digits - 1)
      return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }
    return fixed(number, decimals: digits - 1 - exponent)
  }

  /// As `significant`, without trailing zeros after the decimal point.
  package static func brief(_ number: Double, digits: Int = 3) -> String {
    let text = significant(number, digits: digits)
    guard text.contains("."), !text.contains("e") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// Places after the point that give the largest of `numbers` its `digits` significant digits.
  package static func decimals(for numbers: [Double], digits: Int) -> Int {
    let largest = numbers.map(\.magnitude).max() ?? 1
    guard largest > 0 else { return digits - 1 }
    return max(0, digits - 1 - exponent(ofRounded: largest, digits: digits))
  }

  /// Decimal exponent of the number once it is rounded to `digits` significant digits.
  private static func exponent(ofRounded number: Double, digits: Int) -> Int {
    let exponent = Int(log10(number.magnitude).rounded(.down))
    let unit = pow(10, Double(exponent - digits + 1))
    return (number.magnitude / unit).rounded() >= powerOfTen(digits) ? exponent + 1 : exponent
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
