extension TableReader {
  /// The column names and where every cell stands; throws all faults of the file's records.
  func readRecords(
    _ scanner: inout RecordScanner, _ separator: ReadOptions.Separator
  ) throws(InvalidInput) -> (names: [String], layout: CellLayout) {
    var collector = FindingCollector()
    guard let header = scanner.next() else {
      throw InvalidInput(
        error(
          "D101", "the file is empty", hint: "it needs a first line with the column names",
          at: nil))
    }
    if let fault = header.fault { throw InvalidInput(faultFinding(fault)) }
    var layout = CellLayout(
      columnCount: header.cells, lineBreak: lineBreak, headerLine: header.line,
      headerStart: header.start, headerEnds: scanner.cellEnds)
    let names = readNames(layout, &collector)
    scanner.cellEnds = []
    reserve(&layout, &scanner)
    var kept = 0
    while let record = scanner.next() {
      if record.fault == nil, record.cells == layout.columnCount {
        layout.rowStarts.append(UInt32(truncatingIfNeeded: record.start))
        layout.rowLines.append(UInt32(truncatingIfNeeded: record.line))
        kept += record.cells
      } else {
        if collector.hasRoom() {
          collector.append(
            record.fault.map { faultFinding($0) }
              ?? raggedFinding(record, Array(scanner.cellEnds[kept...]), layout, separator))
        }
        scanner.cellEnds.removeSubrange(kept...)
      }
    }
    try collector.throwIfAny()
    swap(&layout.cellEnds, &scanner.cellEnds)
    return (names, layout)
  }

  /// Room for all rows at once, guessed from the number of line breaks.
  private func reserve(_ layout: inout CellLayout, _ scanner: inout RecordScanner) {
    var lines = 1
    for byte in bytes where byte == lineBreak { lines += 1 }
    layout.rowStarts.reserveCapacity(lines)
    layout.rowLines.reserveCapacity(lines)
    // A file of blank lines must not make room for rows that are not there.
    scanner.cellEnds.reserveCapacity(min(lines * layout.columnCount, bytes.count))
  }

  private func readNames(_ layout: CellLayout, _ collector: inout FindingCollector) -> [String] {
    // Few, because every place costs a look at the whole line, which may be very long.
    var errors = FindingCollector(limit: 100)
    var firstByName: [String: Int] = [:]
    let names = (0..<layout.columnCount).map { CellText.label(bytes, layout.headerCell($0)) }
    for (column, name) in names.enumerated() {
      let first = name.isEmpty ? nil : firstByName[name]
      if name.isEmpty || first != nil {
        if errors.hasRoom() {
          errors.append(nameFinding(column, name, sameAs: first, layout))
        }
      } else {
        firstByName[name] = column
      }
    }
    errors.all.forEach { collector.append($0) }
    return names
  }

  private func nameFinding(
    _ column: Int, _ name: String, sameAs first: Int?, _ layout: CellLayout
  ) -> Finding {
    let cell = layout.headerCell(column)
    let breaks = bytes[layout.headerStart..<cell.lowerBound].count { $0 == lineBreak }
    let place = finder.place(cell, line: layout.headerLine + breaks)
    guard let first else {
      return error(
        "D107", "column \(column + 1) has no name",
        hint: "give it a name, or delete the column if it is empty", at: place)
    }
    return error(
      "D106",
      "columns \(first + 1) and \(column + 1) have the same name, \(Finding.quoted(name))",
      hint: "give every column its own name", at: place, value: name)
  }

  private func raggedFinding(
    _ record: RecordScanner.Record, _ ends: [UInt32], _ layout: CellLayout,
    _ separator: ReadOptions.Separator
  ) -> Finding {
    let wanted = layout.columnCount
    let cells = record.cells == 1 ? "1 cell" : "\(record.cells) cells"
    let columns = wanted == 1 ? "1 column" : "\(wanted) columns"
    // The cells too many, or the end of a row that is too short.
    let last = Int(ends[ends.count - 1])
    let range = record.cells > wanted ? Int(ends[wanted - 1]) + 1..<last : last..<last
    let breaks = bytes[record.start..<range.lowerBound].count { $0 == lineBreak }
    let hint =
      if record.cells < wanted {
        "write \(separator.name) for every missing cell, also at the end of the row"
      } else if bytes[range].allSatisfy({ $0 == separator.byte || $0 == 0x20 }) {
        "remove \(separator.name) at the end of the row"
      } else {
        "put quotes around a cell that contains \(separator.name)"
      }
    return error(
      "D105", "the row has \(cells), but there are \(columns)", hint: hint,
      at: finder.place(range, line: record.line + breaks))
  }

  private func faultFinding(_ fault: RecordScanner.Fault) -> Finding {
    let place = finder.place(fault.offset..<(fault.offset + 1), line: fault.line)
    switch fault.kind {
    case .unterminatedQuote:
      return error(
        "D108", "the quote that opens here is never closed",
        hint: "close it at the end of the cell, or remove it", at: place)
    case .textAfterQuote:
      let from = fault.cellLine < fault.line ? " that began on line \(fault.cellLine)" : ""
      return error(
        "D109", "there is text after the closing quote of a cell\(from)",
        hint: "write \"\" for a quote inside a quoted cell; one may be missing earlier", at: place)
    case .quoteInside:
      return error(
        "D110", "there is a quote inside a cell that does not begin with one",
        hint: "put quotes around the whole cell and write \"\" for the one inside", at: place)
    case .loneCarriageReturn:
      return error(
        "D113", "there is a carriage return that does not end the line",
        hint: "end every line alike, with LF or CRLF", at: place)
    }
  }
}
