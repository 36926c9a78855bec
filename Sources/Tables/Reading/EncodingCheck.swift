/// Checks that a file is UTF-8 text without NUL bytes, before anything else is read.
struct EncodingCheck {
  let file: String
  let bytes: UnsafeBufferPointer<UInt8>
  let lineBreak: UInt8
  /// Where the text begins, after a byte-order mark.
  let start: Int

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Throws D101, D102 or D103: at most one finding per line.
  func run() throws(InvalidInput) {
    if let encoding = otherEncoding() {
      throw InvalidInput(
        whole(
          "D102", "the file is \(encoding), not UTF-8",
          "save it as UTF-8 (in a spreadsheet program: CSV UTF-8) and read that file"))
    }
    if let format = KnownFormat.of(bytes) {
      throw InvalidInput(
        whole("D101", "the file is not a table: this looks like \(format.name)", format.hint))
    }
    var collector = FindingCollector()
    collect(into: &collector)
    if !collector.findings.isEmpty, looksBinary() {
      throw InvalidInput(
        whole("D101", "the file is not a table: it is not text", "name the CSV file instead"))
    }
    try collector.throwIfAny()
  }

  private func whole(_ code: String, _ message: String, _ hint: String) -> Finding {
    Finding(
      code: code, severity: .error, message: message, hint: hint,
      place: Place(file: file, line: 1))
  }

  /// UTF-16 or UTF-32, by the byte-order mark or by a NUL in every other byte.
  private func otherEncoding() -> String? {
    let marks: [(mark: [UInt8], name: String)] = [
      ([0xFF, 0xFE, 0, 0], "UTF-32 (little-endian)"), ([0, 0, 0xFE, 0xFF], "UTF-32 (big-endian)"),
      ([0xFF, 0xFE], "UTF-16 (little-endian)"), ([0xFE, 0xFF], "UTF-16 (big-endian)"),
    ]
    if let found = marks.first(where: { bytes.starts(with: $0.mark) }) { return found.name }
    let head = bytes.prefix(1000)
    guard head.count >= 8 else { return nil }
    let odd = head.indices.count { $0 % 2 == 1 && head[$0] == 0 }
    let even = head.indices.count { $0 % 2 == 0 && head[$0] == 0 }
    if odd * 5 > head.count * 2, even == 0 { return "UTF-16 (little-endian)" }
    if even * 5 > head.count * 2, odd == 0 { return "UTF-16 (big-endian)" }
    return nil
  }

  /// More than one byte in twenty is a control character, as nowhere in text of any encoding.
  private func looksBinary() -> Bool {
    let head = bytes.prefix(4096)
    let controls = head.count { $0 < 0x20 && ($0 < 0x09 || $0 > 0x0D) }
    return controls > 8 && controls * 20 > head.count
  }

  private func collect(into collector: inout FindingCollector) {
    var line = 1
    var lineOfLast = 0
    var index = start
    var counted = start
    while let bad = firstBad(from: index) {
      line += bytes[counted..<bad].count { $0 == lineBreak }
      counted = bad
      if line != lineOfLast, collector.hasRoom() { collector.append(finding(bad, line: line)) }
      lineOfLast = line
      index = bad + 1
    }
  }

  private func finding(_ offset: Int, line: Int) -> Finding {
    let finder = PlaceFinder(file: file, bytes: bytes, lineBreak: lineBreak, start: start)
    let place = finder.place(offset..<(offset + 1), line: line)
    if bytes[offset] == 0 {
      return Finding(
        code: "D103", severity: .error, message: "there is a NUL byte at offset \(offset)",
        hint: "the file is damaged or not text: export it again", place: place)
    }
    let digits = String(bytes[offset], radix: 16, uppercase: true)
    let byte = "0x" + (digits.count < 2 ? "0" : "") + digits
    return Finding(
      code: "D102", severity: .error,
      message: "the byte \(byte) at offset \(offset) is not valid UTF-8",
      hint: "save the file as UTF-8; an accented letter may stand here in an older encoding",
      place: place, value: byte)
  }

  /// The first byte from `index` on that is NUL or not part of well-formed UTF-8
  /// (Unicode 16, table 3-7).
  private func firstBad(from index: Int) -> Int? {
    var index = index
    let end = bytes.count
    let low: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    while index < end {
      while index + 8 <= end {
        let word = UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self)
        if word & high != 0 || (word &- low) & ~word & high != 0 { break }
        index += 8
      }
      guard index < end else { return nil }
      let byte = bytes[index]
      if byte == 0 { return index }
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let length = sequenceLength(at: index) else { return index }
      index += length
    }
    return nil
  }

  private func sequenceLength(at index: Int) -> Int? {
    func continuation(_ step: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + step < bytes.count && range.contains(bytes[index + step])
    }
    switch bytes[index] {
    case 0xC2...0xDF:
      return continuation(1) ? 2 : nil
    case 0xE0...0xEF:
      let second: ClosedRange<UInt8> =
        bytes[index] == 0xE0 ? 0xA0...0xBF : bytes[index] == 0xED ? 0x80...0x9F : 0x80...0xBF
      return continuation(1, second) && continuation(2) ? 3 : nil
    case 0xF0...0xF4:
      let second: ClosedRange<UInt8> =
        bytes[index] == 0xF0 ? 0x90...0xBF : bytes[index] == 0xF4 ? 0x80...0x8F : 0x80...0xBF
      return continuation(1, second) && continuation(2) && continuation(3) ? 4 : nil
    default:
      return nil
    }
  }
}
