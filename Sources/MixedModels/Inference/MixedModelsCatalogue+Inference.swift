import Tables

extension MixedModelsCatalogue {
  /// M30x degrees of freedom, hypotheses and means, M308 to M313 comparisons of models.
  public static let inference = [
    entry(
      "M301", "Kenward-Roger needs REML",
      """
      The method corrects the covariance of a REML fit. Variances by maximum likelihood are too \
      small in small samples, and the correction does not know that. Fit the same model by REML \
      (the default), or take Satterthwaite degrees of freedom.
      """),
    entry(
      "M302", "No closed form with this residual structure",
      """
      The formulas of Kenward and Roger used here need residuals that are independent, with equal \
      variances or known weights. With a correlation or unequal variances take Satterthwaite \
      degrees of freedom, which are from the curvature of the likelihood and have no such limit.
      """),
    entry(
      "M303", "Containment needs nested groups",
      """
      The rule counts groups within groups: plots in blocks, nights in persons. For crossed factors, \
      such as raters and items, there is no order of strata. Take Satterthwaite or Kenward-Roger.
      """),
    entry(
      "M304", "Nothing is tested",
      """
      Every weight of the contrast or hypothesis is zero, so that it holds for any data. Weights \
      are for the coefficients in model-matrix order; see the table of fixed effects.
      """),
    entry(
      "M305", "The number of weights is wrong",
      """
      A contrast of coefficients has one weight for each fixed effect, the intercept included; a \
      contrast of means one for each mean, in the order in which they are listed.
      """),
    entry(
      "M306", "Not a factor of the fixed effects",
      """
      Marginal means are for the levels of a factor among the fixed effects. A column of numbers \
      becomes one by factor(x) in the formula or by giving its levels.
      """),
    entry(
      "M307", "Tukey's adjustment is for pairwise differences",
      """
      The studentised range is the distribution of the largest difference of means. For other \
      contrasts take sidak, holm or bonferroni, which hold for any family.
      """),
    entry(
      "M308", "The models do not use the same data",
      """
      A likelihood is a statement about particular rows. Often the larger model names a column with \
      missing values and so uses fewer rows: leave those rows out for both models.
      """),
    entry(
      "M309", "One model by REML, the other by ML",
      """
      The two criteria are not on one scale. Fit both by ML to compare fixed effects; by either to \
      compare random effects.
      """),
    entry(
      "M310", "REML with different fixed effects",
      """
      REML is the likelihood of what is left of the data when the fixed effects are taken out: with \
      other fixed effects it is about other data, even if only their coding differs. Fit by ML.
      """),
    entry(
      "M311", "The models are not nested",
      """
      A likelihood-ratio test needs the first model to be a special case of the second: no fixed \
      effect, random effect or correlation that the second does not have, and fewer parameters. \
      Name the smaller model first. Models that are not nested can be compared by AIC or BIC.
      """),
    entry(
      "M312", "The larger model fits worse",
      """
      A model with more freedom cannot fit worse at its optimum. Its optimiser stopped early, often \
      because columns differ in size by many orders of magnitude: centre or rescale them.
      """),
    entry("M313", "Nothing to compare", "A comparison needs at least two models of the same data."),
    entry(
      "M314", "A term has no value at the means",
      """
      Marginal means put numeric variables at their means, and an expression such as 1 / x has no \
      value where the mean of x is zero. Shift or rescale x, or write the model without it.
      """),
  ]
}
