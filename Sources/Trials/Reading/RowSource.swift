import Tables

/// Where a record was read: a row of a table, so that whatever is found about it has a place.
public struct RowSource: Sendable {
  public let table: Table
  public let row: Int
  /// The columns of the table by the names used here, where the file has others (`m1i` for
  /// `mean1`, and `mean1` for the mean of the first arm).
  let columns: [String: String]

  init(table: Table, row: Int, columns: [String: String] = [:]) {
    self.table = table
    self.row = row
    self.columns = columns
  }

  /// A finding about a cell of the row, or about the row.
  public func finding(
    _ code: String, _ severity: Finding.Severity, column: String? = nil, message: String,
    hint: String? = nil
  ) -> Finding {
    let name = column.map { columns[$0] ?? $0 }
    return table.finding(
      code, severity, row: row, column: name.flatMap { table.column($0)?.name }, message: message,
      hint: hint)
  }
}
