import Tables

extension MixedModelsCatalogue {
  static let notes = [
    entry(
      "M130", "Rows were left out",
      """
      They lack a value in a column the model names; the counts blame the first such column of a \
      row. A mixed model uses all other rows of the person. Its estimates are right if the chance of \
      a missing value depends only on what was recorded.
      """),
    entry(
      "M131", "Columns were dropped",
      """
      They can be computed from columns before them, such as the same quantity in another unit, or \
      a combination of levels that never occurs. No data could tell their effects apart. The fitted \
      values do not depend on which of them is kept; the estimates of the others do.
      """),
    entry(
      "M132", "Levels that do not occur",
      """
      They were given, or stand in rows that were left out. The model does not have them. If the \
      first level is among them, the next one is the reference.
      """),
    entry(
      "M133", "A random effect stands twice",
      """
      As in (1 + x | group) + (1 | group). Only the sum of the two variances can be estimated. For \
      independent intercepts and slopes write (x || group), or (1 | group) + (0 + x | group).
      """),
    entry(
      "M134", "A column of numbers with a word in it",
      """
      Text makes a column a factor, with an effect for every value: seldom what is meant where nearly \
      all values are numbers. Correct the cell, or leave it empty if the value is not known. If the \
      column is a factor, say so: --levels column=a,b,c.
      """),
  ]

  static let predictions = [
    entry(
      "M140", "A level the model has not seen",
      """
      The model was fitted without any row of this level and has no effect for it. It may be \
      misspelt. New levels of a grouping factor are allowed: they get the population's prediction.
      """),
    entry(
      "M141", "A variable has no value",
      """
      To evaluate a model, every variable of its fixed effects needs a value: a number, or the \
      label of a level.
      """),
  ]
}
