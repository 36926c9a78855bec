/// How the difference between two arms, or two times, is expressed; raw values are metafor's names.
///
/// Formulas write a, b for those with and without the event among the n1 treated, c, d among the
/// n2 of the comparator, x events in a time t, m and s for means and standard deviations, r for the
/// correlation of a pair, N for everybody.
public enum EffectMeasure: String, Sendable, Codable, CaseIterable {
  // Two groups, a mean each.

  /// Mean difference, m1 - m2.
  case meanDifference = "MD"
  /// Mean difference in units of the pooled standard deviation, Hedges' g (Hedges 1981, eq. 6e).
  case standardizedMeanDifference = "SMD"
  /// The same with the standard deviations of the groups apart: in units of
  /// sqrt((s1^2 + s2^2) / 2) (Bonett 2008).
  case standardizedMeanDifferenceHeteroscedastic = "SMDH"
  /// Mean difference in units of the comparator's standard deviation, Glass' delta.
  case glassDelta = "SMD1"
  /// Glass' delta with a variance for unequal standard deviations (Bonett 2008).
  case glassDeltaHeteroscedastic = "SMD1H"
  /// Log ratio of means (Hedges, Gurevitch and Curtis 1999, eq. 1).
  case ratioOfMeans = "ROM"
  /// Log ratio of standard deviations (Nakagawa et al. 2015).
  case variabilityRatio = "VR"
  /// Log ratio of coefficients of variation (Nakagawa et al. 2015).
  case coefficientOfVariationRatio = "CVR"

  // Two groups, events among people.

  /// Log risk ratio.
  case riskRatio = "RR"
  /// Log odds ratio.
  case oddsRatio = "OR"
  /// Risk difference.
  case riskDifference = "RD"
  /// Difference of the arcsines of the roots of the risks (Ruecker et al. 2009).
  case arcsineDifference = "AS"
  /// Log odds ratio by Peto's method (Yusuf et al. 1985).
  case petoOddsRatio = "PETO"
  /// Phi coefficient of the table.
  case phiCoefficient = "PHI"
  /// Yule's Q, (ad - bc) / (ad + bc) (Yule 1912).
  case yuleQ = "YUQ"
  /// Yule's Y, Q of the roots of the cells (Yule 1912).
  case yuleY = "YUY"
  /// Tetrachoric correlation of the table (Pearson 1900).
  case tetrachoricCorrelation = "RTET"
  /// Difference of probits, an estimate of the standardised mean difference (Sanchez-Meca,
  /// Marin-Martinez and Chacon-Moscoso 2003).
  case probitDifference = "PBIT"
  /// Log odds ratio / 1.65: a standardised mean difference if the outcome is normal (Cox and Snell
  /// 1989).
  case oddsRatioAsNormalDifference = "OR2DN"
  /// Log odds ratio sqrt(3) / pi: a standardised mean difference if the outcome is logistic (Chinn
  /// 2000).
  case oddsRatioAsLogisticDifference = "OR2DL"

  // Two groups, events over time.

  /// Log ratio of incidence rates.
  case incidenceRateRatio = "IRR"
  /// Difference of incidence rates.
  case incidenceRateDifference = "IRD"
  /// Difference of the roots of incidence rates.
  case incidenceRateRootDifference = "IRSD"

  // One group twice: before and after, or the two arms of a crossover.

  /// Mean change.
  case meanChange = "MC"
  /// Mean change in units of the standard deviation of the changes (Gibbons, Hedeker and Davis
  /// 1993).
  case standardizedMeanChangeChange = "SMCC"
  /// Mean change in units of the standard deviation before (Becker 1988).
  case standardizedMeanChangeRaw = "SMCR"
  /// The same with a variance for unequal standard deviations (Bonett 2008).
  case standardizedMeanChangeRawHeteroscedastic = "SMCRH"
  /// Mean change in units of sqrt((s1^2 + s2^2) / 2).
  case standardizedMeanChangePooled = "SMCRP"
  /// The same with a variance for unequal standard deviations (Bonett 2008).
  case standardizedMeanChangePooledHeteroscedastic = "SMCRPH"
  /// Log ratio of the means of a pair (Lajeunesse 2011).
  case pairedRatioOfMeans = "ROMC"
  /// Log ratio of the standard deviations of a pair (Senior, Viechtbauer and Nakagawa 2020).
  case pairedVariabilityRatio = "VRC"
  /// Log ratio of the coefficients of variation of a pair (Senior, Viechtbauer and Nakagawa 2020).
  case pairedCoefficientOfVariationRatio = "CVRC"
  /// Log odds ratio of matched pairs, from the margins (Zou 2007).
  case marginalPairedOddsRatio = "MPOR"

  // One group once.

  /// Proportion.
  case proportion = "PR"
  /// Log of a proportion.
  case logProportion = "PLN"
  /// Logit of a proportion.
  case logitProportion = "PLO"
  /// Arcsine of the root of a proportion.
  case arcsineProportion = "PAS"
  /// Freeman and Tukey's double arcsine of a proportion (1950).
  case doubleArcsineProportion = "PFT"
  /// Correlation.
  case correlation = "COR"
  /// Fisher's z of a correlation (1921).
  case fisherZ = "ZCOR"

  /// An estimate with its variance as it is given.
  case generic = "GEN"

  /// Estimates are logarithms of ratios of the two sides.
  public var isLogarithm: Bool {
    switch self {
    case .ratioOfMeans, .variabilityRatio, .coefficientOfVariationRatio, .riskRatio, .oddsRatio,
      .petoOddsRatio, .incidenceRateRatio, .pairedRatioOfMeans, .pairedVariabilityRatio,
      .pairedCoefficientOfVariationRatio, .marginalPairedOddsRatio:
      true
    default: false
    }
  }
}
