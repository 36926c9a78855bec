/// How the variance of the true effects between studies, tau^2, is estimated; raw values are
/// metafor's names.
///
/// With weights w_i = 1 / (v_i + t), P = W - W X inverse(X' W X) X' W and Q(t) = y' P y:
///
/// | estimator | tau^2 |
/// | --- | --- |
/// | DL | (Q(0) - (k - p)) / tr P(0) |
/// | HE | (y' M y - tr M V) / (k - p), M = I - X inverse(X' X) X' |
/// | HS | (Q(0) - k) / sum of 1 / v_i |
/// | HSk | (Q(0) k / (k - p) - k) / sum of 1 / v_i |
/// | SJ | t0 Q(t0) / (k - p), t0 = sum of (y_i - mean y)^2 / k |
/// | PM | the root of Q(t) = k - p |
/// | PMM | the root of Q(t) = median of chi-squared(k - p) |
/// | EB | Morris' empirical Bayes: the same root as PM, another standard error |
/// | ML, REML | the maximum of the (restricted) likelihood over t >= 0 |
///
/// A negative solution is put at zero.
///
/// Source: DerSimonian and Laird (1986); Hedges and Olkin (1985); Hunter and Schmidt (1990); Sidik
/// and Jonkman (2005); Paule and Mandel (1982); Morris (1983); Viechtbauer (2005), "Bias and
/// efficiency of meta-analytic variance estimators"; Viechtbauer, Lopez-Lopez, Sanchez-Meca and
/// Marin-Martinez (2015) for moderators.
public enum HeterogeneityEstimator: String, Sendable, Codable, CaseIterable {
  case dersimonianLaird = "DL"
  case hedges = "HE"
  case hunterSchmidt = "HS"
  /// Hunter and Schmidt with the small-sample factor k / (k - p).
  case hunterSchmidtCorrected = "HSk"
  case sidikJonkman = "SJ"
  case pauleMandel = "PM"
  /// Paule and Mandel with the median of the chi-squared distribution in place of its mean.
  case pauleMandelMedian = "PMM"
  case maximumLikelihood = "ML"
  case restrictedMaximumLikelihood = "REML"
  case empiricalBayes = "EB"
}
