import Figures
import Glibc
import Tables
import Trials

/// How effects of one measure are said: the quantity first, then its interval.
struct EffectText: Sendable {
  let measure: EffectMeasure
  /// Of a difference; empty for ratios.
  let unit: String
  /// What is compared with what, as the tables name the arms.
  let treatment: String
  let comparator: String
  /// Probability content of the intervals.
  let level: Double
  /// Significant digits.
  let digits: Int

  init(_ effects: TrialEffects, digits: Int) {
    let all = effects.effects.isEmpty ? effects.uncontrolled : effects.effects
    measure = effects.measure
    unit = effects.unit
    treatment =
      EffectText.common(all.compactMap { $0.comparison.treatment?.arm }) ?? "treatment"
    comparator =
      EffectText.common(all.compactMap { $0.comparison.comparator?.arm }) ?? "comparator"
    level = effects.plan.confidenceLevel
    self.digits = digits
  }

  /// One effect by itself, as uncontrolled figures are shown.
  init(_ effect: TrialEffect, digits: Int, level: Double) {
    measure = effect.effect.measure
    unit = effect.unit
    treatment = effect.comparison.treatment?.arm ?? "treatment"
    comparator = effect.comparison.comparator?.arm ?? "comparator"
    self.level = level
    self.digits = digits
  }

  /// The name that all arms share; nil where there are several or none.
  private static func common(_ names: [String]) -> String? {
    guard let first = names.first, !first.isEmpty else { return nil }
    return names.allSatisfy { $0 == first } ? first : nil
  }

  var isRatio: Bool { measure.isLogarithm }

  var percent: String { "\(DecimalText.brief(level * 100, digits: 6)) %" }

  /// "Magnesium minus placebo", "Magnesium over placebo".
  var lead: String {
    let name = treatment.prefix(1).uppercased() + treatment.dropFirst()
    return "\(name) \(isRatio ? "over" : "minus") \(comparator)"
  }

  /// What is estimated, in words.
  var quantity: String {
    switch measure {
    case .meanDifference, .meanChange: "difference"
    case .standardizedMeanDifference: "standardised mean difference"
    case .ratioOfMeans: "ratio of means"
    case .variabilityRatio: "ratio of standard deviations"
    case .coefficientOfVariationRatio: "ratio of coefficients of variation"
    case .riskRatio: "risk ratio"
    case .oddsRatio: "odds ratio"
    case .riskDifference: "risk difference"
    case .incidenceRateRatio: "rate ratio"
    default: "effect"
    }
  }

  /// The value as people read it: ratios without their logarithm.
  func natural(_ value: Double) -> Double { isRatio ? exp(value) : value }

  /// The same decimals for an estimate and its interval: enough for the wider limit of a
  /// difference, and for the smallest of the ratios.
  func decimals(for values: [Double]) -> Int {
    let shown = values.map(natural).filter(\.isFinite)
    guard isRatio else { return DecimalText.decimals(for: shown, digits: digits) }
    let smallest = shown.min().map { [$0] } ?? []
    return max(
      DecimalText.decimals(for: [1], digits: digits),
      DecimalText.decimals(for: smallest, digits: max(1, digits - 1)))
  }

  func decimals(_ estimate: Double, _ interval: EffectInterval?) -> Int {
    decimals(for: [estimate] + (interval.map { [$0.lower, $0.upper] } ?? []))
  }

  func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { DecimalText.fixed(natural($0), decimals: decimals) } ?? "–"
  }

  /// "0.01 cramps per week", "risk ratio 1.42".
  func estimate(_ value: Double, _ decimals: Int) -> String {
    let text = number(value, decimals)
    if isRatio { return "\(quantity) \(text)" }
    switch measure {
    case .meanDifference, .meanChange: return unit.isEmpty ? text : "\(text) \(unit)"
    case .standardizedMeanDifference: return "\(text) standard deviations"
    default: return "\(quantity) \(text)"
    }
  }

  /// "2.21 fewer", "0.30 lower"; of a ratio only the number.
  func limit(_ value: Double, _ decimals: Int) -> String {
    if isRatio { return number(value, decimals) }
    let size = DecimalText.fixed(value.magnitude, decimals: decimals)
    let isZero = size == DecimalText.fixed(0, decimals: decimals)
    return isZero ? size : "\(size) \(side(value < 0))"
  }

  /// The word for one side of no difference.
  func side(_ isLower: Bool) -> String {
    let counts = (measure == .meanDifference || measure == .meanChange) && isCount
    return isLower ? (counts ? "fewer" : "lower") : (counts ? "more" : "higher")
  }

  /// Units such as "cramps per week" are counted.
  private var isCount: Bool { unit.firstRange(of: " per ") != nil }

  func limits(_ interval: EffectInterval?, _ decimals: Int) -> String {
    interval.map { "\(limit($0.lower, decimals)) to \(limit($0.upper, decimals))" } ?? "–"
  }

  /// The interval of a table: numbers alone.
  func span(_ interval: EffectInterval?, _ decimals: Int) -> String {
    interval.map { "\(number($0.lower, decimals)) to \(number($0.upper, decimals))" } ?? "–"
  }

  /// What the interval leaves open: "anything from 2.21 fewer to 2.14 more", of a ratio "anything
  /// from 9 % lower to 2.22 times".
  func compatible(_ interval: EffectInterval, _ decimals: Int) -> String {
    guard isRatio else { return "anything from \(limits(interval, decimals))" }
    return "anything from \(change(interval.lower)) to \(change(interval.upper))"
  }

  /// A ratio as a change: "9 % lower", "2.22 times".
  func change(_ value: Double) -> String {
    let ratio = exp(value)
    if ratio >= 2 { return "\(DecimalText.significant(ratio, digits: digits)) times" }
    let percent = DecimalText.fixed((ratio - 1).magnitude * 100, decimals: 0)
    return percent == "0" ? "no change" : "\(percent) % \(ratio < 1 ? "lower" : "higher")"
  }

  /// Never 0: a p value below the shown decimals is given as a bound.
  func probability(_ value: Double?) -> String {
    ModelText(digits: digits, level: level).probability(value)
  }

  func significant(_ value: Double?) -> String {
    value.map { DecimalText.significant($0, digits: digits) } ?? "–"
  }
}

extension JSONValue {
  /// Null where there is no number, or an infinite one.
  static func finite(_ number: Double?) -> JSONValue {
    JSONValue(number.flatMap { $0.isFinite ? $0 : nil })
  }
}
