extension RowTable {
  /// The rows as CSV (RFC 4180 quoting, lines end with LF): a header, then one line per row.
  ///
  /// A missing value is an empty field, a number its shortest round-trip decimal. Text that a
  /// spreadsheet would run as a formula is guarded with an apostrophe; numbers never are.
  public func csv() -> String {
    let lines = [columns.map(JSONValue.string)] + rows
    return lines.map { $0.map(RowTable.csvField).joined(separator: ",") + "\n" }.joined()
  }

  private static func csvField(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): quotedCSV(guardingFormulas(in: text))
    default: quotedCSV(value.rendered(.compact))
    }
  }

  /// The text as the CSV holds it before quoting.
  static func guardingFormulas(in text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return "=+-@\t\r".unicodeScalars.contains(first) ? "'" + text : text
  }

  private static func quotedCSV(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",;\"\n\r".unicodeScalars.contains($0) })
    else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}
