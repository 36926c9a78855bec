import Tables

extension MixedModelsCatalogue {
  static let fit = [
    entry(
      "M201", "Fixed effects nearly depend on one another",
      """
      No column is an exact combination of others, but so nearly that rounding errors decide the \
      estimates. Polynomials of a covariate far from zero, such as years, do this: centre it. Two \
      measurements of the same thing do it too: keep one.
      """),
    entry(
      "M202", "The model explains the response exactly",
      """
      Every residual is zero but for rounding, and so is the residual variance: the likelihood has \
      no maximum, and standard errors do not exist. Usually the response was computed from a \
      predictor, is the same in all rows of a group, or was copied into the table twice.
      """),
    entry(
      "M203", "Too few rows",
      """
      A residual variance needs more rows than the fixed effects have coefficients. Rows with a \
      missing value do not count.
      """),
    entry(
      "M204", "A combination that is not offered",
      """
      The parts of the model are sound, but not together. The message says which.
      """),
    entry(
      "M205", "No maximum of the likelihood was found",
      """
      The likelihood rises without bound, is nearly flat, or the scales of the covariates differ \
      too much. Centre and scale covariates; leave out random slopes or correlations that the data \
      cannot show.
      """),
    entry(
      "M206", "As many random effects as rows",
      """
      With one row per level the variance between levels and the residual variance have the same \
      effect; with two rows, so do intercepts and slopes together. Such a model needs repeated \
      rows per level, or a residual standard deviation that is known.
      """),
    entry(
      "M207", "A random effect is multiplied by zero everywhere",
      """
      Its column is zero in every used row, so that its variance changes nothing. The column may \
      be a placeholder, or its values may stand in rows that were left out.
      """),
    entry(
      "M208", "Variances that cannot be told apart",
      """
      Two columns of random effects are proportional, such as an intercept and a covariate that is \
      constant, or the same term twice; or two grouping factors divide the rows alike. Only the \
      sum of their variances has an estimate.
      """),
    entry(
      "M209", "A factor is fixed and random",
      """
      With a coefficient for every level among the fixed effects, random effects of the same levels \
      explain nothing more, and their variance has no estimate.
      """),
    entry(
      "M210", "Numbers too large or too small",
      """
      Variances are squares: those of numbers beyond 1e75, or all below 1e-75, cannot be \
      represented well. Choose another unit for the column.
      """),
    entry(
      "M220", "The fixed effects separate the responses",
      """
      Some combination of the fixed effects predicts responses without error: a level in which \
      nobody had an event, or a threshold above which everybody had one. The likelihood then rises \
      for ever as a coefficient grows, and there is no estimate; software that prints one shows \
      where it stopped. Report the counts of such a level, join it with another, or leave the term \
      out.
      """),
  ]
}
