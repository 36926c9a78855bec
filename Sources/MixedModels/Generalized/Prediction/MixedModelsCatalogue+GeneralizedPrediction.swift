import Tables

extension MixedModelsCatalogue {
  /// M142 to M145: what predictions of generalised models say, and why they do not exist.
  static let generalizedPrediction: [CodeExplanation] = [
    entry(
      "M142", "The latent series is 0 in new rows",
      """
      A latent series is known at the times of the fit alone. In a new table it is put at 0, its \
      mean, and intervals of conditional predictions have its whole variance. Predict the fit's own \
      rows to see the series at work.
      """),
    entry(
      "M143", "One trial a row",
      """
      An interval for a new observation of a binomial response depends on the number of trials. \
      The table has no column of that name, so every row counts as one trial, and the interval is \
      one of no, yes, or both. Give the column of trials for an interval of shares.
      """),
    entry(
      "M144", "No observation on the scale of the link",
      """
      Observations are counts or events; the logarithm or log odds of one is often infinite. Ask \
      for the scale of the response, or for the interval of the mean.
      """),
    entry(
      "M145", "No mean over the random effects",
      """
      With the inverse link the mean is 1 / eta. A normal random effect puts eta near 0 and below, \
      where the mean is infinite or impossible, so that its average does not exist. The logarithm \
      is the link that usually serves instead.
      """),
  ]
}
