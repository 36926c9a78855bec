import Tables
import Testing

@Suite struct AcceptanceTests {
  @Test func kindsAreFoundFromAllCells() throws {
    let table = try read(
      """
      night,treatment,cramps,hours,note
      2025-02-03,magnesium,2,7.5,
      2025-02-04,placebo,NA,,
      2025-02-05,magnesium,-1,8,
      """)
    #expect(table.rowCount == 3)
    #expect(table.columnNames == ["night", "treatment", "cramps", "hours", "note"])
    #expect(table.columns.map(\.kind) == [.date, .text, .integer, .number, .text])
    #expect(table.columns.map(\.missingCount) == [0, 0, 1, 1, 3])
    let cramps = try #require(table.column("cramps"))
    #expect((0..<3).map { cramps.integer($0) } == [2, nil, -1])
    #expect((0..<3).map { cramps.double($0) } == [2, nil, -1])
    #expect((0..<3).map { cramps.string($0) } == ["2", nil, "-1"])
    let hours = try #require(table.column("hours"))
    #expect((0..<3).map { hours.double($0) } == [7.5, nil, 8])
    #expect((0..<3).map { hours.integer($0) } == [nil, nil, 8])
    let night = try #require(table.column("night"))
    #expect(night.date(1) == CalendarDate(year: 2025, month: 2, day: 4))
    #expect(night.string(1) == "2025-02-04")
    let treatment = try #require(table.column("treatment"))
    #expect((0..<3).map { treatment.string($0) } == ["magnesium", "placebo", "magnesium"])
    #expect(table.line(ofRow: 2) == 4)
    #expect(table.notes == [])
  }

  @Test func oneBadWordMakesAColumnText() throws {
    let table = try read("cramps\n1\ntwo\n3\n")
    #expect(table.column("cramps")?.kind == .text)
    #expect(table.column("cramps")?.string(0) == "1")
    #expect(table.firstRow(in: "cramps", where: { Int($0) == nil }) == 1)
  }

