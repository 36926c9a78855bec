/// Numbers as they stand in a file: `[+-]digits[.digits][e[+-]digits]`, nothing else. Words such
/// as `inf` and `nan`, hexadecimal and thousands separators are not numbers.
enum NumberParser {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// A whole number within `Int`, or nil.
  static func integer(_ text: Bytes) -> Int? {
    var index = 0
    let negative = text.first == UInt8(ascii: "-")
    if negative || text.first == UInt8(ascii: "+") { index = 1 }
    guard index < text.count else { return nil }
    var value = 0
    if text.count - index <= 18 {
      while index < text.count {
        let digit = text[index] &- 48
        if digit > 9 { return nil }
        value = value &* 10 &+ Int(digit)
        index += 1
      }
      return negative ? -value : value
    }
    while index < text.count {
      let digit = text[index] &- 48
      if digit > 9 { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int(digit))
      if overflow || carry { return nil }
      value = sum
      index += 1
    }
    // Accumulated as a negative number, whose range is larger by one. `Int.min` itself stands for
    // a missing value and is left to the floating-point numbers.
    return value == .min ? nil : negative ? value : -value
  }

  /// The nearest double to the decimal number, or nil if `text` is not a finite number.
  ///
  /// Exact in one operation when the digits make an integer up to 2^53 and the power of ten is
  /// within 10^±22 (Clinger 1990, "How to read floating point numbers accurately"); otherwise
  /// left to the standard library, whose conversion knows no locale.
  static func number(_ text: Bytes, decimalMark: UInt8 = UInt8(ascii: ".")) -> Double? {
    guard let decimal = Decimal(text, decimalMark: decimalMark) else { return nil }
    if decimal.exact, decimal.digits <= 1 << 53, abs(decimal.exponent) <= 22 {
      let magnitude = Double(decimal.digits)
      let power = powersOfTen[abs(decimal.exponent)]
      let value = decimal.exponent < 0 ? magnitude / power : magnitude * power
      return decimal.negative ? -value : value
    }
    let point = UInt8(ascii: ".")
    let spelled = String(decoding: text.map { $0 == decimalMark ? point : $0 }, as: UTF8.self)
    guard let value = Double(spelled), value.isFinite else { return nil }
    return value
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The parts of a decimal number; `exact` unless it has more than 19 digits.
  private struct Decimal {
    var digits: UInt64 = 0
    var exponent = 0
    var negative = false
    var exact = true

    init?(_ text: Bytes, decimalMark: UInt8) {
      var index = 0
      negative = text.first == UInt8(ascii: "-")
      if negative || text.first == UInt8(ascii: "+") { index = 1 }
      let whole = takeDigits(text, &index)
      var fraction = 0
      if index < text.count, text[index] == decimalMark {
        index += 1
        fraction = takeDigits(text, &index)
      }
      guard whole + fraction > 0 else { return nil }
      exponent = -fraction
      if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
        index += 1
        guard takeExponent(text, &index) else { return nil }
      }
      guard index == text.count else { return nil }
    }

    private mutating func takeDigits(_ text: Bytes, _ index: inout Int) -> Int {
      let start = index
      while index < text.count {
        let digit = text[index] &- 48
        if digit > 9 { break }
        if digits < 1_000_000_000_000_000_000 {
          digits = digits * 10 + UInt64(digit)
        } else {
          exact = false
        }
        index += 1
      }
      return index - start
    }

    private mutating func takeExponent(_ text: Bytes, _ index: inout Int) -> Bool {
      guard index < text.count else { return false }
      let negative = text[index] == UInt8(ascii: "-")
      if negative || text[index] == UInt8(ascii: "+") { index += 1 }
      let start = index
      var value = 0
      while index < text.count, text[index] &- 48 <= 9 {
        value = min(value * 10 + Int(text[index] &- 48), 100_000)
        index += 1
      }
      exponent += negative ? -value : value
      return index > start
    }
  }
}
