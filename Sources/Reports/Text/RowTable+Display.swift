import Figures

extension RowTable {
  /// The table as aligned text, numbers to the right, with a final newline.
  /// - Parameter digits: significant digits of a number; whole numbers keep all of theirs.
  public func text(digits: Int = 3) -> String {
    grid(digits: digits).lines().map { $0 + "\n" }.joined()
  }

  /// The table in GitHub-flavoured Markdown.
  public func markdown(digits: Int = 3) -> String {
    grid(digits: digits).markdown()
  }

  package func grid(digits: Int) -> Grid {
    let cells = columns.indices.map { column in
      RowTable.cells(rows.map { $0[column] }, digits: digits)
    }
    return Grid(
      header: columns, rows: rows.indices.map { row in cells.map { $0.texts[row] } },
      alignsRight: cells.map(\.alignsRight))
  }

  /// The texts of one column; numbers that are all whole are written without decimals.
  private static func cells(
    _ values: [JSONValue], digits: Int
  ) -> (texts: [String], alignsRight: Bool) {
    let known = values.filter { $0 != .null }
    let numbers = known.compactMap(\.double)
    let areWhole = numbers.allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
    let texts = values.map { value in
      switch value {
      case .null: "–"
      case .string(let text): text
      case .number(let number):
        areWhole
          ? DecimalText.fixed(number, decimals: 0)
          : DecimalText.significant(number, digits: digits)
      case .bool(let answer): answer ? "yes" : "no"
      default: value.rendered(.compact)
      }
    }
    return (texts, !known.isEmpty && numbers.count == known.count)
  }
}
