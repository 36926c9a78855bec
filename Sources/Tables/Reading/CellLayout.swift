/// Where every cell of a file stands. Offsets are 32 bits wide: a table has at most 4 GiB.
struct CellLayout: Sendable {
  let columnCount: Int
  let lineBreak: UInt8
  /// The line, start and cell ends of the header and, after it, of the rows.
  let headerLine: Int
  let headerStart: Int
  let headerEnds: [UInt32]
  var rowStarts: [UInt32] = []
  var rowLines: [UInt32] = []
  /// `columnCount` ends per row; a cell begins one byte after the end of the one before it.
  var cellEnds: [UInt32] = []

  var rowCount: Int { rowStarts.count }

  @inline(__always)
  func cell(row: Int, column: Int) -> Range<Int> {
    let index = row * columnCount + column
    let start = column == 0 ? Int(rowStarts[row]) : Int(cellEnds[index - 1]) + 1
    return start..<Int(cellEnds[index])
  }

  func headerCell(_ column: Int) -> Range<Int> {
    let start = column == 0 ? headerStart : Int(headerEnds[column - 1]) + 1
    return start..<Int(headerEnds[column])
  }
}

/// The text of a cell from its bytes.
enum CellText {
  typealias Bytes = UnsafeBufferPointer<UInt8>
  static let quote = UInt8(ascii: "\"")

  /// The cell without its quotes, or without the spaces around it if it has none. A `""` inside
  /// a quoted cell is still doubled.
  @inline(__always)
  static func content(_ bytes: Bytes, _ cell: Range<Int>) -> Bytes {
    var start = cell.lowerBound
    var end = cell.upperBound
    if start < end, bytes[start] == quote {
      return Bytes(rebasing: bytes[(start + 1)..<(end - 1)])
    }
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return Bytes(rebasing: bytes[start..<end])
  }

  /// The cell without its quotes, as it stands: spaces kept, `""` made `"`.
  static func raw(_ bytes: Bytes, _ cell: Range<Int>) -> String {
    guard let first = bytes[cell].first, first == quote else {
      return String(decoding: bytes[cell], as: UTF8.self)
    }
    return unescaped(content(bytes, cell))
  }

  /// The cell as a label: without quotes, or without the spaces around it.
  static func label(_ bytes: Bytes, _ cell: Range<Int>) -> String {
    unescaped(content(bytes, cell))
  }

  /// Only a quoted cell can have quotes inside, and there each stands twice.
  static func unescaped(_ content: Bytes) -> String {
    guard content.contains(quote) else { return String(decoding: content, as: UTF8.self) }
    var result: [UInt8] = []
    var index = 0
    while index < content.count {
      result.append(content[index])
      index += content[index] == quote ? 2 : 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Empty and `NA` mean that the value is not known.
  @inline(__always)
  static func isMissing(_ content: Bytes) -> Bool {
    content.isEmpty || content.count == 2 && content[0] == 0x4E && content[1] == 0x41
  }
}
