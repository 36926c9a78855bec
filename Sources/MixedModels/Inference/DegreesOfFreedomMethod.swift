/// How the denominator degrees of freedom of tests of fixed effects are found.
///
/// A model without random effects and without residual structure has n - p of them exactly, and
/// uses that number whichever method but `none` is asked for.
public enum DegreesOfFreedomMethod: String, Sendable, Codable, CaseIterable {
  /// The moments of the estimated variance of a contrast match those of a scaled chi-squared
  /// (Satterthwaite 1946; Fai and Cornelius 1996 for several contrasts at once), as in lmerTest.
  case satterthwaite
  /// The same with the covariance of the fixed effects corrected for small samples, and F scaled
  /// (Kenward and Roger 1997), as in pbkrtest. REML only.
  case kenwardRoger = "kenward-roger"
  /// The rule of nested strata: a column is tested against the stratum in which it varies
  /// (Pinheiro and Bates 2000, section 2.4.2), as in nlme. Nested grouping factors only.
  case containment
  /// Normal and chi-squared tests, as if the variances were known.
  case none
}
