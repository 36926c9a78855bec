import Tables

extension MixedModelsCatalogue {
  static let data = [
    entry(
      "M110", "An expression is not a finite number",
      """
      The logarithm of 0 or of a negative number, the square root of a negative number, or a \
      division by 0. A 0 may stand for a value below the limit of detection, which needs a decision, \
      or for one that is not known, which needs an empty cell.
      """),
    entry(
      "M111", "The response does not vary",
      """
      Every used row has the same response, so there is nothing to explain. The column may be the \
      wrong one, or most rows may have been left out for lack of another value.
      """),
    entry(
      "M112", "No row is left",
      """
      A row is used if it has a value in every column the model names. The hint says which columns \
      lack values. An almost empty column may be named by mistake.
      """),
    entry(
      "M113", "A weight is not above 0",
      """
      The residual variance of a row is sigma squared divided by its weight; in other families a row \
      counts as many times as its weight says. A weight of 0 would \
      leave a row in the count of observations that says nothing: empty the cell to leave it out.
      """),
    entry(
      "M114", "A factor with one level",
      """
      Nothing can be compared. The other level's rows may have been left out because another value \
      is missing in all of them.
      """),
    entry(
      "M115", "Contrasts of something that is not a factor",
      """
      Contrasts can be chosen for text columns, columns with given levels and factor(x) that stand \
      in the formula.
      """),
    entry(
      "M116", "A part of the model has no column",
      """
      A random term needs an intercept or a predictor to the left of its bar, and a model at least \
      one fixed effect: (0 | group) and y ~ 0 have none.
      """),
    entry(
      "M117", "Too many columns",
      """
      A factor makes one column for almost every level. One with thousands of levels is usually a \
      grouping factor, (1 | person), or a column of numbers in which a cell has text.
      """),
  ]

  static let residuals = [
    entry(
      "M120", "Not a structure of the residuals",
      """
      Correlations are ar1(time | group), car1(time | group), cs(1 | group) and us(visit | group); \
      variances are ident(factor) and power(number).
      """),
    entry(
      "M121", "The structure's argument does not fit",
      """
      cs needs 1 before the bar, us a factor before and a group after it. A group is one column, or \
      several joined with ':'.
      """),
    entry(
      "M122", "A time is not a whole number",
      """
      ar1 has one correlation for each whole step of time. Divide by the step, ar1((age - 8) / 2 | \
      person), or use car1, which takes any times. Dates count in days.
      """),
    entry(
      "M123", "A time occurs twice in a group",
      """
      Two rows at one time would be perfectly correlated. Perhaps the group is too coarse: in a \
      study of several people the time needs | person.
      """),
    entry(
      "M124", "A visit occurs twice in a group",
      """
      An unstructured correlation has one row for each visit of a person. A row may be there twice, \
      or a visit mislabelled.
      """),
    entry(
      "M125", "The covariate of the variance is 0",
      """
      The standard deviation is proportional to a power of the covariate, and would be 0 or \
      infinite. Add a constant: power(x + 1).
      """),
    entry(
      "M126", "Two structures for one variance",
      """
      us has a variance for every visit. A variance by strata beside it could not be told apart \
      from it.
      """),
  ]
}
