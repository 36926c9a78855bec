/// Comparisons in whole numbers: a printed number is digits m over a scale S, 5.20 is 520 / 100,
/// and a fraction rounds to it when it lies half a unit of the last digit or less away.
extension PrintedNumber {
  /// S, 10 to the number of decimals.
  var scale: Int128 { (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 } }

  /// m, the digits without the point.
  var digits: Int128 { Int128((value * Double(scale)).rounded()) }

  /// Whether a / b is a value that prints as the number: 2 |a S - m b| <= b if it was rounded, in
  /// whatever direction ties go; |a S - m b| < b if digits were cut off or rounded up.
  ///
  /// - Precondition: the denominator is positive.
  func verdict(ofFraction numerator: Int, over denominator: Int) -> ConsistencyCheck.Verdict {
    precondition(denominator > 0, "a fraction has a positive denominator")
    let denominator = Int128(denominator)
    let difference = Int128(numerator) * scale - digits * denominator
    switch relation {
    case .below: return difference <= 0 ? .consistent : .inconsistent
    case .above: return difference >= 0 ? .consistent : .inconsistent
    case .equal:
      let distance = difference < 0 ? -difference : difference
      if 2 * distance <= denominator { return .consistent }
      return distance < denominator ? .rounding : .inconsistent
    }
  }

  /// The whole numbers T for which factor T / N prints as the number, by rounding or, if it is
  /// `generous`, also by cutting off digits or rounding up; nil if there is none.
  ///
  /// - Precondition: the factor and the denominator are positive.
  func wholeNumbers(
    times factor: Int = 1, over denominator: Int, generous: Bool = false
  ) -> ClosedRange<Int>? {
    precondition(factor > 0 && denominator > 0, "a fraction has a positive denominator")
    guard relation == .equal else { return nil }
    let (step, people) = (Int128(factor) * scale, Int128(denominator))
    let low: Int128
    let high: Int128
    if generous {
      low = Self.floor((digits - 1) * people, step) + 1
      high = -Self.floor(-(digits + 1) * people, step) - 1
    } else {
      low = -Self.floor(-(2 * digits - 1) * people, 2 * step)
      high = Self.floor((2 * digits + 1) * people, 2 * step)
    }
    guard low <= high, let low = Int(exactly: low), let high = Int(exactly: high) else {
      return nil
    }
    return low...high
  }

  /// The squares that a standard deviation's rounding allows, times 4 S^2.
  func squareBounds(generous: Bool) -> SquareBounds {
    let reach: Int128 = generous ? 2 : 1
    let (low, high) = (2 * digits - reach, 2 * digits + reach)
    return SquareBounds(
      low: low < 0 ? 0 : low * low, high: high * high, isLowOpen: generous && low >= 0,
      isHighOpen: generous, unit: 4 * scale * scale)
  }

  /// The digits that say something: those after the leading zeros.
  var significantDigits: Int {
    text.filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" }.count
  }

  /// a / b rounded down.
  static func floor(_ a: Int128, _ b: Int128) -> Int128 {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient
  }
}

/// Where the square of a standard deviation lies, in whole numbers: its bounds times a unit.
struct SquareBounds {
  let low: Int128
  let high: Int128
  let isLowOpen: Bool
  let isHighOpen: Bool
  let unit: Int128

  /// Whether a variance a / b lies within.
  func contains(_ numerator: Int128, over denominator: Int128) -> Bool {
    let value = numerator * unit
    let (low, high) = (low * denominator, high * denominator)
    return (isLowOpen ? value > low : value >= low) && (isHighOpen ? value < high : value <= high)
  }
}
