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
