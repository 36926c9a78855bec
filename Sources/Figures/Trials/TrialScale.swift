import Glibc
import Trials

/// How effects are shown: ratios as ratios on a logarithmic axis, differences as they are.
struct TrialScale {
  let isRatio: Bool

  init(isRatio: Bool) { self.isRatio = isRatio }

  init(_ measure: EffectMeasure) { isRatio = measure.isLogarithm }

  /// As a figure names it.
  init(name: String) { isRatio = name == "ratio" }

  /// The name in the column `scale`.
  var name: String { isRatio ? "ratio" : "difference" }

  var noDifference: Double { isRatio ? 1 : 0 }

  /// A value of the analysis scale as it is shown. Logarithms beyond 690 would leave the range of
  /// numbers and are shown as exp(690), about 1e300; the column `log_estimate` has them all.
  func shown(_ value: Double) -> Double {
    isRatio ? exp(min(max(value, -690), 690)) : value
  }

  /// A value of the analysis scale as a cell, empty where there is no finite one.
  func cell(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(shown(value))
  }
}

extension EffectMeasure {
  /// The measure in words, for a title or an axis.
  var words: String {
    switch self {
    case .riskRatio: "risk ratio"
    case .oddsRatio, .petoOddsRatio, .marginalPairedOddsRatio: "odds ratio"
    case .riskDifference: "risk difference"
    case .incidenceRateRatio: "rate ratio"
    case .incidenceRateDifference: "rate difference"
    case .ratioOfMeans, .pairedRatioOfMeans: "ratio of means"
    case .variabilityRatio, .pairedVariabilityRatio: "ratio of standard deviations"
    case .coefficientOfVariationRatio, .pairedCoefficientOfVariationRatio:
      "ratio of coefficients of variation"
    case .meanDifference, .meanChange: "mean difference"
    case .standardizedMeanDifference, .standardizedMeanDifferenceHeteroscedastic:
      "standardised mean difference"
    case .generic: "effect"
    default: "effect (\(rawValue))"
    }
  }
}

extension TrialFigures {
  /// A title that begins with the outcome, where it has a name.
  static func title(_ outcome: String, _ rest: String) -> String {
    outcome.isEmpty ? rest : "\(outcome): \(rest)"
  }
}

extension TrialEffects {
  /// A title that begins with the outcome.
  func title(_ rest: String) -> String { TrialFigures.title(plan.outcome ?? "", rest) }

  /// The measure with its unit, for an axis.
  var axisName: String {
    unit.isEmpty ? measure.words : "\(measure.words), \(unit)"
  }
}
