/// How the difference between two arms, or two times, is expressed; raw values are metafor's names.
public enum EffectMeasure: String, Sendable, Codable, CaseIterable {
  // Two groups, a mean each.

  /// Mean difference.
  case meanDifference = "MD"
  /// Mean difference in units of the pooled standard deviation, Hedges' g.
  case standardizedMeanDifference = "SMD"
  /// The same with the standard deviations of the groups apart.
  case standardizedMeanDifferenceHeteroscedastic = "SMDH"
  /// Log ratio of means.
  case ratioOfMeans = "ROM"
  /// Log ratio of standard deviations.
  case variabilityRatio = "VR"
  /// Log ratio of coefficients of variation.
  case coefficientOfVariationRatio = "CVR"

  // Two groups, events among people.

  /// Log risk ratio.
  case riskRatio = "RR"
  /// Log odds ratio.
  case oddsRatio = "OR"
  /// Risk difference.
  case riskDifference = "RD"
  /// Log odds ratio by Peto's method.
  case petoOddsRatio = "PETO"

  // Two groups, events over time.

  /// Log ratio of incidence rates.
  case incidenceRateRatio = "IRR"
  /// Difference of incidence rates.
  case incidenceRateDifference = "IRD"

  // One group twice: before and after, or the two arms of a crossover.

  /// Mean change.
  case meanChange = "MC"
  /// Mean change in units of the standard deviation of the changes.
  case standardizedMeanChangeChange = "SMCC"
  /// Mean change in units of the standard deviation before.
  case standardizedMeanChangeRaw = "SMCR"
  /// Odds ratio of matched pairs, from the margins.
  case marginalPairedOddsRatio = "MPOR"

  /// An estimate with its variance as it is given.
  case generic = "GEN"

  /// Estimates are logarithms of ratios.
  public var isLogarithm: Bool {
    switch self {
    case .ratioOfMeans, .variabilityRatio, .coefficientOfVariationRatio, .riskRatio, .oddsRatio,
      .petoOddsRatio, .incidenceRateRatio, .marginalPairedOddsRatio:
      true
    default: false
    }
  }
}
