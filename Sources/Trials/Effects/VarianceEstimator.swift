/// How the sampling variance is estimated; raw values are metafor's `vtype`.
public enum VarianceEstimator: String, Sendable, Codable, CaseIterable {
  /// The usual large-sample formula.
  case largeSample = "LS"
  /// Of g: J^2 times the large-sample variance of d (Borenstein 2009, eq. 12.17).
  case largeSampleCorrected = "LS2"
  /// Of g: the unbiased estimator (Hedges 1983, eq. 9).
  case unbiased = "UB"
  /// The average effect, or the average coefficient of variation, of all studies in place of the
  /// study's own, so that variances do not follow estimates.
  case average = "AV"
  /// One standard deviation for both groups.
  case homoscedastic = "HO"
}
