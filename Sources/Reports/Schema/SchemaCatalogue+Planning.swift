import Figures

/// The results of `nof1 design`, `pool` and `checklist`.
extension SchemaCatalogue {
  static var personalDesign: String {
    let design: Fields = [
      ("arms", ["type": "array", "items": string]), ("cycles", count), ("period_nights", count),
      ("nights", count), ("wash_in_nights", count),
      ("randomisation", ["type": ["string", "object"]]), ("max_period_run", maybeCount),
      ("blinded", answer), ("monitoring", declaredMonitoring), ("generator", string),
      ("admissible", ["type": "number", "minimum": 1]), ("floor", probability),
    ]
    let night: Fields = [
      ("day", count), ("date", maybeString), ("period", count), ("cycle", count),
      ("treatment", string),
    ]
    return document(
      "magnify.nof1-design/1", title: "Results of magnify nof1 design",
      object([
        ("design", object(design)), ("schedule", rows(night)),
        ("operating_characteristics", rows(operatingCharacteristic)),
        ("files", rows([("name", string), ("purpose", string)])),
      ]))
  }

  static var personalPool: String {
    let responders: Fields = [
      ("persons", count), ("expected", deviation), ("firm", count), ("little_spread", deviation),
      ("p_little_spread", probability), ("bayes_factor_of_spread", deviation),
      ("p_benefit", probability), ("p_mcid", probability),
    ]
    let person: Fields = [
      ("person", string), ("nights", count), ("nights_reference", count), ("raw", number),
      ("raw_conf_low", number), ("raw_conf_high", number), ("raw_is_open", answer),
      ("shrunken", number),
      ("conf_low", number), ("conf_high", number), ("p_benefit", probability),
      ("p_mcid", probability),
    ]
    return document(
      "magnify.nof1-pool/1", title: "Results of magnify nof1 pool",
      object(
        [
          ("population", rows(hyperparameter)), ("responders", object(responders)),
          ("sentences", ["type": "array", "items": string]), ("people", rows(person)),
        ], optional: figures))
  }

  static var personalChecklist: String {
    let item: Fields = [
      ("number", string), ("section", string), ("asks", string),
      ("state", ["enum": ["answered", "not supplied", "not applicable"]]), ("answer", string),
    ]
    return document(
      "magnify.nof1-checklist/1", title: "Results of magnify nof1 checklist",
      object([
        ("guideline", ["enum": ["cent", "spent"]]),
        (
          "summary",
          object([("answered", count), ("not_supplied", count), ("not_applicable", count)])
        ), ("items", rows(item)),
      ]))
  }
}
