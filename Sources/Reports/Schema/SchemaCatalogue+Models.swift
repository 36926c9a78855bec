import Figures

extension SchemaCatalogue {
  /// A linear model, or a generalised one.
  static var fit: String {
    document(
      "magnify.fit/1", title: "Results of magnify fit", ["oneOf": [linearFit, generalizedFit]])
  }

  private static var linearFit: JSONValue {
    let always: Fields = [
      ("fixed_effects", rows(fixedEffect)), ("variance_components", rows(varianceComponent)),
      ("fit", rows(fitStatistics)), ("groups", rows([("group", string), ("levels", count)])),
      ("r_squared", rows(share(["marginal", "conditional"]))),
      ("icc", rows(share(["adjusted", "unadjusted"]))),
    ]
    let asked: Fields = [
      ("anova", rows(analysisOfVariance)), ("means", rows(mean)),
      ("differences", rows(difference)), ("test", rows(comparedModel)),
      ("conditional_modes", rows(conditionalMode)), ("timings", rows(timing)),
    ]
    return object(always, optional: asked + figures)
  }

  static var predict: String {
    let prediction: Fields = [
      ("row", ["type": "integer", "minimum": 1]), ("estimate", number),
      ("std_error", maybeDeviation), ("conf_low", maybeNumber), ("conf_high", maybeNumber),
      ("new_levels", string),
    ]
    return document(
      "magnify.predict/1", title: "Results of magnify predict",
      object([("predictions", rows(prediction))]))
  }

  // Rows, in the order in which they are written

  static func share(_ kinds: JSONValue) -> Fields {
    [("kind", ["enum": kinds]), ("estimate", probability)]
  }

  static var test: Fields {
    [
      ("estimate", number), ("std_error", maybeDeviation), ("df", maybeNumber),
      ("statistic", maybeNumber), ("p_value", maybeProbability), ("conf_low", maybeNumber),
      ("conf_high", maybeNumber),
    ]
  }

  static var fixedEffect: Fields {
    [("term", string)] + test
  }

  static var varianceComponent: Fields {
    [
      ("group", string), ("term", string), ("term2", maybeString),
      ("kind", ["enum": ["sd", "corr", "rho", "ratio", "power"]]), ("estimate", maybeNumber),
      ("conf_low", maybeNumber), ("conf_high", maybeNumber),
    ]
  }

  private static var fitStatistics: Fields {
    [
      ("criterion", ["enum": ["ML", "REML"]]), ("deviance", number), ("log_likelihood", number),
      ("aic", number), ("bic", number), ("sigma", deviation), ("n_obs", count),
      ("n_parameters", count), ("converged", answer), ("singular", answer),
      ("evaluations", count), ("theta", ["type": "array", "items": number]),
    ]
  }

  static var timing: Fields { [("step", string), ("seconds", deviation)] }

  static var conditionalMode: Fields {
    [
      ("group", string), ("level", string), ("term", string), ("estimate", number),
      ("std_error", deviation),
    ]
  }

  private static var analysisOfVariance: Fields {
    [
      ("term", string), ("num_df", number), ("den_df", maybeNumber), ("statistic", number),
      ("p_value", maybeProbability),
    ]
  }

  private static var mean: Fields { [("margin", string), ("level", string)] + test }
  private static var difference: Fields { [("margin", string), ("contrast", string)] + test }

  static var comparedModel: Fields {
    [
      ("formula", string), ("n_parameters", count), ("aic", number), ("bic", number),
      ("log_likelihood", number), ("deviance", number), ("statistic", maybeNumber),
      ("df", maybeCount), ("p_value", maybeProbability), ("p_value_boundary", maybeProbability),
    ]
  }
}
