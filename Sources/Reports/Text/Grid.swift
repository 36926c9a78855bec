import Tables

/// A table of texts, ready to be aligned: what people see of a result.
package struct Grid: Sendable, Equatable {
  var header: [String]
  /// A row may be shorter than the header: its last cell then spans the columns that remain.
  var rows: [[String]]
  /// Whether each column is aligned to the right, as numbers are.
  var alignsRight: [Bool]

  /// Lines of text, columns two blanks apart.
  /// - Parameter labelWidth: a wider text in the first column of a table of numbers is wrapped,
  ///   its numbers on the last line.
  func lines(labelWidth: Int = .max) -> [String] {
    let all = ([header] + rows).flatMap { row in
      Grid.wrappingLabel(of: row.map(DisplayText.visible), width: labelWidth)
    }
    let widths = header.indices.map { column in
      all.compactMap { spans($0, column) ? nil : DisplayText.width($0[column]) }.max() ?? 0
    }
    return all.map { row in
      let cells = row.enumerated().map { column, cell in
        spans(row, column)
          ? cell : DisplayText.padded(cell, to: widths[column], right: alignsRight[column])
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Whether the column has no cell of its own in the row, or one that spans others.
  private func spans(_ row: [String], _ column: Int) -> Bool {
    row.count < header.count && column >= row.count - 1
  }

  private static func wrappingLabel(of row: [String], width: Int) -> [[String]] {
    guard let label = row.first, DisplayText.width(label) > width else { return [row] }
    let parts = DisplayText.wrapped(label, width: width, hanging: 2)
    let blanks = Array(repeating: "", count: row.count - 1)
    return parts.dropLast().map { [$0] + blanks } + [[parts.last ?? ""] + row.dropFirst()]
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
