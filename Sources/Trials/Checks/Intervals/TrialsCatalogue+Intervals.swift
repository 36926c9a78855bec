import Tables

extension TrialsCatalogue {
  /// A121-A123, A125 P values and intervals, A141-A143 pooled values and crossovers.
  static let intervals = pValues + intervalsAndEstimates + pooledValues

  private static let pValues = [
    entry(
      "A121", "P and the means of two arms",
      """
      P was recomputed from means, standard deviations and people by the pooled t test, Welch's \
      and z, over everything that rounds to the printed numbers. If none of them reaches the \
      printed P, the usual causes are another test (adjusted for baseline, a rank test, a \
      transformed outcome, a model of repeated values), other people than those printed, a \
      one-sided P, or standard errors printed as standard deviations. Look in the methods which \
      test it was. Arms of the same people (crossover, before and after) are not checked so: see \
      A133.
      """),
    entry(
      "A122", "P and the counts of two arms",
      """
      P was recomputed from the counts by chi-square with and without correction, Fisher's exact \
      test, mid-P and some others; the message names those that reach the printed P. They can \
      fall on both sides of 0.05: then it is the choice of the test that decides, not the data. \
      If none fits, an adjusted model, a comparison of more than two arms or categories, a \
      one-sided P or other denominators are likely. Of a crossover only the totals are printed, \
      so McNemar's tests were tried on every table with these totals.
      """),
  ]

  private static let intervalsAndEstimates = [
    entry(
      "A123", "Estimate, interval, P and standard error",
      """
      Two of these give the others. An interval that is not symmetric about its estimate (on the \
      scale of the logarithm for a ratio) may be exact, a profile or a bootstrap interval, or of \
      medians. A P that the interval does not give may come from another test of the same data, \
      from an adjusted model beside a raw difference, or the interval may have another level. A \
      figure in brackets that is neither standard error nor standard deviation may belong to a \
      model, or to one arm. Take the interval before the P when you must choose.
      """),
    entry(
      "A125", "Estimate and interval against the arms",
      """
      The estimate and its interval were recomputed from the counts (log Wald, with and without \
      0.5 added, exact) or the means (pooled, Welch, z), both ways round and for the people \
      without the event. Where nothing fits, the estimate may be adjusted, or a few people may \
      be missing from one analysis: numbers of people named in the paper, and one or two fewer, \
      were tried, and a repair is named only if it is the only one.
      """),
  ]

  private static let pooledValues = [
    entry(
      "A141", "A pooled value outside its parts",
      """
      A weighted mean lies between the means of its parts if the weights are the same. A \
      random-effects model, or a simulation, weighs studies in the whole otherwise than in the \
      parts, medians need not follow the rule, and the whole may hold studies that are in no \
      part. The value that a review gives for treated people follows from that of the untreated \
      and the ratio or difference; it may have been computed before rounding, from another \
      control value.
      """),
    entry(
      "A142", "Two intervals and their difference",
      """
      That the interval of one group excludes no effect and that of another does not, is no sign \
      that the groups differ. Their difference has an interval of its own, which is given here \
      (Altman and Bland 2003). The groups are taken to be different people.
      """),
    entry(
      "A143", "A crossover read as two groups",
      """
      In a crossover the arms are the same people, so P comes from the differences within a \
      person. A P that is exactly that of independent groups is found when the two values of a \
      person hardly go together, by coincidence, or when the pairs were left out of the \
      analysis; the result is then usually less precise than it need be. More people in an arm \
      than were allocated are usually periods, one for each treatment.
      """),
  ]
}
