import Figures

extension SchemaCatalogue {
  static var personalAnalysis: String {
    let fields: Fields = [
      ("verdict", verdict), ("effects", rows(effect)), ("hyperparameters", rows(hyperparameter)),
      ("design", design), ("cycles", rows(cycle)), ("cycle_level", rows(cycleLevel)),
      ("randomisation_test", maybe(randomisationTest)),
      ("operating_characteristics", rows(operatingCharacteristic)),
      (
        "sensitivity",
        rows([("key", string), ("label", string)] + effect + [("log_bayes_factor", maybeNumber)])
      ),
      ("nights", rows(night)), ("comparisons", rows(comparison)), ("forms", maybe(forms)),
      ("dose", maybe(dose)), ("monitoring", maybe(monitoring)), ("borrowing", maybe(borrowing)),
    ]
    return document(
      "magnify.nof1/1", title: "Results of magnify nof1 analyze",
      object(fields, optional: figures))
  }

  static var personalCheck: String {
    document(
      "magnify.check/1", title: "Results of magnify nof1 check", object([("design", design)]))
  }

  static let scale: JSONValue = ["enum": ["ratio", "odds_ratio", "difference"]]

  // Objects and rows, in the order in which they are written

  private static var verdict: JSONValue {
    let answers: JSONValue = [
      "responder", "non-responder", "inconclusive", "design-cannot-identify",
    ]
    return object([
      ("verdict", ["enum": answers]), ("arm", string), ("label", maybeString),
      ("reasons", ["type": "array", "items": string]), ("sentence", string), ("clinical", string),
      ("technical", string),
      ("conditions", rows([("name", string), ("holds", answer), ("sentence", string)])),
      ("next_step", maybeString),
    ])
  }

  private static var effect: Fields {
    [
      ("arm", string), ("reference", string), ("prior", string), ("scale", scale),
      ("estimate", number),
      ("mean", number), ("sd", deviation), ("conf_low", number), ("conf_high", number),
      ("p_benefit", probability), ("p_mcid", probability), ("p_harm", probability),
      ("p_worse", probability), ("nights", count), ("nights_reference", count),
      ("avoided_28_nights", maybeNumber), ("avoided_conf_low", maybeNumber),
      ("avoided_conf_high", maybeNumber), ("prior_mean", number), ("prior_sd", deviation),
    ]
  }

  static var hyperparameter: Fields {
    [
      ("term", string), ("estimate", number), ("mean", number), ("sd", deviation),
      ("conf_low", number), ("conf_high", number), ("prior", string),
    ]
  }

  private static var design: JSONValue {
    let arm: Fields = [
      ("arm", string), ("nights", count), ("recorded", count), ("periods", count),
      ("events", maybeCount), ("mean", maybeNumber),
    ]
    let guardRow: Fields = [
      ("name", string), ("required", count), ("observed", count), ("holds", answer),
      ("sentence", string),
    ]
    return object([
      ("span_days", count), ("periods", count), ("cycles", count), ("transitions", count),
      ("randomised", answer), ("identifies_responder", answer), ("arms", rows(arm)),
      ("guards", rows(guardRow)),
    ])
  }

  private static var cycle: Fields {
    [
      ("arm", string), ("cycle", ["type": "integer", "minimum": 1]), ("estimate", number),
      ("nights", count), ("nights_reference", count), ("mean", number), ("mean_reference", number),
    ]
  }

  private static var cycleLevel: Fields {
    [
      ("arm", string), ("cycles", count), ("scale", scale), ("estimate", number), ("mean", number),
      ("std_error", deviation), ("df", number), ("conf_low", number), ("conf_high", number),
      ("p_benefit", probability), ("p_mcid", probability),
    ]
  }

  private static var randomisationTest: Fields {
    [
      ("arm", string), ("scheme", string), ("schedules", count), ("exact", answer),
      ("statistic", number), ("p_value", probability), ("p_value_two_sided", probability),
      ("floor", probability),
    ]
  }

  static var operatingCharacteristic: Fields {
    [
      ("effect", number), ("rho", number), ("simulations", count), ("p_responder", probability),
      ("p_non_responder", probability), ("p_inconclusive", probability),
    ]
  }

  private static var night: Fields {
    [
      ("day", ["type": "integer"]), ("date", maybeString), ("arm", string), ("period", count),
      ("cycle", maybeCount), ("outcome", maybeNumber), ("fitted", maybeNumber),
      ("fitted_low", maybeNumber), ("fitted_high", maybeNumber),
    ]
  }
}
