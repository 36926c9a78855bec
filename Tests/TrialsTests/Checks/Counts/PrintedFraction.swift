@testable import Trials

/// How papers print a fraction, computed digit by digit in whole numbers.
enum PrintedFraction {
  enum Mode: CaseIterable {
    case halfUp, halfDown, halfEven, cutOff
  }

  /// a / b with some decimals; b is positive.
  static func text(_ a: Int, _ b: Int, decimals: Int, _ mode: Mode) -> String {
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let (whole, rest) = (abs(a) * scale).quotientAndRemainder(dividingBy: b)
    let up: Bool
    switch mode {
    case .halfUp: up = 2 * rest >= b
    case .halfDown: up = 2 * rest > b
    case .halfEven: up = 2 * rest > b || 2 * rest == b && whole % 2 == 1
    case .cutOff: up = false
    }
    return point(whole + (up ? 1 : 0), decimals: decimals, isNegative: a < 0)
  }

  static func number(_ a: Int, _ b: Int, decimals: Int, _ mode: Mode = .halfUp) -> PrintedNumber {
    PrintedNumber(text(a, b, decimals: decimals, mode))!
  }

  /// Digits with a point in front of the last ones.
  static func point(_ digits: Int, decimals: Int, isNegative: Bool = false) -> String {
    let padded =
      String(repeating: "0", count: max(0, decimals + 1 - "\(digits)".count)) + "\(digits)"
    let sign = isNegative && digits != 0 ? "-" : ""
    return decimals == 0
      ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
