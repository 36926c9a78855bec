/// A table of texts, ready to be aligned: what people see of a result.
struct Grid: Sendable, Equatable {
  var header: [String]
  /// A row may be shorter than the header: its last cell then spans the columns that remain.
  var rows: [[String]]
  /// Whether each column is aligned to the right, as numbers are.
  var alignsRight: [Bool]

  /// Lines of text, columns two blanks apart.
  func lines() -> [String] {
    let all = ([header] + rows).map { $0.map(DisplayText.visible) }
    let widths = header.indices.map { column in
      all.compactMap { row in
        let spans = column == row.count - 1 && row.count < header.count
        return column < row.count && !spans ? DisplayText.width(row[column]) : nil
      }.max() ?? 0
    }
    return all.map { row in
      let cells = row.enumerated().map { column, cell in
        let spans = column == row.count - 1 && row.count < header.count
        return spans
          ? cell : DisplayText.padded(cell, to: widths[column], right: alignsRight[column])
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The table in GitHub-flavoured Markdown.
  func markdown() -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rule = alignsRight.map { $0 ? "---:" : ":---" }
    let body = rows.map { row in
      line(
        row.map(Markdown.escaped)
          + Array(repeating: "", count: max(0, header.count - row.count)))
    }
    return line(header.map(Markdown.escaped)) + line(rule) + body.joined()
  }
}
