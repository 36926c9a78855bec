import Tables

extension MixedModelsCatalogue {
  /// M36x profiles of generalised models.
  public static let generalizedProfile = [
    entry(
      "M360", "The fast mode has no profile likelihood",
      """
      A profile compares maxima of the likelihood, and the fast mode finds the fixed effects \
      together with the modes of the random effects, which is not its maximum. Fit by the Laplace \
      approximation, or take Wald or bootstrap intervals.
      """)
  ]
}
