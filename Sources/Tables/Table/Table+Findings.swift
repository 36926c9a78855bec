extension Table {
  /// A finding about one cell, or about a whole row if `column` is nil, with its place and, for
  /// a cell, its text.
  public func finding(
    _ code: String, _ severity: Finding.Severity, row: Int, column: String?, message: String,
    hint: String? = nil
  ) -> Finding {
    let position = column.flatMap { index(ofColumn: $0) }
    let found = source.bytes.withUnsafeBufferPointer { place($0, row: row, column: position) }
    let value = position.map { rawText(row: row, column: columns[$0].name) }
    return Finding(
      code: code, severity: severity, message: message, hint: hint, place: found, value: value)
  }

  /// A finding about a whole line, or about the file as a whole if `line` is nil: then its place
  /// is the line with the column names.
  public func finding(
    _ code: String, _ severity: Finding.Severity, message: String, hint: String? = nil,
    line: Int? = nil
  ) -> Finding {
    let line = line ?? layout.headerLine
    let row = layout.rowLines.firstIndex(of: UInt32(clamping: line))
    let start =
      line == layout.headerLine ? layout.headerStart : row.map { Int(layout.rowStarts[$0]) }
    let excerpt = start.flatMap { start in
      source.bytes.withUnsafeBufferPointer { wholeLine($0, at: start, line: line).excerpt }
    }
    let place = Place(file: source.name, line: line, excerpt: excerpt)
    return Finding(code: code, severity: severity, message: message, hint: hint, place: place)
  }

  private func finder(_ bytes: UnsafeBufferPointer<UInt8>) -> PlaceFinder {
    PlaceFinder(file: source.name, bytes: bytes, lineBreak: layout.lineBreak, start: textStart)
  }

  private func place(
    _ bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int?
  ) -> Place {
    let rowStart = layout.cell(row: row, column: 0).lowerBound
    guard let column else { return wholeLine(bytes, at: rowStart, line: line(ofRow: row)) }
    let cell = layout.cell(row: row, column: column)
    // Cells to the left may contain line breaks.
    let breaks = bytes[rowStart..<cell.lowerBound].count { $0 == layout.lineBreak }
    return finder(bytes).place(cell, line: line(ofRow: row) + breaks)
  }

  private func wholeLine(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, line: Int
  ) -> Place {
    let place = finder(bytes).place(start..<start, line: line)
    return Place(file: place.file, line: line, excerpt: place.excerpt)
  }
}
