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

  func grid(digits: Int) -> Grid {
    Grid(
      header: columns,
      rows: rows.map { $0.map { RowTable.cell($0, digits: digits) } },
      alignsRight: columns.indices.map { column in
        let values = rows.map { $0[column] }.filter { $0 != .null }
        return !values.isEmpty && values.allSatisfy(\.isNumeric)
      })
  }

  private static func cell(_ value: JSONValue, digits: Int) -> String {
    switch value {
    case .null: "–"
    case .string(let text): text
    case .number(let number): DecimalText.significant(number, digits: digits)
    case .bool(let answer): answer ? "yes" : "no"
    default: value.rendered(.compact)
    }
  }
}
