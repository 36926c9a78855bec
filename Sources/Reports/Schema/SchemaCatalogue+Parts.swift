import Figures

/// What the schemas of results are put together from.
extension SchemaCatalogue {
  typealias Fields = [(String, JSONValue)]

  static let string: JSONValue = ["type": "string"]
  static let maybeString: JSONValue = ["type": ["string", "null"]]
  static let number: JSONValue = ["type": "number"]
  static let maybeNumber: JSONValue = ["type": ["number", "null"]]
  static let deviation: JSONValue = ["type": "number", "minimum": 0]
  static let maybeDeviation: JSONValue = ["type": ["number", "null"], "minimum": 0]
  static let probability: JSONValue = ["type": "number", "minimum": 0, "maximum": 1]
  static let maybeProbability: JSONValue = [
    "type": ["number", "null"], "minimum": 0, "maximum": 1,
  ]
  static let count: JSONValue = ["type": "integer", "minimum": 0]
  static let maybeCount: JSONValue = ["type": ["integer", "null"], "minimum": 0]
  static let answer: JSONValue = ["type": "boolean"]

  /// - Parameter optional: fields that are there only when they were asked for.
  static func object(_ fields: Fields, optional: Fields = []) -> JSONValue {
    [
      "type": "object", "additionalProperties": false,
      "required": .array(fields.map { .string($0.0) }),
      "properties": .object((fields + optional).map { JSONValue.Member($0.0, $0.1) }),
    ]
  }

  /// An object that is null where there is none.
  static func maybe(_ fields: Fields) -> JSONValue {
    ["oneOf": [["type": "null"], object(fields)]]
  }

  static func rows(_ fields: Fields) -> JSONValue {
    ["type": "array", "items": object(fields)]
  }

  /// What is kept so that the plots can be drawn again, unless --no-figures leaves it out.
  static var figures: Fields {
    let cell: JSONValue = ["type": ["string", "number", "boolean", "null"]]
    let figure: Fields = [
      ("kind", ["enum": .array(Figure.Kind.allCases.map { .string($0.rawValue) })]),
      ("facts", ["type": "object"]),
      ("columns", ["type": "array", "items": string]),
      ("rows", ["type": "array", "items": ["type": "array", "items": cell]]),
    ]
    return [("figures", rows(figure))]
  }

  /// - Parameter wording: whether what it describes may say what its page says.
  static func document(
    _ id: String, title: String, _ schema: JSONValue, wording: Bool = true
  ) -> String {
    let head: [JSONValue.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("$id", .string(id)),
      .init("title", .string(title)),
    ]
    return JSONValue.object(head + ((wording ? withWording(schema) : schema).members ?? []))
      .rendered(.pretty) + "\n"
  }
}
