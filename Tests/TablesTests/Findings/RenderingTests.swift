import Tables
import Testing

@Suite struct RenderingTests {
  private func bad(_ text: String, row: Int, _ column: String, hint: String? = nil) throws
    -> Finding
  {
    let table = try read(text)
    let value = table.rawText(row: row, column: column)
    return table.finding(
      "D104", .error, row: row, column: column,
      message: "\(Finding.quoted(value)) is not a count", hint: hint)
  }

  @Test func layout() throws {
    let finding = try bad(
      "night,treatment,cramps,note\n2025-02-03,magnesium,two,\n", row: 0, "cramps",
      hint: "write 2")
    #expect(
      finding.rendered() == """
        log.csv:2:22: error D104: 'two' is not a count
          2 | 2025-02-03,magnesium,two,
            |                      ^^^
          hint: write 2   (magnify explain D104)
        """)
  }

  @Test func redactionHidesValueAndLine() throws {
    let finding = try bad("who,cramps\nAnna,two\n", row: 0, "cramps", hint: "not 'two' but 2")
    #expect(
      finding.rendered(redact: true) == """
        log.csv:2:6: error D104: '***' is not a count
          hint: not '***' but 2   (magnify explain D104)
        """)
    let redacted = finding.redacted()
    #expect(redacted.value == "***")
    #expect(redacted.place?.excerpt == nil)
  }

  @Test func redactionHidesShortenedAndUnprintableValues() throws {
    let long = String(repeating: "secret ", count: 20)
    let odd = "a\tb\u{1B}c"
    for value in [long, odd] {
      let finding = try bad("x,y\n\(value),1\n", row: 0, "x")
      #expect(finding.value == value)
      let text = finding.rendered(redact: true)
      #expect(text.contains("'***' is not a count"))
      #expect(!text.contains("secret") && !text.contains("b\u{FFFD}c"))
    }
  }

  @Test func caretsStandUnderMultibyteCharacters() throws {
    let finding = try bad("who,cramps\nJosé Ñandú,zwölf\n", row: 0, "cramps")
    #expect(
      finding.rendered() == """
        log.csv:2:12: error D104: 'zwölf' is not a count
          2 | José Ñandú,zwölf
            |            ^^^^^
          (magnify explain D104)
        """)
  }

  @Test func caretsStandUnderWideCharactersTabsAndCombiningMarks() throws {
    let wide = try bad("who,cramps\n猫猫,二\n", row: 0, "cramps").rendered()
    #expect(wide.split(separator: "\n")[2] == "    |      ^^")
    let tab = try bad("who\tcramps\na\ttwo\n", row: 0, "cramps").rendered()
    #expect(tab.split(separator: "\n")[2] == "    |  \t^^^")
    let combining = try bad("who,cramps\ne\u{301}e\u{301},two\n", row: 0, "cramps").rendered()
    #expect(combining.split(separator: "\n")[2] == "    |    ^^^")
  }

  @Test func longLinesAreShortened() throws {
    let many = String(repeating: "é", count: 500)
    let finding = try bad("a,b,c\n\(many),two,\(many)\n", row: 0, "b")
    let place = try #require(finding.place)
    #expect(place.column == 502)
    let excerpt = try #require(place.excerpt)
    #expect(excerpt.unicodeScalars.count <= 161)
    let lines = finding.rendered().split(separator: "\n").map { Array($0) }
    let caret = try #require(lines[2].firstIndex(of: "^"))
    #expect(String(lines[1][caret..<(caret + 3)]) == "two")
    #expect(lines[2].count { $0 == "^" } == 3)
    #expect(lines[1].count < 180)
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let finding = try bad("a,b\n\u{1B}[31m\u{202E},two\n", row: 0, "a")
    #expect(!finding.rendered().contains("\u{1B}"))
    #expect(!finding.rendered().contains("\u{202E}"))
    #expect(finding.value == "\u{1B}[31m\u{202E}")
  }

  @Test func controlCharactersInMessagesAndHintsAreShownAsSuch() {
    let finding = Finding(
      code: "N1", severity: .error, message: "no column a\u{1B}[2J",
      hint: "the columns are b\u{202E}c")
    #expect(
      finding.rendered() == """
        error N1: no column a\u{FFFD}[2J
          hint: the columns are b\u{FFFD}c   (magnify explain N1)
        """)
  }

  @Test func emptyCellsHaveOneCaret() throws {
    let finding = try bad("a,b\n,1\n", row: 0, "a")
    #expect(finding.rendered().hasPrefix("log.csv:2:1: error D104: '' is not a count\n"))
    #expect(finding.rendered().split(separator: "\n")[2] == "    | ^")
  }

  @Test func cellsAfterLineBreaksInsideQuotes() throws {
    let finding = try bad("a,b\n\"x\ny\",two\n", row: 0, "b")
    #expect(finding.place?.line == 3)
    #expect(finding.place?.column == 4)
    #expect(finding.place?.excerpt == "y\",two")
  }

  @Test func findingsAboutRowsLinesAndTheFile() throws {
    let table = try read("\na,b\n1,2\n\n3,4\n")
    let row = table.finding("N1", .warning, row: 1, column: nil, message: "odd night")
    #expect(row.place == Place(file: "log.csv", line: 5, excerpt: "3,4"))
    #expect(row.value == nil)
    let file = table.finding("N1", .warning, message: "no column 'x'")
    #expect(file.place == Place(file: "log.csv", line: 2, excerpt: "a,b"))
    let line = table.finding("N1", .warning, message: "odd", line: 3)
    #expect(line.place == Place(file: "log.csv", line: 3, excerpt: "1,2"))
    #expect(
      line.rendered() == """
        log.csv:3: warning N1: odd
          3 | 1,2
          (magnify explain N1)
        """)
  }

  @Test func atMostTwentyAreShownWithTheTotal() {
    let many = (1...25).map { Finding(code: "D1", severity: .error, message: "m\($0)") }
    let text = InvalidInput(many).rendered()
    #expect(text.hasSuffix("25 findings in all, the first 20 shown; all of them with --json"))
    #expect(text.contains("m20\n") && !text.contains("m21"))
    let few = InvalidInput(Array(many.prefix(20))).rendered()
    #expect(!few.contains("in all"))
    #expect(InvalidInput(many).rendered(limit: 25).contains("m25"))
  }
}
