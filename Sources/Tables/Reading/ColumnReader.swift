/// Reads the cells of one column as values of one kind.
struct ColumnReader {
  typealias Bytes = UnsafeBufferPointer<UInt8>
  let bytes: Bytes
  let layout: CellLayout
  let column: Int
  var decimalMark = UInt8(ascii: ".")

  /// The narrowest of whole number, number, date and text that every cell is; a column without
  /// any value is text.
  func inferred() -> ColumnValues {
    guard let first = (0..<layout.rowCount).first(where: { !CellText.isMissing(content($0)) })
    else { return text() }
    if NumberParser.number(content(first), decimalMark: decimalMark) != nil {
      if let values = integers() { return .integer(values) }
      if let values = numbers() { return .number(values) }
    } else if let values = dates() {
      return .date(values)
    }
    return text()
  }

  /// The column as `kind`; a cell that cannot be read so is missing there, and its row is in
  /// `badRows`.
  func values(as kind: ColumnKind) -> (values: ColumnValues, badRows: [Int]) {
    var bad: [Int] = []
    func collect<Value>(_ missing: Value, _ read: (Bytes) -> Value?) -> [Value] {
      (0..<layout.rowCount).map { row in
        let cell = content(row)
        if CellText.isMissing(cell) { return missing }
        if let value = read(cell) { return value }
        bad.append(row)
        return missing
      }
    }
    switch kind {
    case .integer: return (.integer(collect(.min, wholeNumber)), bad)
    case .number:
      return (.number(collect(.nan) { NumberParser.number($0, decimalMark: decimalMark) }), bad)
    case .date: return (.date(collect(.missing) { CalendarDate(iso: $0) }), bad)
    case .text: return (text(), [])
    }
  }

  @inline(__always)
  private func content(_ row: Int) -> Bytes {
    CellText.content(bytes, layout.cell(row: row, column: column))
  }

  /// Whole numbers, also when written as `2.0`, as programs do whose missing values are floating.
  private func wholeNumber(_ cell: Bytes) -> Int? {
    if let value = NumberParser.integer(cell) { return value }
    guard let value = NumberParser.number(cell, decimalMark: decimalMark),
      abs(value) <= 0x1p53
    else { return nil }
    return Int(exactly: value)
  }

  private func integers() -> [Int]? {
    every(missing: Int.min) { NumberParser.integer($0) }
  }

  private func numbers() -> [Double]? {
    let mark = decimalMark
    return every(missing: Double.nan) { NumberParser.number($0, decimalMark: mark) }
  }

  private func dates() -> [CalendarDate]? {
    every(missing: CalendarDate.missing) { CalendarDate(iso: $0) }
  }

  /// The values of all cells, or nil as soon as one cannot be read.
  @inline(__always)
  private func every<Value>(missing: Value, _ read: (Bytes) -> Value?) -> [Value]? {
    var complete = true
    let rows = layout.rowCount
    let values = [Value](unsafeUninitializedCapacity: rows) { buffer, count in
      count = 0
      while count < rows {
        let cell = content(count)
        if CellText.isMissing(cell) {
          (buffer.baseAddress! + count).initialize(to: missing)
        } else if let value = read(cell) {
          (buffer.baseAddress! + count).initialize(to: value)
        } else {
          complete = false
          break
        }
        count += 1
      }
    }
    return complete ? values : nil
  }

  private func text() -> ColumnValues {
    var dictionary = LabelDictionary()
    var codes: [Int32] = []
    codes.reserveCapacity(layout.rowCount)
    for row in 0..<layout.rowCount {
      let cell = content(row)
      codes.append(CellText.isMissing(cell) ? -1 : dictionary.code(of: cell))
    }
    return ColumnReader.merged(codes, dictionary.labels(CellText.unescaped))
  }

  /// Labels of different bytes may be the same text, as an accented letter and a letter with a
  /// combining accent: they get one code, so that labels are distinct as strings.
  private static func merged(_ codes: [Int32], _ labels: [String]) -> ColumnValues {
    guard !labels.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else {
      return .text(codes: codes, labels: labels)
    }
    var distinct: [String] = []
    var codeOfLabel: [String: Int32] = [:]
    let translation = labels.map { label -> Int32 in
      if let code = codeOfLabel[label] { return code }
      let code = Int32(distinct.count)
      codeOfLabel[label] = code
      distinct.append(label)
      return code
    }
    return .text(codes: codes.map { $0 < 0 ? -1 : translation[Int($0)] }, labels: distinct)
  }
}
