/// Files that are often taken for a table, known by their first bytes.
enum KnownFormat {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// What the file looks like and what to do, or nil if it may be a table.
  static func of(_ bytes: Bytes) -> (name: String, hint: String)? {
    if begins(bytes, "PK\u{3}\u{4}") { return zip(bytes) }
    if begins(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return ("an old Excel workbook", saveAsCSV)
    }
    for (signature, name, hint) in signatures where begins(bytes, signature) {
      return (name, hint)
    }
    if begins(bytes, "PAR1"), bytes.count > 8, bytes.suffix(4).elementsEqual("PAR1".utf8) {
      return ("a Parquet file", "write it as CSV with the program that made it")
    }
    return markup(bytes)
  }

  static let saveAsCSV = "save as CSV in the spreadsheet program and read that file"
  private static let decompress = "decompress it first"
  private static let wrongFile = "name the CSV file instead"

  private static let signatures: [(signature: [UInt8], name: String, hint: String)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG picture", wrongFile),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture", wrongFile),
    (Array("GIF87a".utf8), "a GIF picture", wrongFile),
    (Array("GIF89a".utf8), "a GIF picture", wrongFile),
    (Array("%PDF-".utf8), "a PDF document", "copy the table into a spreadsheet; save as CSV"),
    ([0x1F, 0x8B, 0x08], "a gzip file", decompress),
    (Array("BZh91AY&SY".utf8), "a bzip2 file", decompress),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file", decompress),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file", decompress),
    (Array("SQLite format 3\0".utf8), "an SQLite database", "export the table as CSV"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program", wrongFile),
    (Array("{\\rtf".utf8), "a rich-text document", saveAsCSV),
  ]

  private static func zip(_ bytes: Bytes) -> (name: String, hint: String) {
    let head = Bytes(rebasing: bytes.prefix(8192))
    let tail = Bytes(rebasing: bytes.suffix(8192))
    if contains(head, "opendocument.spreadsheet") {
      return ("an OpenDocument spreadsheet", saveAsCSV)
    }
    if contains(head, "xl/") || contains(tail, "xl/workbook") || contains(tail, "xl/worksheets") {
      return ("an Excel workbook", saveAsCSV)
    }
    return ("a ZIP archive", "unpack it and name the CSV file inside")
  }

  /// Web pages and JSON, by their first characters.
  private static func markup(_ bytes: Bytes) -> (name: String, hint: String)? {
    let head = bytes.prefix(256).drop { $0 <= 0x20 }
    let lower = head.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if ["<!doctype html", "<html", "<?xml"].contains(where: { lower.starts(with: $0.utf8) }) {
      return ("a web page or XML", "download the table itself, not the page that shows it")
    }
    let brackets = [UInt8(ascii: "{"), UInt8(ascii: "[")]
    guard let first = lower.first, brackets.contains(first) else { return nil }
    let next = lower.dropFirst().first { $0 > 0x20 }
    guard let next, brackets.contains(next) || next == UInt8(ascii: "\"") else { return nil }
    return ("JSON", "write the rows as CSV, with one line of column names first")
  }

  private static func begins(_ bytes: Bytes, _ signature: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: signature)
  }

  private static func begins(_ bytes: Bytes, _ signature: String) -> Bool {
    bytes.starts(with: signature.utf8)
  }

  private static func contains(_ bytes: Bytes, _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
