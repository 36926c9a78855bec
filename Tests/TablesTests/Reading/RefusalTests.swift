import Tables
import Testing

/// A refused text, and code, line and column of every finding.
struct Refusal: Sendable, CustomTestStringConvertible {
  let text: String
  let expected: [String]

  init(_ text: String, _ expected: String...) {
    self.text = text
    self.expected = expected
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct RefusalTests {
  static let refusals: [Refusal] = [
    Refusal("", "D101:1:-"),
    Refusal("\u{FEFF}", "D101:1:-"),
    Refusal("\n\r\n\n", "D101:1:-"),
    Refusal("<!DOCTYPE html>\n<html></html>", "D101:1:-"),
    Refusal("[{\"a\": 1}]", "D101:1:-"),
    Refusal("%PDF-1.7\n", "D101:1:-"),
    Refusal("a,b\n1,2\0\n", "D103:2:4"),
    Refusal("a,b\n1\n1,2,3\n1,2\n1,2,\n", "D105:2:2", "D105:3:5", "D105:5:5"),
    Refusal("a,b\n\"x\ny\",1\n1\n", "D105:4:2"),
    Refusal("a,b\n\"x\ny\"\n", "D105:3:3"),
    Refusal("a,b\n \n1,2\n", "D105:2:2"),
    Refusal("a,b,a\n1,2,3\n", "D106:1:5"),
    Refusal("a, a ,\"a\"\n1,2,3\n", "D106:1:3", "D106:1:7"),
    Refusal("a,,b,\n1,2,3,4\n", "D107:1:3", "D107:1:6"),
    Refusal("\"\",b\n1,2\n", "D107:1:1"),
    Refusal("a,a\n1\n", "D106:1:3", "D105:2:2"),
    Refusal("a,b\n1,\"two\n3,4\n", "D108:2:3"),
    Refusal("\"a,b\n1,2\n", "D108:1:1"),
    Refusal("a,b\n1,\"two\"x\n3,4\n5,\"x\" \n", "D109:2:8", "D109:4:6"),
    Refusal("a,b\n1,two \"x\"\n3,4\n5, \"x\"\n", "D110:2:7", "D110:4:4"),
    Refusal("a,\"b\"\"\n", "D108:1:3"),
    Refusal("a,b;c\n1,2;3\n", "D111:1:1"),
    Refusal("a;b\n1,5;2\n3,5;2.5\n", "D112:2:1"),
    Refusal("a;b\n1;7\n1,234;8\n2,000;9\n", "D112:3:1"),
    Refusal("a;b\n\"x\ny\";1,234\n", "D112:3:4"),
    Refusal("a,b\n1\r,2\n3,4\r\n", "D113:2:2"),
    Refusal("a,b\r1,2\r\n", "D113:1:4"),
  ]

  @Test(arguments: refusals) func everyErrorHasItsPlace(_ refused: Refusal) {
    let found = refusal(refused.text)
    #expect(found.map { outline($0) } == refused.expected)
    for finding in found {
      #expect(finding.severity == .error)
      #expect(finding.place?.file == "log.csv")
      #expect(finding.hint?.isEmpty == false)
      #expect(!finding.message.hasSuffix("."))
    }
  }

  private func outline(_ finding: Finding) -> String {
    let place = finding.place
    return "\(finding.code):\(place?.line ?? 0):\(place?.column.map { "\($0)" } ?? "-")"
  }

  @Test(
    arguments: [
      ([0xFF], 0xFF), ([0xE9], 0xE9), ([0xC3, 0x28], 0xC3), ([0xC0, 0x80], 0xC0),
      ([0xED, 0xA0, 0x80], 0xED), ([0xF4, 0x90, 0x80, 0x80], 0xF4), ([0xE2, 0x82], 0xE2),
      ([0xF0, 0x8F, 0xBF, 0xBF], 0xF0), ([0x80], 0x80),
    ] as [([UInt8], UInt8)])
  func invalidBytesAreNamed(_ bytes: [UInt8], _ named: UInt8) {
    let before = Array("a,b\né,x\n12345678901234567,".utf8)
    let found = refusal(bytes: before + bytes + Array("\n1,2\n".utf8))
    #expect(found.count == 1)
    #expect(found.first?.code == "D102")
    #expect(found.first?.place?.line == 3)
    #expect(found.first?.place?.column == 19)
    let name = "0x" + String(named, radix: 16, uppercase: true)
    #expect(found.first?.value == name)
    #expect(
      found.first?.message == "the byte \(name) at offset \(before.count) is not valid UTF-8")
  }

  @Test func oneInvalidByteIsReportedPerLine() {
    let line: [UInt8] = [0xE9, 0x2C, 0xE9, 0x0A]
    let found = refusal(bytes: Array("a,b\n".utf8) + line + line)
    #expect(found.map { $0.place?.line } == [2, 3])
  }

  @Test func otherEncodingsAreNamed() {
    let text = "night,cramps\n1,2\n"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for (bytes, name) in [
      ([0xFF, 0xFE] + little, "UTF-16 (little-endian)"), (little, "UTF-16 (little-endian)"),
      ([0xFE, 0xFF] + big, "UTF-16 (big-endian)"), (big, "UTF-16 (big-endian)"),
      ([0xFF, 0xFE, 0, 0] + little, "UTF-32 (little-endian)"),
    ] {
      let found = refusal(bytes: bytes)
      #expect(found.map(\.message) == ["the file is \(name), not UTF-8"])
      #expect(found.first?.code == "D102")
    }
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG picture"),
      (Array("PK\u{3}\u{4}\u{14}\0xl/workbook.xml".utf8), "an Excel workbook"),
      (
        Array("PK\u{3}\u{4}\u{14}\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8),
        "an OpenDocument spreadsheet"
      ),
      (Array("PK\u{3}\u{4}\u{14}\0data.csv".utf8), "a ZIP archive"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel workbook"),
      ([0x1F, 0x8B, 0x08, 0, 1, 2, 3], "a gzip file"),
    ] as [([UInt8], String)])
  func otherFilesAreNamed(_ bytes: [UInt8], _ name: String) {
    let found = refusal(bytes: bytes)
    #expect(found.map(\.code) == ["D101"])
    #expect(found.first?.message.hasSuffix("this looks like \(name)") == true)
  }

  @Test func bytesThatAreNotTextAreOneFinding() {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) }
    #expect(refusal(bytes: bytes).map(\.code) == ["D101"])
  }

