import Tables

/// A column that says whose night a row is about.
enum PersonColumn {
  static let names = ["person", "id", "participant", "subject"]

  /// Two findings, one at each place, where a log names more than one person; else none.
  ///
  /// An `id` that differs in every row numbers the rows.
  static func findings(_ table: Table) -> [Finding] {
    for name in table.columnNames where names.contains(name.lowercased()) {
      guard let column = table.column(name) else { continue }
      let persons = (0..<table.rowCount).compactMap { row in
        column.string(row).map { (row: row, name: $0) }
      }
      let different = Set(persons.map(\.name)).count
      guard let first = persons.first, let other = persons.first(where: { $0.name != first.name })
      else { continue }
      if name.lowercased() == "id", different > 2, different == persons.count { continue }
      func finding(_ person: (row: Int, name: String), _ message: String) -> Finding {
        table.finding(
          "N152", .error, row: person.row, column: name, message: message,
          hint: "analyse many people with magnify nof1 pool, or give each person a file")
      }
      let line = table.line(ofRow: first.row)
      return [
        finding(first, "the log is about \(Finding.quoted(first.name)) here, line \(line)"),
        finding(
          other,
          "and about \(Finding.quoted(other.name)) on line \(table.line(ofRow: other.row)): "
            + "\(different) people in one log"),
      ]
    }
    return []
  }
}