  @Test func onlyDigitsAreNumbers() throws {
    let table = try read("a,b,c,d,e,f,g\ninf,nan,0x10,1e999,1 2,+,.\n")
    #expect(table.columns.allSatisfy { $0.kind == .text })
    let numbers = try read("a,b,c,d,e,f\n+1,.5,5.,1e-3,1E5,007\n")
    #expect(numbers.columns.map { $0.double(0) } == [1, 0.5, 5, 0.001, 100_000, 7])
    #expect(
      numbers.columns.map(\.kind) == [.integer, .number, .number, .number, .number, .integer])
  }

  @Test func wholeNumbersBeyondIntBecomeNumbers() throws {
    let table = try read("a,b,c\n9223372036854775807,9223372036854775808,-9223372036854775808\n")
    #expect(table.columns.map(\.kind) == [.integer, .number, .number])
    #expect(table.column("a")?.integer(0) == .max)
    #expect(table.column("b")?.double(0) == 0x1p63)
    #expect(table.column("c")?.double(0) == -0x1p63)
  }

  @Test func datesMustExist() throws {
    #expect(try read("d\n2024-02-29\n").column("d")?.kind == .date)
    #expect(try read("d\n2025-02-29\n").column("d")?.kind == .text)
    #expect(try read("d\n2025-2-9\n").column("d")?.kind == .text)
  }

  @Test func quotedCells() throws {
    let table = try read(
      "\"a,1\",\"b \"\"q\"\"\",c\r\n\"x\r\ny\",\" z \",\"3\"\r\nlast,\"\",NA")
    #expect(table.columnNames == ["a,1", "b \"q\"", "c"])
    #expect(table.column("a,1")?.string(0) == "x\r\ny")
    #expect(table.column("b \"q\"")?.string(0) == " z ")
    #expect(table.column("b \"q\"")?.isMissing(1) == true)
    #expect(table.column("c")?.integer(0) == 3)
    #expect(table.column("c")?.isMissing(1) == true)
    #expect(table.line(ofRow: 1) == 4)
    #expect(table.rawText(row: 0, column: "b \"q\"") == " z ")
    #expect(table.notes == [])
  }

  @Test func quotedAndPlainCellsAreTheSameLabel() throws {
    let table = try read("a,b\n\"x\",1\nx,2\n\"say \"\"x\"\"\",3\n\"say \"\"x\"\"\",4\n")
    guard case .text(let codes, let labels)? = table.column("a")?.values else {
      Issue.record("not text")
      return
    }
    #expect(codes == [0, 0, 1, 1])
    #expect(labels == ["x", "say \"x\""])
  }

  @Test func blankLinesAreNoRows() throws {
    let table = try read("\n\na,b\n\n1,2\n\n\n3,4\n\n")
    #expect(table.rowCount == 2)
    #expect((0..<2).map { table.line(ofRow: $0) } == [5, 8])
  }

  @Test func headerAloneIsATableWithoutRows() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n", "\u{FEFF}a,b\n"] {
      let table = try read(text)
      #expect(table.rowCount == 0)
      #expect(table.columnNames == ["a", "b"])
      #expect(table.columns.map(\.kind) == [.text, .text])
    }
  }

  @Test(arguments: [
    ("\u{FEFF}a,b\n1,2\n", ["D120"]),
    ("a,b\r1,2\r", ["D121"]),
    ("a;b\n1;2\n", ["D122"]),
    ("a\tb\n1\t2\n", ["D122"]),
    ("a, b\n1, 2\n", ["D124"]),
    ("\u{FEFF}a;b\r1 ;2\r", ["D120", "D121", "D122", "D124"]),
    ("a,b\r\n1,2\r\n", []),
  ])
  func whatIsAcceptedIsSaid(_ text: String, _ codes: [String]) throws {
    let table = try read(text)
    #expect(table.notes.map(\.code) == codes)
    #expect(table.notes.allSatisfy { $0.severity == .information })
    #expect(table.columnNames == ["a", "b"])
    #expect(table.columns.map { $0.integer(0) } == [1, 2])
  }

  @Test func decimalCommas() throws {
    let table = try read("dose;label;n\n1,5;a,b;1\n2;c;2\n-0,25;NA;3\n")
    #expect(table.columns.map(\.kind) == [.number, .text, .integer])
    let dose = try #require(table.column("dose"))
    #expect((0..<3).map { dose.double($0) } == [1.5, 2, -0.25])
    #expect(table.notes.map(\.code) == ["D122", "D123"])
    #expect(table.notes[1].message.contains("'1,5'"))
  }

  @Test func thousandsAreNotGuessedWhereOneValueShowsTheMark() throws {
    let table = try read("a;b\n1,234;0,5\n2,500;1,5\n")
    #expect(table.columns.map { $0.double(0) } == [1.234, 0.5])
  }

  @Test func optionsDecide() throws {
    let semicolon = ReadOptions(separator: .semicolon, decimalMark: .comma)
    #expect(try read("a\n1,234\n", options: semicolon).column("a")?.double(0) == 1.234)
    let point = ReadOptions(decimalMark: .point)
    #expect(try read("a;b\n1,5;2\n", options: point).column("a")?.kind == .text)
    let kinds = ReadOptions(kinds: ["id": .text, "n": .integer, "x": .number, "gone": .date])
    let table = try read("id,n,x\n007,2.0,3\n", options: kinds)
    #expect(table.columns.map(\.kind) == [.text, .integer, .number])
    #expect(table.column("id")?.string(0) == "007")
    #expect(table.column("n")?.integer(0) == 2)
  }

  @Test func separatorsInsideQuotesDoNotCount() throws {
    #expect(try read("\"a;x\",b\n\"1;2\",3\n").columnNames == ["a;x", "b"])
    #expect(try read("a;\"b,c\"\n1;\"2,3\"\n").columnNames == ["a", "b,c"])
    #expect(try read("when;what,note\n1,2\n3,4\n").columnNames == ["when;what", "note"])
  }

  @Test func oneAccentedLetterIsOneLabelHoweverItIsCoded() throws {
    let table = try read("a\nx\n\u{E9}\nNA\ne\u{301}\nK\n\u{212A}\n")
    guard case .text(let codes, let labels)? = table.column("a")?.values else {
      Issue.record("not text")
      return
    }
    #expect(codes == [0, 1, -1, 1, 2, 2])
    #expect(labels == ["x", "\u{E9}", "K"])
    #expect(refusal("\u{E9},e\u{301}\n1,2\n").map(\.code) == ["D106"])
  }

  @Test func notesHideTheirValues() throws {
    let note = try #require(try read("a;b\n1,5;2\n").notes.last)
    #expect(note.message == "the comma is taken as decimal mark, as in '1,5'")
    #expect(note.redacted().message == "the comma is taken as decimal mark, as in '***'")
  }
}