  @Test func forcedKindsNameEveryBadCell() {
    let text = "night,cramps,dose\n2025-02-03,2,1\n2025-02-30,two,1.5\n,1.5,\n"
    let kinds: [String: ColumnKind] = ["cramps": .integer, "night": .date, "dose": .number]
    let found = refusal(text, options: ReadOptions(kinds: kinds))
    #expect(found.map(\.code) == ["D104", "D104", "D104"])
    #expect(found.map { $0.place?.line } == [3, 3, 4])
    #expect(found.map { $0.place?.column } == [1, 12, 2])
    #expect(found.map(\.value) == ["2025-02-30", "two", "1.5"])
    #expect(
      found.map(\.message) == [
        "'2025-02-30' is not a date (YYYY-MM-DD)", "'two' is not a whole number",
        "'1.5' is not a whole number",
      ])
  }

  @Test func errorsBeyondTheLimitAreCounted() {
    let found = refusal("a,b\n" + String(repeating: "1\n", count: 10_050))
    #expect(found.count == 10_001)
    #expect(found.last?.message.hasPrefix("50 more errors") == true)
    #expect(found.last?.place == nil)
  }

  @Test func everyCodeIsExplained() {
    let explained = TablesCatalogue.explanations.map(\.code)
    #expect(Set(explained).count == explained.count)
    let used = RefusalTests.refusals.flatMap { refusal($0.text) }.map(\.code)
    #expect(Set(used).isSubset(of: explained))
    #expect(["D102", "D104", "D114", "D115", "D120", "D124"].allSatisfy(explained.contains))
  }
}
