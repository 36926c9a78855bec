import Tables

extension TrialsCatalogue {
  /// A101 to A103 whole numbers, A111 to A114 counts of people, A124 and A134 intervals and spread,
  /// A151 repetition, A161 units.
  static let counts = wholeNumbers + countsOfPeople + spreadAndUnits

  private static let wholeNumbers = [
    entry(
      "A101", "A mean or a percentage that whole numbers cannot have (GRIM)",
      """
      The mean of 18 whole numbers is a whole number over 18, so that 3.44 is possible and 3.45 is \
      not. Often some values were missing and the n of the mean is smaller than that of the \
      table, values were not whole (an average of several days, halves), or a digit was mistyped. \
      Not checkable where n is large enough for every number with these digits. \
      Brown and Heathers 2017.
      """),
    entry(
      "A102", "A standard deviation that whole numbers cannot have (GRIMMER)",
      """
      The squares of whole numbers add up to a whole number, even or odd as their sum, which \
      leaves gaps between the possible standard deviations. As for the mean, another n or values \
      that are not whole explain it, and so does a standard deviation divided by n instead of n - \
      1. Anaya 2016, Allard 2018.
      """),
    entry(
      "A103", "The spread of zeros and ones (DEBIT)",
      """
      A proportion and n fix the standard deviation of zeros and ones. One that differs may be \
      a standard error, belong to another n, or values may not be zeros and ones. \
      Heathers and Brown 2019.
      """),
  ]

  private static let countsOfPeople = [
    entry(
      "A111", "A percentage that is not its count",
      """
      The usual cause is the denominator: the table shows the people randomised, the percentage is \
      of those analysed. Where one change makes the numbers agree, it is named. Digits that were \
      cut off instead of rounded are information only. Errors of copying into the table come too: \
      compare with the source.
      """),
    entry(
      "A112", "Categories that do not add up to their total",
      """
      Each person is in one category. More people than the total were counted twice, or could \
      give several answers; fewer are missing answers, or a category is not printed, which is why \
      too small a sum is only reported where the categories leave nothing out.
      """),
    entry(
      "A113", "Arms that do not add up to the study",
      """
      A third arm, people who left between allocation and treatment, or totals of another time. \
      A crossover has the same people in both arms and is not added up.
      """),
    entry(
      "A114", "More people than before",
      """
      From screening to randomisation to analysis people can only be lost. A larger number may \
      count measurements, legs or periods instead of people, or be that of another analysis.
      """),
  ]

  private static let spreadAndUnits = [
    entry(
      "A124", "An interval that is not of its count",
      """
      The exact (Clopper-Pearson), Wilson, Wald, Agresti-Coull and Jeffreys intervals of the \
      printed count are compared with the printed one. An interval often keeps the denominator \
      that the text has lost: counts that give both the percentage and the interval are searched. \
      An interval that was adjusted, or allows for clusters, fits none of them.
      """),
    entry(
      "A134", "A standard deviation that cannot be",
      """
      Values between two limits cannot spread further than half of them at each, and values that \
      are not below 0 no further than one person having everything. Often the scale is another \
      than the one noted. A standard deviation that fits as standard error, beside a printed \
      interval or standard error, was exchanged with it.
      """),
    entry(
      "A151", "The same numbers twice",
      """
      A row that was entered twice counts a study twice: leave one out. The same mean, standard \
      deviation and n in two studies usually means one trial in two reports, or a slip of copying \
      between neighbouring rows; with few digits it is chance.
      """),
    entry(
      "A161", "Amounts of magnesium that do not agree",
      """
      1 mmol of magnesium is 24.305 mg. The same millimole is 40.3 mg of magnesium oxide or 150 mg \
      of trimagnesium citrate, so that a conversion that is wrong for magnesium is often right for \
      a salt; the message says for which. Doses rounded to tens, or tablets whose content \
      was rounded before they were added, differ by a few milligrams without harm.
      """),
  ]
}
