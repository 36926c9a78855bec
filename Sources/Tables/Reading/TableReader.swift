/// From the bytes of a file to a table: encoding, separator, records, columns.
struct TableReader {
  let source: TableSource
  let bytes: UnsafeBufferPointer<UInt8>
  let options: ReadOptions
  /// Where the text begins, after a byte-order mark.
  let start: Int
  let lineBreak: UInt8

  init(source: TableSource, bytes: UnsafeBufferPointer<UInt8>, options: ReadOptions) {
    self.source = source
    self.bytes = bytes
    self.options = options
    start = bytes.starts(with: EncodingCheck.byteOrderMark) ? 3 : 0
    // A file without a single LF whose lines end in CR, as on old Macintoshes.
    lineBreak = bytes.contains(0x0A) || !bytes.contains(0x0D) ? 0x0A : 0x0D
  }

  var finder: PlaceFinder {
    PlaceFinder(file: source.name, bytes: bytes, lineBreak: lineBreak, start: start)
  }

  func read() throws(InvalidInput) -> Table {
    try EncodingCheck(file: source.name, bytes: bytes, lineBreak: lineBreak, start: start).run()
    let separator = try self.separator()
    var scanner = RecordScanner(
      bytes, from: start, separator: separator.byte, lineBreak: lineBreak)
    let (names, layout) = try readRecords(&scanner, separator)
    var columns = ColumnSet(reader: self, names: names, layout: layout, separator: separator)
    try columns.read()
    return Table(
      source: source, columns: columns.columns,
      notes: notes(separator, scanner) + columns.notes, layout: layout, textStart: start,
      decimalMark: columns.decimalMark)
  }

  func error(
    _ code: String, _ message: String, hint: String, at place: Place?, value: String? = nil
  ) -> Finding {
    Finding(
      code: code, severity: .error, message: message, hint: hint,
      place: place ?? Place(file: source.name, line: 1), value: value)
  }

  func note(_ code: String, _ message: String, line: Int = 1, value: String? = nil) -> Finding {
    Finding(
      code: code, severity: .information, message: message,
      place: Place(file: source.name, line: line), value: value)
  }

  private func separator() throws(InvalidInput) -> ReadOptions.Separator {
    if let separator = options.separator { return separator }
    let found = SeparatorDetection.detect(bytes, from: start, lineBreak: lineBreak)
    if let found { return found }
    var scanner = RecordScanner(bytes, from: start, separator: 0, lineBreak: lineBreak)
    let header = scanner.next()
    throw InvalidInput(
      error(
        "D111", "cannot tell which character separates the columns: more than one would do",
        hint: "separate with ',' and put quotes around cells that contain it",
        at: header.map { finder.place($0.start..<$0.start, line: $0.line) }))
  }

  private func notes(
    _ separator: ReadOptions.Separator, _ scanner: RecordScanner
  ) -> [Finding] {
    var notes: [Finding] = []
    if start > 0 { notes.append(note("D120", "a byte-order mark was passed over")) }
    if lineBreak == 0x0D { notes.append(note("D121", "lines end with a lone carriage return")) }
    if separator != .comma { notes.append(note("D122", "\(separator.name) separates the columns")) }
    if scanner.paddedCells > 0 {
      let cells = scanner.paddedCells == 1 ? "1 cell" : "\(scanner.paddedCells) cells"
      notes.append(
        note("D124", "spaces around \(cells) were ignored", line: scanner.firstPaddedLine))
    }
    return notes
  }
}
