import Figures

extension SchemaCatalogue {
  private typealias Fields = [(String, JSONValue)]

  static var personalAnalysis: String {
    let fields: Fields = [
      ("verdict", verdict), ("effects", rows(effect)), ("hyperparameters", rows(hyperparameter)),
      ("design", design), ("cycles", rows(cycle)), ("cycle_level", rows(cycleLevel)),
      ("randomisation_test", ["oneOf": [["type": "null"], object(randomisationTest)]]),
      ("operating_characteristics", rows(operatingCharacteristic)),
      (
        "sensitivity",
        rows([("key", text), ("label", text)] + effect + [("log_bayes_factor", maybeNumber)])
      ),
      ("nights", rows(night)),
    ]
    return document("magnify.nof1/1", title: "Results of magnify nof1 analyze", object(fields))
  }

  static var personalCheck: String {
    document(
      "magnify.check/1", title: "Results of magnify nof1 check", object([("design", design)]))
  }

  // Kinds of values

  private static let text: JSONValue = ["type": "string"]
  private static let maybeText: JSONValue = ["type": ["string", "null"]]
  private static let number: JSONValue = ["type": "number"]
  private static let maybeNumber: JSONValue = ["type": ["number", "null"]]
  private static let deviation: JSONValue = ["type": "number", "minimum": 0]
  private static let probability: JSONValue = ["type": "number", "minimum": 0, "maximum": 1]
  private static let count: JSONValue = ["type": "integer", "minimum": 0]
  private static let maybeCount: JSONValue = ["type": ["integer", "null"], "minimum": 0]
  private static let answer: JSONValue = ["type": "boolean"]
  private static let scale: JSONValue = ["enum": ["ratio", "odds_ratio", "difference"]]

  private static func object(_ fields: Fields) -> JSONValue {
    [
      "type": "object", "additionalProperties": false,
      "required": .array(fields.map { .string($0.0) }),
      "properties": .object(fields.map { JSONValue.Member($0.0, $0.1) }),
    ]
  }

  private static func rows(_ fields: Fields) -> JSONValue {
    ["type": "array", "items": object(fields)]
  }

  private static func document(_ id: String, title: String, _ schema: JSONValue) -> String {
    let head: [JSONValue.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("$id", .string(id)),
      .init("title", .string(title)),
    ]
    return JSONValue.object(head + (schema.members ?? [])).rendered(.pretty) + "\n"
  }

  // Objects and rows, in the order in which they are written

  private static var verdict: JSONValue {
    let answers: JSONValue = [
      "responder", "non-responder", "inconclusive", "design-cannot-identify",
    ]
    return object([
      ("verdict", ["enum": answers]), ("arm", text), ("label", maybeText),
      ("reasons", ["type": "array", "items": text]), ("sentence", text), ("clinical", text),
      ("technical", text),
      ("conditions", rows([("name", text), ("holds", answer), ("sentence", text)])),
      ("next_step", maybeText),
    ])
  }

  private static var effect: Fields {
    [
      ("arm", text), ("reference", text), ("prior", text), ("scale", scale), ("estimate", number),
      ("mean", number), ("sd", deviation), ("conf_low", number), ("conf_high", number),
      ("p_benefit", probability), ("p_mcid", probability), ("p_harm", probability),
      ("p_worse", probability), ("nights", count), ("nights_reference", count),
      ("avoided_28_nights", maybeNumber), ("avoided_conf_low", maybeNumber),
      ("avoided_conf_high", maybeNumber), ("prior_mean", number), ("prior_sd", deviation),
    ]
  }

  private static var hyperparameter: Fields {
    [
      ("term", text), ("estimate", number), ("mean", number), ("sd", deviation),
      ("conf_low", number), ("conf_high", number), ("prior", text),
    ]
  }

  private static var design: JSONValue {
    let arm: Fields = [
      ("arm", text), ("nights", count), ("recorded", count), ("periods", count),
      ("events", maybeCount), ("mean", maybeNumber),
    ]
    let guardRow: Fields = [
      ("name", text), ("required", count), ("observed", count), ("holds", answer),
      ("sentence", text),
    ]
    return object([
      ("span_days", count), ("periods", count), ("cycles", count), ("transitions", count),
      ("randomised", answer), ("identifies_responder", answer), ("arms", rows(arm)),
      ("guards", rows(guardRow)),
    ])
  }

  private static var cycle: Fields {
    [
      ("arm", text), ("cycle", ["type": "integer", "minimum": 1]), ("estimate", number),
      ("nights", count), ("nights_reference", count), ("mean", number), ("mean_reference", number),
    ]
  }

  private static var cycleLevel: Fields {
    [
      ("arm", text), ("cycles", count), ("scale", scale), ("estimate", number), ("mean", number),
      ("std_error", deviation), ("df", number), ("conf_low", number), ("conf_high", number),
      ("p_benefit", probability), ("p_mcid", probability),
    ]
  }

  private static var randomisationTest: Fields {
    [
      ("arm", text), ("scheme", text), ("schedules", count), ("exact", answer),
      ("statistic", number), ("p_value", probability), ("p_value_two_sided", probability),
      ("floor", probability),
    ]
  }

  private static var operatingCharacteristic: Fields {
    [
      ("effect", number), ("rho", number), ("simulations", count), ("p_responder", probability),
      ("p_non_responder", probability), ("p_inconclusive", probability),
    ]
  }

  private static var night: Fields {
    [
      ("day", ["type": "integer"]), ("date", maybeText), ("arm", text), ("period", count),
      ("cycle", maybeCount), ("outcome", maybeNumber), ("fitted", maybeNumber),
      ("fitted_low", maybeNumber), ("fitted_high", maybeNumber),
    ]
  }
}
