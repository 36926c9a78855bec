import Tables

extension MixedModelsCatalogue {
  /// M414 to M421: what the residuals of a generalised model show.
  public static let generalizedDiagnostics: [CodeExplanation] = [
    entry(
      "M414", "Residuals that are not uniform",
      """
      Each response is ranked among responses simulated from the fitted model. If the model were \
      true, these ranks would be spread evenly; here they are not, by more than chance does in one \
      of twenty data sets. Too many large and small ranks mean too much variation, too many in the \
      middle too little; a slope against a predictor means that its effect has another shape.
      """),
    entry(
      "M415", "More variation than the model has",
      """
      The responses scatter more about their means than the family lets them. Standard errors of \
      a Poisson or binomial model are then too narrow and tests too bold. Counts: fit a negative \
      binomial family (nb2 or nb1). Events among trials: add a random effect with a level for each \
      row. Look for a missing predictor and for a few wild values first.
      """),
    entry(
      "M416", "Less variation than the model has",
      """
      The responses scatter less about their means than the family says. Conclusions are rather \
      too cautious than too bold. Counts that cannot go beyond a limit, or that were smoothed or \
      averaged before they were written down, look like this.
      """),
    entry(
      "M417", "More zeros than the model makes",
      """
      Simulations of the fitted model hold fewer zeros than the data. Either some rows are zero \
      for a reason of their own (nothing could be counted), which zero inflation describes, or the \
      counts vary more than the family allows, which a negative binomial does. Fit both, and \
      compare their information criteria.
      """),
    entry(
      "M418", "Fewer zeros than the model makes",
      """
      Simulations of the fitted model hold more zeros than the data. Often zeros were not \
      recorded: days without an event that have no row. Add these rows if they are missing.
      """),
    entry(
      "M419", "Rows outside all simulations",
      """
      More responses lie beyond everything the model simulates in their place than chance has it. \
      These rows are worth a look: slips of the pen, another unit, a bad week. If nothing is wrong \
      with them, a family or random effects with more variation are called for.
      """),
    entry(
      "M420", "No deviance residuals",
      """
      A deviance residual compares a row's fit with the best possible one at the same variance \
      function. For the NB1 family, and where zeros have two sources, there is no agreed definition. \
      Randomised quantile residuals exist for every family and are normal where the model is true.
      """),
    entry(
      "M421", "No R squared of this kind",
      """
      The variance of a response on the scale of the link has a theoretical value for logit, probit \
      and complementary log-log, a lognormal and a trigamma form for counts with the logarithm as \
      link, and a delta form for all. With extra zeros the share of variance explained has no agreed \
      definition.
      """),
  ]
}
