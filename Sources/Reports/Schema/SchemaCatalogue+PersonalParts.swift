import Figures

/// What an analysis holds only for some logs: several arms, looks, a prior from trials.
extension SchemaCatalogue {
  static var comparison: Fields {
    [
      ("arm", string), ("against", string), ("scale", scale), ("estimate", number),
      ("mean", number), ("sd", deviation), ("conf_low", number), ("conf_high", number),
      ("p_benefit", probability), ("p_mcid", probability), ("is_primary", answer),
    ]
  }

  private static var form: Fields {
    [
      ("form", string), ("arms", ["type": "array", "items": string]), ("estimate", number),
      ("conf_low", number), ("conf_high", number), ("p_benefit", probability),
      ("p_mcid", probability),
    ]
  }

  static var forms: Fields {
    [("forms", rows(form)), ("common", object(form)), ("omega", object(hyperparameter))]
  }

  static var dose: Fields {
    let level: Fields = [
      ("dose_mg", number), ("nights", count), ("estimate", number), ("conf_low", number),
      ("conf_high", number),
    ]
    return [
      ("per_100_mg", number), ("conf_low", number), ("conf_high", number),
      ("p_benefit", probability), ("levels", rows(level)), ("log_bayes_factor", maybeNumber),
    ]
  }

  /// As a study file writes it; null for one analysis at the end.
  static let declaredMonitoring: JSONValue = [
    "oneOf": [
      ["type": "null"], ["const": "continuous"],
      object([("looks", ["type": "array", "items": ["type": "integer", "minimum": 1]])]),
    ]
  ]

  static var monitoring: Fields {
    let bet: Fields = [("step", count), ("factor", deviation), ("e_value", deviation)]
    return [
      ("monitoring", declaredMonitoring), ("cycles", count), ("planned_cycles", maybeCount),
      ("look", maybeCount), ("p_mcid_needed", probability), ("p_benefit_needed", probability),
      ("p_false_responder", maybeProbability), ("bets", rows(bet)),
      ("e_value_needed", maybeDeviation), ("sentence", string),
    ]
  }

  static var borrowing: Fields {
    let prior: Fields = [
      ("mean", number), ("scale", deviation), ("degrees_of_freedom", maybeDeviation),
      ("is_logarithmic", answer), ("unit", string), ("measure", string), ("mapping", string),
      ("outcome", string), ("studies", ["type": "array", "items": string]),
      ("person_spread", deviation),
    ]
    let row: Fields = [
      ("source", string), ("person_spread", maybeDeviation), ("estimate", number),
      ("conf_low", number), ("conf_high", number), ("p_benefit", probability),
      ("p_mcid", probability),
    ]
    return [
      ("prior", object(prior)), ("rows", rows(row)), ("worth_in_cycles", maybeDeviation),
      ("conflict_statistic", number), ("conflict_p_value", probability), ("is_conflict", answer),
      ("sentence", string), ("own_data_statement", maybeString),
    ]
  }
}
