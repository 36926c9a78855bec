import Tables
import TestSupport
import Testing

/// Damages valid files byte by byte: the reader must answer with a table or with findings whose
/// places are inside the file, whatever it gets.
@Suite struct MutationTests {
  static let seeds: [String] = [
    "night,treatment,cramps,hours\n2025-02-03,magnesium,2,7.5\n2025-02-04,placebo,,\n",
    "\u{FEFF}\"a\";\"b\"\r\n\"x;\"\"y\"\"\r\nz\";1,5\r\nü;0,25\r\n",
    "a\tb\tc\n1\t2.5\t猫\nNA\t1e5\té\n",
    "x\n1\n\n\"\"\n3\n",
    "p,q\r1,2\r3,4\r",
  ]

  @Test(arguments: seeds) func damagedFilesNeverSurprise(_ seed: String) {
    var generator = SplitMix(state: UInt64(seed.utf8.count))
    let interesting = Array("\",;\t\r\n\0 .-eE0123\u{FEFF}é".utf8) + [0xFF, 0xC3, 0x80]
    for _ in 0..<3000 {
      var bytes = Array(seed.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let any = UInt8(truncatingIfNeeded: generator.next())
        let byte =
          Bool.random(using: &generator) ? any : interesting.randomElement(using: &generator)!
        let index = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where index < bytes.count: bytes[index] = byte
        case 1 where index < bytes.count: bytes.remove(at: index)
        case 2: bytes.removeSubrange(index...)
        default: bytes.insert(byte, at: index)
        }
      }
      check(bytes)
    }
  }

  private func check(_ bytes: [UInt8]) {
    do {
      let table = try read(bytes: bytes, options: ReadOptions(kinds: ["cramps": .integer]))
      checkTable(table, bytes)
    } catch {
      #expect(!error.findings.isEmpty)
      for finding in error.findings { checkPlace(finding, bytes) }
      #expect(!error.rendered().isEmpty && !error.rendered(redact: true).isEmpty)
    }
  }

  private func checkTable(_ table: Table, _ bytes: [UInt8]) {
    for column in table.columns {
      guard column.count == table.rowCount else {
        Issue.record("\(column.count) cells in \(bytes)")
        return
      }
      for row in 0..<table.rowCount {
        let finding = table.finding("X", .warning, row: row, column: column.name, message: "")
        checkPlace(finding, bytes)
        checkValue(column, table.rawText(row: row, column: column.name), row)
      }
    }
  }

  /// What was read must follow from the text of the cell.
  private func checkValue(_ column: Column, _ raw: String, _ row: Int) {
    let spaceless = String(raw.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    if column.isMissing(row) {
      #expect(["", "NA"].contains(raw) || ["", "NA"].contains(spaceless))
    } else if column.kind == .text {
      #expect(column.string(row) == raw || column.string(row) == spaceless)
    } else if column.kind == .integer {
      #expect(column.double(row) == Double(spaceless) || column.double(row) == Double(raw))
    }
  }

  private func checkPlace(_ finding: Finding, _ bytes: [UInt8]) {
    guard let place = finding.place else { return }
    let breaker: UInt8 = bytes.contains(0x0A) ? 0x0A : 0x0D
    let lines = bytes.split(separator: breaker, omittingEmptySubsequences: false)
    guard place.line >= 1, place.line <= lines.count else {
      Issue.record("line \(place.line) of \(lines.count): \(finding.rendered()) in \(bytes)")
      return
    }
    guard let column = place.column else { return }
    let line = String(decoding: lines[place.line - 1], as: UTF8.self)
    if column < 1 || column > line.unicodeScalars.count + 1 {
      Issue.record("column \(column): \(finding.rendered()) in \(bytes)")
    }
  }
}
