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
    let place: Place
    if let line, line != layout.headerLine {
      place = Place(file: source.name, line: line)
    } else {
      let header = source.bytes.withUnsafeBufferPointer { bytes in
        finder(bytes).place(layout.headerStart..<layout.headerStart, line: layout.headerLine)
      }
      place = Place(file: source.name, line: layout.headerLine, excerpt: header.excerpt)
    }
    return Finding(code: code, severity: severity, message: message, hint: hint, place: place)
  }

  private func finder(_ bytes: UnsafeBufferPointer<UInt8>) -> PlaceFinder {
    PlaceFinder(file: source.name, bytes: bytes, lineBreak: layout.lineBreak, start: textStart)
  }

  private func place(
    _ bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int?
  ) -> Place {
    let rowStart = layout.cell(row: row, column: 0).lowerBound
    guard let column else {
      let place = finder(bytes).place(rowStart..<rowStart, line: line(ofRow: row))
      return Place(file: place.file, line: place.line, excerpt: place.excerpt)
    }
    let cell = layout.cell(row: row, column: column)
    // Cells to the left may contain line breaks.
    let breaks = bytes[rowStart..<cell.lowerBound].count { $0 == layout.lineBreak }
    return finder(bytes).place(cell, line: line(ofRow: row) + breaks)
  }
}
