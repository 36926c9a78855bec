import Tables

extension TrialsCatalogue {
  /// A26x: crossovers from printed cells, and how much evidence there is.
  static let evidence = crossovers + amounts

  private static let crossovers = [
    entry(
      "A260", "An impossible cell of a crossover",
      """
      Each sequence of treatments has one cell in each of its periods: two people or more, a mean, \
      and a standard deviation or error above 0 if one was printed. A second cell may be another \
      time point of the same period; give the last.
      """),
    entry(
      "A261", "Periods of different people",
      """
      A crossover compares each person with himself, so the cells of a sequence are of the people \
      who have all its periods. Cells that include those who left after the first period mix \
      people in; the paper may print the completers elsewhere.
      """),
    entry(
      "A262", "A correlation within people outside its range",
      """
      The correlation between two periods lies between -1 and 1, and above -1 / (k - 1) if all of \
      k periods share it. It is usually between 0 and 0.9. Where it is not known, give none: the \
      result is then a grid.
      """),
    entry(
      "A263", "The design does not tell the effects apart",
      """
      With two treatments in two periods, a carry-over and a difference between the sequences are \
      one and the same contrast: ask for one of them. Three periods, or sequences AA and BB, tell \
      them apart.
      """),
    entry(
      "A264", "Not a treatment of the table",
      """
      The reference has to be one of the treatments, spelled as in the cells, and there has to be \
      another to compare with it.
      """),
    entry(
      "A265", "Not a crossover of two treatments in two periods",
      """
      The classical analysis is of the sequences AB and BA. Other designs are fitted by the \
      general model, whose effects agree with it in that one.
      """),
    entry(
      "A266", "Cells without spread",
      """
      Medians, and means without standard deviation or error, give the effect (d1 - d2) / 2 but no \
      standard error. A P value or interval of the treatment effect elsewhere in the paper does.
      """),
  ]

  private static let amounts = [
    entry(
      "A267", "Nothing that people could be counted for",
      """
      The number of people follows from a difference worth finding and the spread of the outcome: \
      a minimal important difference that is not 0 and a standard deviation above 0, or two \
      different risks between 0 and 1 (0.3, not 30). Diversity is a share below 1.
      """),
    entry(
      "A268", "No diversity",
      """
      Diversity compares the variance of the pooled effect with and without differences between \
      studies. It needs two studies or more, random effects and one pooled effect by inverse \
      variances.
      """),
    entry(
      "A269", "The question cannot be answered from these effects",
      """
      Whether patients differ is asked of ratios of standard deviations (VR) or of coefficients of \
      variation (CVR), pooled without moderators: differences of means do not say. An effective \
      sample size needs a predictive distribution whose information can be integrated; a prior of \
      tau with very heavy tails may prevent it.
      """),
  ]
}
