import Tables

extension RowTable {
  /// The rows as CSV (RFC 4180, lines end with LF): a header, then one line per row.
  ///
  /// A missing value is an empty field, a number its shortest round-trip decimal. Text that a
  /// spreadsheet would run as a formula is guarded with an apostrophe; numbers never are.
  public func csv() -> String {
    var writer = CSVWriter(header: columns)
    for row in rows { writer.append(row.map(CSVWriter.Cell.init)) }
    return writer.text
  }
}

extension CSVWriter.Cell {
  /// A value as a field of a CSV file.
  public init(_ value: JSONValue) {
    switch value {
    case .null: self = .missing
    case .string(let text): self = .text(text)
    case .number(let number): self = .number(number)
    case .integer(let integer): self = .integer(integer)
    case .bool, .array, .object: self = .text(value.rendered(.compact))
    }
  }
}
