extension Figure {
  /// What a result keeps of the figure, so that it can be drawn again: {kind, facts, columns, rows}.
  /// `init(json:)` reads it back.
  public var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "facts": .object(facts),
      "columns": .array(data.columns.map(JSONValue.string)),
      "rows": .array(data.rows.map(JSONValue.array)),
    ]
  }

  /// The figure that a result kept.
  /// - Throws: `FigureError` where the kind is not known, a column or a fact is missing, or a value
  ///   is of another type than its drawings need or out of their range.
  public init(json: JSONValue) throws(FigureError) {
    func part<T>(_ name: String, _ value: T?) throws(FigureError) -> T {
      guard let value else {
        throw FigureError(path: name, reason: "it is absent or of another type")
      }
      return value
    }
    let name = try part("kind", json["kind"]?.text)
    guard let kind = Kind(rawValue: name) else {
      throw FigureError(path: "kind", reason: "there is no kind '\(name)'")
    }
    let facts = try part("facts", json["facts"]?.members)
    let columns = try part("columns", json["columns"]?.elements).compactMap(\.text)
    let rows = try part("rows", json["rows"]?.elements).map { $0.elements ?? [] }
    try kind.drawing.shape.check(facts: facts, columns: columns, rows: rows)
    self.init(kind, data: RowTable(name: kind.name, columns: columns, rows: rows), facts: facts)
  }
}
