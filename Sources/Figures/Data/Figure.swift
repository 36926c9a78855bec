/// A plot: its rows first, and the few other things that its drawings show.
///
/// Rows and facts are all there is: the Vega-Lite specification and the SVG are drawn from them when
/// they are asked for, so that whoever has the figure's JSON has its drawings, byte for byte.
public struct Figure: Sendable, Equatable {
  public let kind: Kind
  /// What is plotted: the CSV of these rows is the figure's `name.csv`.
  public let data: RowTable
  /// What is drawn beside the rows: titles, names of axes, levels.
  public let facts: [JSONValue.Member]

  /// Rows whose cells are in the order of the columns of the kind.
  init(_ kind: Kind, facts: [JSONValue.Member] = [], rows: [[JSONValue]]) {
    self.init(
      kind,
      data: RowTable(name: kind.name, columns: kind.drawing.shape.columnNames, rows: rows),
      facts: facts)
  }

  init(_ kind: Kind, data: RowTable, facts: [JSONValue.Member]) {
    self.kind = kind
    self.data = data
    self.facts = facts
  }

  /// Stem of the three files.
  public var name: String { kind.name }

  /// A Vega-Lite v5 specification that reads `name.csv` beside it.
  public var vegaLite: String { kind.drawing.init(self).vegaLite.rendered(.spread) + "\n" }

  /// An SVG drawing, 800 px wide.
  public var svg: String { svg(identifiers: "") }

  /// The SVG drawing for a page that holds others: its identifiers begin with `prefix`.
  public func svg(identifiers prefix: String) -> String {
    kind.drawing.init(self).svg(identifiers: prefix)
  }

  /// The head that every specification shares, followed by its own members.
  func specification(title: String, _ members: [JSONValue.Member]) -> JSONValue {
    .object(
      [
        .init("$schema", "https://vega.github.io/schema/vega-lite/v5.json"),
        .init("title", .string(title)),
        .init("data", ["url": .string("\(name).csv"), "format": ["type": "csv"]]),
      ] + members)
  }
}
