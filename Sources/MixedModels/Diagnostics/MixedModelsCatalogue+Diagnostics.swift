import Tables

extension MixedModelsCatalogue {
  /// M41x: what the diagnostics of a fitted model find.
  public static let diagnostics: [CodeExplanation] = [
    entry(
      "M410", "The optimiser stopped early",
      """
      The deviance could still fall by the amount named. Below 0.001 no estimate moves visibly. \
      Otherwise columns of very different size (milligrams beside tonnes) or random effects that \
      the data cannot tell apart are the usual causes: change units, centre, or leave a random \
      effect out.
      """),
    entry(
      "M411", "A singular covariance of random effects",
      """
      A variance is estimated as 0, or a correlation as 1 or -1. That is a proper maximum, and \
      common with few levels: the data show no more variation than the residuals explain. Fixed \
      effects and their tests remain valid. The principal components show which combination does \
      not vary. Leaving it out gives the same fit; keep it if the design demands it, and read its \
      interval, which reaches far above 0.
      """),
    entry(
      "M412", "Few levels",
      """
      A variance is estimated from as many numbers as there are levels. With fewer than five its \
      interval is wide, and it often comes out as 0. If the levels are all there are (two clinics, \
      three seasons), a fixed effect answers the question as well.
      """),
    entry(
      "M413", "A residual far out",
      """
      Under the model the largest of all residuals is this far out in less than one data set of a \
      hundred. A slip of the pen is the innocent cause; a skewed outcome, where taking logarithms \
      helps, is another. Do not delete a value for being far out: find out what it is.
      """),
  ]
}
