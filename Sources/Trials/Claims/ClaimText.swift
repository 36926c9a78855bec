import Glibc

/// Numbers and lists as the reasons of verdicts write them.
enum ClaimText {
  /// Three digits, without zeros at the end: 0.345, 1.42, 583, 1200.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    let decimals = max(0, min(6, 2 - Int(floor(log10(abs(value))))))
    let text = PrintedNumber(rounding: value, decimals: decimals).text
    guard decimals > 0 else { return text }
    let kept = String(text.reversed().drop { $0 == "0" }.reversed())
    return kept.hasSuffix(".") ? String(kept.dropLast()) : kept
  }

  static func interval(_ interval: EffectInterval) -> String {
    "\(number(interval.lower)) to \(number(interval.upper))"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  static func studies(_ number: Int) -> String {
    "\(number) \(number == 1 ? "study" : "studies")"
  }

  /// A sentence: an upper-case letter at its beginning, a full stop at its end.
  static func sentence(_ text: String) -> String {
    let closed = text.hasSuffix(".") ? text : text + "."
    return closed.prefix(1).uppercased() + closed.dropFirst()
  }
}
