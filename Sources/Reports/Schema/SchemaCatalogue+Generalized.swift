import Figures
import MixedModels

/// What `magnify fit` gives for other families than `gaussian`.
extension SchemaCatalogue {
  static var generalizedFit: JSONValue {
    let always: Fields = [
      ("fixed_effects", rows(effect)), ("variance_components", rows(varianceComponent)),
      ("fit", rows(statistics)), ("groups", rows([("group", string), ("levels", count)])),
    ]
    let asked: Fields = [
      ("zero_inflation", rows(effect)), ("dispersion", rows(parameter(["alpha", "theta"]))),
      ("series", rows(parameter(["sd", "corr"]))), ("checks", rows(check)),
      ("r_squared", rows(share(["marginal", "conditional"]))),
      ("icc", rows(share(["adjusted", "unadjusted"]))), ("anova", rows(waldTest)),
      ("means", rows(margin("level", ["response", "link"]))),
      ("differences", rows(margin("contrast", ["ratio", "odds-ratio", "link"]))),
      ("test", rows(comparedModel)), ("conditional_modes", rows(conditionalMode)),
      ("timings", rows(timing)),
    ]
    return object(always, optional: asked + figures)
  }

  private static var effect: Fields {
    [("term", string)] + test + [
      ("ratio", maybeDeviation), ("ratio_low", maybeDeviation), ("ratio_high", maybeDeviation),
    ]
  }

  private static func parameter(_ kinds: JSONValue) -> Fields {
    [
      ("kind", ["enum": kinds]), ("estimate", maybeNumber), ("std_error", maybeDeviation),
      ("conf_low", maybeNumber), ("conf_high", maybeNumber), ("boundary", answer),
    ]
  }

  private static var statistics: Fields {
    [
      ("family", ["enum": names(ResponseFamily.allCases.filter { $0 != .gaussian })]),
      ("link", ["enum": names(LinkFunction.allCases)]),
      ("integration", ["enum": ["fast", "laplace", "gauss-hermite"]]), ("nodes", count),
      ("curvature", ["enum": names(Curvature.allCases)]), ("criterion", ["const": "ML"]),
      ("deviance", number), ("log_likelihood", number), ("aic", number), ("bic", number),
      ("n_obs", count), ("n_parameters", count), ("converged", answer), ("singular", answer),
      ("boundaries", ["type": "array", "items": string]), ("evaluations", count),
      ("theta", ["type": "array", "items": number]),
    ]
  }

  private static var check: Fields {
    [
      ("check", ["enum": names(ResidualCheck.Kind.allCases)]), ("statistic", number),
      ("expected", number), ("p_value", probability), ("sentence", string),
    ]
  }

  private static var waldTest: Fields {
    [
      ("term", string), ("df", count), ("statistic", maybeNumber),
      ("p_value", maybeProbability),
    ]
  }

  private static func margin(_ label: String, _ scales: JSONValue) -> Fields {
    [("margin", string), (label, string), ("scale", ["enum": scales])] + test
  }

  static func names<Name: RawRepresentable>(_ cases: [Name]) -> JSONValue
  where Name.RawValue == String {
    .array(cases.map { .string($0.rawValue) })
  }
}
