/// The unit of an outcome: `cramps per 28 days` is cramps, and 28 days.
struct OutcomeUnit: Equatable {
  let text: String
  /// What is counted.
  let base: String
  /// The days that a count is for.
  let days: Double?

  init(_ text: String, days: Double?) {
    self.text = text
    self.days = days.flatMap { $0 > 0 ? $0 : nil }
    base =
      days == nil
      ? text
      : text.firstRange(of: " per ").map { String(text[..<$0.lowerBound]) }
        ?? text
  }

  /// The unit that the most have, the first of them if there are several.
  static func mostCommon(of units: [OutcomeUnit]) -> OutcomeUnit? {
    let counts = Dictionary(units.map { ($0.base, 1) }, uniquingKeysWith: +)
    let most = counts.values.max()
    return units.first { counts[$0.base] == most }
  }
}

extension TrialComparison {
  var outcomeUnit: OutcomeUnit {
    let arm = treatment ?? comparator ?? cells.first
    let report = contrasts.first { !$0.unit.isEmpty }
    return OutcomeUnit(
      arm?.unit ?? report?.unit ?? "", days: (arm?.unitDays ?? report?.unitDays)?.value)
  }
}

extension EffectMeasure {
  /// Estimates are in the unit of the outcome.
  var hasUnit: Bool { self == .meanDifference || self == .meanChange }

  /// The same quantity from the same people twice, where there is one.
  var paired: EffectMeasure? {
    switch self {
    case .meanDifference: .meanChange
    case .standardizedMeanDifference: .standardizedMeanChangePooled
    case .ratioOfMeans: .pairedRatioOfMeans
    case .variabilityRatio: .pairedVariabilityRatio
    case .coefficientOfVariationRatio: .pairedCoefficientOfVariationRatio
    default: nil
    }
  }
}

extension ArmRecord.Phase {
  var words: String {
    switch self {
    case .baseline: "values at baseline"
    case .treatment: "final values"
    case .change: "changes from baseline"
    }
  }
}
