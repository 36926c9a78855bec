extension Table {
  /// The column of that name, or D115 with the names there are.
  public func requireColumn(_ name: String) throws(InvalidInput) -> Column {
    if let column = column(name) { return column }
    let similar = columnNames.first { $0.lowercased() == name.lowercased() }
    let names = columnNames.prefix(30).map { Finding.quoted($0) }.joined(separator: ", ")
    throw InvalidInput(
      finding(
        "D115", .error, message: "there is no column \(Finding.quoted(name))",
        hint: similar.map { "did you mean \(Finding.quoted($0))?" } ?? "the columns are \(names)"))
  }

  /// The column of that name read as `kind`, whatever kind it was found to have.
  ///
  /// - Parameters:
  ///   - name: of the column.
  ///   - kind: what every cell must be.
  ///   - noun: what the messages call a value, "'two' is not a count"; by default the kind's own
  ///     name.
  ///   - hint: what to do about a bad cell.
  /// - Throws: D115 if there is no such column; D104 with its place for every cell that cannot be
  ///   read so. A whole number may be written `2.0`.
  public func column(
    _ name: String, as kind: ColumnKind, noun: String? = nil, hint: String? = nil
  ) throws(InvalidInput) -> Column {
    let column = try requireColumn(name)
    if column.kind == kind { return column }
    guard let index = index(ofColumn: name) else { return column }
    let (values, badRows) = source.bytes.withUnsafeBufferPointer { bytes in
      ColumnReader(bytes: bytes, layout: layout, column: index, decimalMark: decimalMark)
        .values(as: kind)
    }
    var collector = FindingCollector()
    for row in badRows where collector.hasRoom() {
      collector.append(notA(kind, noun ?? kind.noun, row: row, column: name, hint: hint))
    }
    try collector.throwIfAny()
    return Column(name: name, values: values)
  }

  private func notA(
    _ kind: ColumnKind, _ noun: String, row: Int, column: String, hint: String?
  ) -> Finding {
    let value = rawText(row: row, column: column)
    return finding(
      "D104", .error, row: row, column: column,
      message: "\(Finding.quoted(value)) is not a \(noun)", hint: hint ?? kind.hint)
  }
}
