import Figures

extension SchemaCatalogue {
  /// The schema of results that may also hold what their page says in words, as a saved result does
  /// and `Page.wording` makes it.
  static func withWording(_ results: JSONValue) -> JSONValue {
    let elements = [
      "title", "heading", "subheading", "answer", "paragraph", "item", "table", "advice",
    ]
    let row: Fields = [
      ("element", ["enum": .array(elements.map(JSONValue.string))]), ("lead", maybeString),
      ("text", maybeString),
    ]
    return .object(
      (results.members ?? []).map { member in
        switch member.name {
        case "properties":
          .init(
            member.name, .object((member.value.members ?? []) + [.init("wording", rows(row))]))
        case "oneOf":
          .init(member.name, .array((member.value.elements ?? []).map(withWording)))
        default: member
        }
      })
  }
}
