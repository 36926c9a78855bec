import Tables

extension TrialsCatalogue {
  /// A23x numbers that do not follow from the printed ones.
  static let derivation = [
    entry(
      "A230", "A number that the formula needs is not printed",
      """
      Nothing stands in for it: an SD that is missing is not borrowed from another study, a \
      correlation is not assumed in silence. See whether the full text, a registry or an \
      appendix has it.
      """),
    entry(
      "A231", "Only bounds follow, no value",
      """
      P < 0.05 says that the standard error is below a limit, and no more; P = 1.00 or a \
      difference printed as 0 say as little. Taking the limit for the value, as some reviews do, \
      makes up a precision. The bounds are given; a study without a standard error cannot be weighted.
      """),
    entry(
      "A232", "A number printed as a limit",
      """
      A mean, an SD or an end of an interval is printed as <5 or >10. No formula takes it. The \
      reason is often a detection limit, or a scale that ends there.
      """),
    entry(
      "A233", "An interval without its estimate",
      """
      The printed estimate lies outside the printed interval, rounding included. A minus that was \
      lost, an adjusted interval beside a raw estimate, or an interval of another outcome are \
      common reasons. No standard error is taken from it.
      """),
    entry(
      "A234", "An interval that is not in order",
      """
      The lower end is not below the upper one. A minus was lost, or a dash between the numbers \
      was read as a minus.
      """),
    entry(
      "A236", "A number that cannot be",
      """
      A standard deviation or standard error of 0, a P above 1, a percentage above 100, a group \
      of one, a ratio of 0. Rounding leaves a 0 of a small number; otherwise see whether the \
      columns are exchanged.
      """),
    entry(
      "A237", "No number of people gives the percentage",
      """
      For no whole number k is k of n the printed percentage. It may be of another n: randomised, \
      analysed, or those who answered. It may have been cut off instead of rounded.
      """),
    entry(
      "A238", "A summary too skewed for a mean and an SD",
      """
      The formulas that make a mean and an SD of a median and quartiles are for normal data. By \
      the test of Shi et al. (2023) these are not: counts of cramps rarely are. Keep the medians, \
      or say that the figures are those of a normal curve that the data do not follow.
      """),
    entry(
      "A239", "Minimum, quartiles, median and maximum not in order",
      """
      Two columns may be exchanged, a minus lost, or the bracket be an interval of the median or a \
      single figure, the width of the middle half.
      """),
  ]
}
