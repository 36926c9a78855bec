import Tables

/// Ranges and numbers as text for messages: four significant digits, whole numbers as they are.
enum RangeText {
  static func number(_ value: Double) -> String {
    let size = abs(value)
    guard size >= 1e-9, size < 1e12, value != value.rounded() else {
      return NumberText.shortest(value)
    }
    var decimals = 3
    var threshold = 10.0
    while decimals > 0, size >= threshold {
      decimals -= 1
      threshold *= 10
    }
    threshold = 1
    while size < threshold, decimals < 12 {
      decimals += 1
      threshold /= 10
    }
    return PrintedNumber(rounding: value, decimals: decimals).text
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
}
