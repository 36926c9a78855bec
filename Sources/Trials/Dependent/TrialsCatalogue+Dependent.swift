import Tables

extension TrialsCatalogue {
  /// A250 to A257 effects that depend on one another, A258 and A259 mixed models of counts.
  static let dependent = [
    entry(
      "A250", "Effects of one study only",
      """
      How much studies differ cannot be seen from one. Its effects can be averaged with their \
      covariances, but the interval is then of this study, not of others. Two studies are enough \
      to compute a variance, and far too few to trust it.
      """),
    entry(
      "A251", "Sampling covariances that do not fit",
      """
      Effects that share people have correlated errors. Give one correlation for all pairs, a \
      correlation per unit of time, or a matrix for every study whose diagonal are the variances \
      of its effects in the order in which they are given. If papers do not print correlations, \
      take a plausible one, see how much the answer depends on it, and use cluster-robust errors.
      """),
    entry(
      "A252", "A covariance matrix that is not positive definite",
      """
      Some combination of the study's effects would have no error at all, or a negative variance. \
      Usual causes: the same effect entered twice, a correlation of 1, three correlations that \
      cannot hold together, covariances of one study assigned to another.
      """),
    entry(
      "A253", "An effect without a time",
      """
      Effects over time are correlated by their distance in time: each needs its time of \
      measurement, in one unit for all studies.
      """),
    entry(
      "A254", "An outcome of one study",
      """
      With unstructured effects every outcome has a variance between studies, which one study \
      cannot show. Leave the outcome out, or nest effects in studies, which gives all outcomes one \
      variance.
      """),
    entry(
      "A255", "Two outcomes that no study reports together",
      """
      Their correlation has no estimate. Pool them separately, or nest effects in studies.
      """),
    entry(
      "A256", "Too many coefficients",
      """
      There are as many coefficients as effects, or, for cluster-robust errors, as studies. \
      Nothing is left to estimate a variance from: remove moderators.
      """),
    entry(
      "A257", "No maximum of the likelihood found",
      """
      The search ended nowhere from any of its starts. Look for an effect or a variance of another \
      scale than the others, or take a simpler structure.
      """),
    entry(
      "A258", "Too few studies with events",
      """
      Studies in which nobody, or everybody, had the event say nothing of an odds ratio. With one \
      study left there is no variance between studies: the exact odds ratio of that table is the \
      whole answer. The risk difference can keep the others.
      """),
    entry(
      "A259", "No approximation for rates",
      """
      Given all events of a study, those of the treated are binomial in the exact conditional \
      model of rates. There is nothing to approximate.
      """),
  ]
}
