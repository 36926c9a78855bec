import Tables

extension MixedModelsCatalogue {
  /// M32x tests and comparisons of generalised models.
  public static let generalizedInference = [
    entry(
      "M320", "The likelihood is flat at its maximum",
      """
      Standard errors are from the curvature of the likelihood, and in the direction of the named \
      parameters there is none, or a wrong one: the data cannot tell them apart, or the optimiser \
      stopped before the maximum. Leave out a random slope, a correlation or a term of the zero \
      inflation.
      """),
    entry(
      "M321", "The fast mode has no joint information",
      """
      It finds the fixed effects together with the modes of the random effects and not by the \
      likelihood. Take conditional standard errors, or fit by the Laplace approximation.
      """),
    entry(
      "M322", "No ratio on this link",
      """
      Differences on the scale of the link are ratios of means with the log link and odds ratios \
      with the logit; with others they are neither. Take the differences as they are, or compare \
      the means on the scale of the response.
      """),
    entry(
      "M323", "The models are of different kinds",
      """
      A likelihood-ratio test needs the same family, link and way of integrating the random effects \
      out; only a Poisson model may stand within a negative binomial one. Information criteria \
      need the same way of integrating.
      """),
  ]
}
