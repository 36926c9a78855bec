import Glibc

/// Effects in plain words: "42 % fewer cramps", "1.3 points lower".
struct EffectWords: Sendable {
  let study: PersonalStudy

  private var outcome: Outcome { study.outcome }

  /// "cramps", "nights with cramp_night", "mood".
  var noun: String { outcome.column }

  /// A change of the outcome on its reporting scale, e.g. "42 % fewer" or "1.3 higher".
  func change(_ value: Double) -> String {
    switch outcome.kind {
    case .count: relative(value, down: "fewer", up: "more", times: "as many")
    case .duration: relative(value, down: "shorter", up: "longer", times: "as long")
    case .binary: relative(value, down: "lower odds", up: "higher odds", times: "the odds")
    case .ordinal:
      relative(
        value, down: "lower odds", up: "higher odds", times: "the odds", same: "the same odds")
    case .score:
      value == 0 ? "no different" : "\(number(abs(value))) \(value < 0 ? "lower" : "higher")"
    }
  }

  private func relative(
    _ ratio: Double, down: String, up: String, times: String, same: String = "the same"
  ) -> String {
    if ratio >= 3 { return "\(number(ratio)) times \(times)" }
    let change = Int(((ratio - 1) * 100).rounded())
    if change == 0 { return same }
    if change == -100 { return "over 99 % \(down)" }
    return "\(abs(change)) % \(change < 0 ? down : up)"
  }

  /// "Your nights on magnesium had about 42 % fewer cramps (from 69 % fewer to 6 % more)."
  func sentence(_ effect: EffectEstimate, level: Double) -> String {
    let about = change(effect.estimate)
    // The favourable end first.
    let ends =
      outcome.better == .lower
      ? (effect.confidenceLow, effect.confidenceHigh)
      : (effect.confidenceHigh, effect.confidenceLow)
    let range = "(\(percentOf(level)) interval: from \(change(ends.0)) to \(change(ends.1)))"
    switch outcome.kind {
    case .count:
      return "Your nights on \(effect.arm) had about \(about) \(noun) \(range)."
    case .duration:
      return "On \(effect.arm), \(noun) was about \(about) \(range)."
    case .binary:
      return "On \(effect.arm), \(noun) had about \(about) \(range)."
    case .ordinal:
      return "On \(effect.arm), \(noun) had about \(about) of a higher level \(range)."
    case .score:
      return "On \(effect.arm), \(noun) was about \(about) on average \(range)."
    }
  }

  /// The benefit that matters: "at least 25 % fewer cramps".
  var important: String {
    let size = study.minimalImportantDifference
    switch outcome.kind {
    case .count: return "at least \(change(size)) \(noun)"
    case .duration, .binary: return "at least \(change(size)) for \(noun)"
    case .ordinal: return "at least \(change(size)) of a higher level of \(noun)"
    case .score:
      return "\(noun) at least \(number(size)) \(outcome.better == .lower ? "lower" : "higher")"
    }
  }

  /// A level in full: "95 %", "99.9 %".
  func percentOf(_ level: Double) -> String {
    let rounded = (level * 1e6).rounded() / 1e4
    return rounded == rounded.rounded() ? "\(Int(rounded)) %" : "\(rounded) %"
  }

  /// Two significant digits, whole numbers in full.
  func number(_ value: Double) -> String {
    guard value != 0, !value.isNaN else { return "0" }
    guard abs(value) < 1e15 else { return "\(value)" }
    let magnitude = Int(floor(log10(abs(value))))
    let decimals = max(0, 1 - magnitude)
    guard decimals < 300 else { return "\(value)" }
    let factor = pow(10, Double(decimals))
    let rounded = (value * factor).rounded() / factor
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
