import Tables

extension TrialsCatalogue {
  /// A31x why a comparison has no place in a pool, A32x what cannot be pooled.
  static let analysis = exclusions + refusals

  private static let exclusions = [
    entry(
      "A310", "Nothing fits the filters",
      """
      No comparison has the group or the outcome that was asked for. Names are compared letter by \
      letter; trials list shows those there are. A study that prints no numbers has no comparison.
      """),
    entry(
      "A311", "A unit unlike the others'",
      """
      Differences are averaged only in one unit. Counts over different times are brought to a week \
      where the days are given (unit_days); another unit is left out and named. A standardised \
      difference (SMD) or a ratio of means (ROM) has no unit, but answers another question.
      """),
    entry(
      "A312", "A study with several effects",
      """
      Effects of the same people are not independent: pooled as if they were, the interval would \
      be too short. Choose one time or outcome, or give comparisons of different people their own \
      labels.
      """),
    entry(
      "A314", "Numbers that are not printed",
      """
      The effect needs numbers that the study does not give. Some follow from others: standard \
      deviations from standard errors, standard errors from intervals or P values; trials derive \
      lists them. Nothing is imputed.
      """),
    entry(
      "A315", "Counts of a crossover without the pairs",
      """
      In a crossover the same people are in both arms. How many had the event under both \
      treatments decides how precise the comparison is, and is not printed. Treating the arms as \
      two groups would count everybody twice.
      """),
    entry(
      "A316", "A report of another measure",
      """
      The study reports a risk ratio, say, and a difference was asked for. One does not follow \
      from the other without the numbers of the arms.
      """),
    entry(
      "A317", "A comparison without its direction",
      """
      The text does not say which arm is compared with which, so that the sign of the effect is \
      not known. It is not guessed. If you can tell, write it into the column comparison.
      """),
    entry(
      "A318", "A study without a number for this outcome",
      """
      The study belongs to the group, and nothing of it could be used here. That is no evidence \
      either way; studies whose results cannot be found are often those that found little.
      """),
    entry(
      "A319", "Another row of the study was taken",
      """
      A study that gives changes from baseline as well as final values, or several times, has one \
      place in the pool. trials stress shows what the other choice would give.
      """),
  ]

  private static let refusals = [
    entry("A320", "No study to pool", "The filters left nothing. Excluded studies are listed."),
    entry(
      "A321", "Effects on different scales",
      "Ratios and differences cannot be averaged. Ask for one measure with --measure."),
    entry(
      "A322", "An effect that cannot be weighted",
      """
      A study counts by its sampling variance, which must be a positive number. A standard error \
      of 0 usually stands for one that was not printed.
      """),
    entry(
      "A323", "A design that does not fit the studies",
      "Every study needs a finite value for every moderator. Leave studies without one out."),
    entry(
      "A324", "Subgroups that cannot be compared",
      """
      A comparison needs two groups or more, each with a study. The contrast is the answer; two \
      intervals side by side are not.
      """),
    entry(
      "A325", "Moderators that cannot be told apart",
      """
      In these studies one moderator is a combination of others, or does not vary. Remove it: with \
      few studies that happens soon.
      """),
    entry(
      "A326", "Weights that do not fit",
      "Weights are numbers of at least 0, one a study, and some tests need the inverse variances."),
    entry(
      "A327", "A setting out of range",
      "A level of confidence lies between 0 and 1; the scale of a prior is above 0."),
    entry(
      "A328", "Too few studies for that",
      """
      The method says little below a number of studies, and what it says is mostly chance: tests \
      of small-study effects need ten. It is refused rather than shown.
      """),
  ]
}
