/// A plot: its rows first, then two drawings of those same rows.
public struct Figure: Sendable, Equatable {
  /// What is plotted: `CSV` of these rows is the figure's `name.csv`.
  public let data: RowTable
  /// A Vega-Lite v5 specification that reads `name.csv` beside it.
  public let vegaLite: String
  /// An SVG drawing, 800 px wide.
  public let svg: String

  /// Stem of the three files.
  public var name: String { data.name }

  init(data: RowTable, vegaLite: JSONValue, svg: String) {
    self.data = data
    self.vegaLite = vegaLite.rendered(.pretty) + "\n"
    self.svg = svg
  }

  /// What a result keeps of the figure, so that it can be drawn again: `init(json:)` reads it back.
  public var json: JSONValue {
    [
      "kind": .string(name), "columns": .array(data.columns.map(JSONValue.string)),
      "rows": .array(data.rows.map(JSONValue.array)), "vega_lite": .string(vegaLite),
      "svg": .string(svg),
    ]
  }

  /// The figure that a result kept; nil where the value is not one.
  public init?(json: JSONValue) {
    guard let kind = json["kind"]?.text, let columns = json["columns"]?.elements,
      let rows = json["rows"]?.elements?.map({ $0.elements ?? [] }),
      rows.allSatisfy({ $0.count == columns.count }),
      let vegaLite = json["vega_lite"]?.text, let svg = json["svg"]?.text
    else { return nil }
    data = RowTable(name: kind, columns: columns.compactMap(\.text), rows: rows)
    self.vegaLite = vegaLite
    self.svg = svg
  }

  /// The SVG drawing for a page that holds others: its identifiers begin with `prefix`.
  public func svg(identifiers prefix: String) -> String { svg }

  /// The head that every specification shares, followed by its own members.
  static func specification(
    of data: RowTable, title: String, _ members: [JSONValue.Member]
  ) -> JSONValue {
    .object(
      [
        .init("$schema", "https://vega.github.io/schema/vega-lite/v5.json"),
        .init("title", .string(title)),
        .init("data", ["url": .string("\(data.name).csv"), "format": ["type": "csv"]]),
      ] + members)
  }
}
