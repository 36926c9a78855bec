import Tables

extension TrialsCatalogue {
  /// A30x: tables that cannot be read as trials.
  static let reading = [
    entry(
      "A301", "A column that is not read",
      """
      The name is not one of those that such a table has, nor one of metafor's names for them. It \
      is often a misspelling, and then the numbers in it were left out: that is why it is said. A \
      column that only you need does no harm. Columns for a meta-regression are named by --mods.
      """),
    entry(
      "A302", "It is not clear what a row of the table is",
      """
      A table with one arm a row has the column role; one with reported comparisons has the column \
      effect or interval_kind; one with studies has n_randomised or citation; one with reviews has \
      review. A table with both arms in one row has some of mean1, events1, pct1, estimate, or \
      metafor's names: ai n1i ci n2i, tpos tneg cpos cneg, m1i sd1i m2i sd2i, yi vi, x1i t1i.
      """),
    entry(
      "A303", "A row without a study",
      """
      Every row needs a label in the column study, so that it can be named in what follows. Rows \
      of sums or remarks below a table belong into another file.
      """),
    entry(
      "A304", "A row that repeats another",
      """
      All cells are those of an earlier row. Usually it was pasted twice. Pooled, the same people \
      would count twice, and the interval would be too short.
      """),
    entry("A305", "A table without rows", "The file has column names and nothing below them."),
    entry(
      "A307", "An interval whose limits are exchanged",
      """
      The lower limit is above the upper one. The columns may be exchanged, a minus may have been \
      lost, or the limits are of the reciprocal ratio.
      """),
  ]
}
