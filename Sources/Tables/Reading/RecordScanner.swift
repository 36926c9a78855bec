/// Walks over the records of a delimited file, byte by byte, and notes where each cell ends.
///
/// A cell that begins with a quote ends at the matching quote, with `""` for a quote inside;
/// every other cell must have no quote at all. A line without a single byte is no record.
struct RecordScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let separator: UInt8
  /// LF, or CR in a file that has no LF at all.
  let lineBreak: UInt8
  private(set) var position: Int
  private(set) var line = 1
  /// The end offset of every cell of the records read so far.
  var cellEnds: [UInt32] = []
  private(set) var paddedCells = 0
  private(set) var firstPaddedLine = 0

  struct Record {
    var start: Int
    var line: Int
    var cells: Int
    /// The first thing wrong in the record, after which the rest of its line was skipped.
    var fault: Fault?
  }

  struct Fault {
    enum Kind { case unterminatedQuote, textAfterQuote, quoteInside, loneCarriageReturn }
    var kind: Kind
    var offset: Int
    /// The line of `offset`, and that of the start of its cell.
    var line: Int
    var cellLine: Int
  }

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8, lineBreak: UInt8
  ) {
    self.bytes = bytes
    self.separator = separator
    self.lineBreak = lineBreak
    position = start
  }

  /// The next record, or nil at the end of the file.
  mutating func next() -> Record? {
    while position < bytes.count, takeLineBreak() {}
    guard position < bytes.count else { return nil }
    var record = Record(start: position, line: line, cells: 0)
    repeat {
      let cellLine = line
      let start = position
      let quoted = start < bytes.count && bytes[start] == UInt8(ascii: "\"")
      if let kind = quoted ? skipQuotedCell() : skipPlainCell(from: start) {
        let faultLine = kind == .unterminatedQuote ? cellLine : line
        let offset = kind == .unterminatedQuote ? start : position
        record.fault = Fault(kind: kind, offset: offset, line: faultLine, cellLine: cellLine)
        skipLine()
        return record
      }
      cellEnds.append(UInt32(truncatingIfNeeded: position))
      record.cells += 1
    } while takeSeparator()
    if position < bytes.count { _ = takeLineBreak() }
    return record
  }

  private mutating func takeSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func takeLineBreak() -> Bool {
    let byte = bytes[position]
    if byte == lineBreak {
      position += 1
    } else if isCarriageReturnLineFeed(position) {
      position += 2
    } else {
      return false
    }
    line += 1
    return true
  }

  @inline(__always)
  private func isCarriageReturnLineFeed(_ index: Int) -> Bool {
    bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
  }

  /// Moves to the end of an unquoted cell.
  private mutating func skipPlainCell(from start: Int) -> Fault.Kind? {
    var index = start
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if byte == separator || byte == 0x0A { break }
      if byte == UInt8(ascii: "\"") {
        position = index
        return .quoteInside
      }
      if byte == 0x0D {
        if lineBreak == 0x0D || isCarriageReturnLineFeed(index) { break }
        position = index
        return .loneCarriageReturn
      }
      index += 1
    }
    position = index
    if index > start, bytes[start] == 0x20 || bytes[index - 1] == 0x20 {
      if paddedCells == 0 { firstPaddedLine = line }
      paddedCells += 1
    }
    return nil
  }

  /// Moves past the closing quote of a quoted cell.
  private mutating func skipQuotedCell() -> Fault.Kind? {
    var index = position + 1
    let end = bytes.count
    while true {
      guard index < end else {
        position = end
        return .unterminatedQuote
      }
      let byte = bytes[index]
      index += 1
      if byte == lineBreak {
        line += 1
      } else if byte == UInt8(ascii: "\"") {
        guard index < end, bytes[index] == byte else { break }
        index += 1
      }
    }
    position = index
    guard index < end else { return nil }
    let next = bytes[index]
    let ends = next == separator || next == lineBreak || isCarriageReturnLineFeed(index)
    return ends ? nil : .textAfterQuote
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != lineBreak { position += 1 }
    if position < bytes.count { _ = takeLineBreak() }
  }
}
