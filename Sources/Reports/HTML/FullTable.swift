import Figures

/// A table of a result with every digit, each value under its own identifier.
struct FullTable: Sendable {
  /// Rows of longer tables are left to the result file.
  static let mostRows = 2000

  let identifier: Markup
  let name: Markup
  /// "3 rows".
  let size: Markup
  let headers: [Markup]
  /// The cells of every row, as HTML.
  let rows: [Markup]
  /// Whether names and values stand side by side.
  let isRecord: Bool
  let left: [Markup]

  init(_ table: ResultTable) {
    identifier = Markup("\(table.prefix)-table-\(ResultTable.identifier(table.name))")
    name = Markup(table.name)
    let count = table.rows.count
    size = Markup(count == 1 ? "1 row" : "\(count) rows")
    isRecord = count == 1
    headers = table.columns.map { Markup($0) }
    if isRecord {
      rows = table.columns.indices.map { column in
        Markup(
          html: "<th scope=\"row\">\(Markup(table.columns[column]).html)</th>"
            + Self.cell(table.cell(0, column)))
      }
    } else {
      rows = table.rows.indices.prefix(Self.mostRows).map { row in
        Markup(
          html: table.columns.indices.map { Self.cell(table.cell(row, $0)) }.joined())
      }
    }
    left =
      count > Self.mostRows
      ? [Markup("The first \(Self.mostRows) of \(count) rows; the result file holds all.")] : []
  }

  private static func cell(_ cell: ResultCell) -> String {
    let kind = cell.value.double == nil ? "" : " class=\"n\""
    return "<td id=\"\(Markup(cell.identifier).html)\"\(kind)>\(Markup(cell.full).html)</td>"
  }
}
