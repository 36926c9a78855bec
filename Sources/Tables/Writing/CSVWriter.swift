/// Writes rows of cells as comma-separated values (RFC 4180, with LF line ends).
public struct CSVWriter: Sendable {
  public enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    case integer(Int)
    case date(CalendarDate)
    case missing
  }

  /// Whether text that a spreadsheet would run as a formula gets a leading apostrophe.
  public let guardsFormulas: Bool
  public let columnCount: Int
  public private(set) var bytes: [UInt8] = []

  public init(header: [String], guardsFormulas: Bool = true) {
    self.guardsFormulas = guardsFormulas
    columnCount = header.count
    append(header.map { .text($0) })
  }

  /// The bytes written so far, which the writer forgets: for output in pieces.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds one row.
  ///
  /// Numbers are written as the shortest text that reads back the same, a NaN as a missing cell,
  /// which is empty.
  /// - Precondition: there is one cell per column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columnCount, "a row needs one cell per column")
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell)
    }
    bytes.append(0x0A)
  }

  private mutating func append(_ cell: Cell) {
    switch cell {
    case .text(let text): append(text: text)
    case .number(let value):
      if value.isNaN { appendMissing() } else { append(plain: NumberText.shortest(value)) }
    case .integer(let value): append(plain: String(value))
    case .date(let date): append(plain: date.description)
    case .missing: appendMissing()
    }
  }

  /// A row whose only cell is empty would be a blank line, which readers pass over.
  private mutating func appendMissing() {
    if columnCount == 1 { append(plain: "\"\"") }
  }

  private mutating func append(plain text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func append(text: String) {
    let text = guardsFormulas ? CSVWriter.guardingFormulas(in: text) : text
    if text.isEmpty { return appendMissing() }
    guard CSVWriter.needsQuotes(text) else { return append(plain: text) }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == quote { bytes.append(quote) }
    }
    bytes.append(quote)
  }

  /// The text as a guarded file holds it, before quoting.
  package static func guardingFormulas(in text: String) -> String {
    looksLikeFormula(text) ? "'" + text : text
  }

  /// Text that begins with `=`, `+`, `-`, `@`, tab or CR is run by common spreadsheet programs.
  static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return "=+-@\t\r".utf8.contains(first)
  }

  /// Besides the separator, quotes and line breaks: other separators, so that readers that guess
  /// cannot guess wrong; spaces at the ends, which readers may drop; a byte-order mark.
  private static func needsQuotes(_ text: String) -> Bool {
    text.utf8.contains { ",;\t\"\r\n".utf8.contains($0) }
      || text.utf8.first == 0x20 || text.utf8.last == 0x20
      || text.unicodeScalars.first == "\u{FEFF}"
  }
}
