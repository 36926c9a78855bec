import Tables
import TestSupport
import Testing

@Suite struct CSVWriterTests {
  private func written(_ header: [String], _ rows: [[CSVWriter.Cell]], guards: Bool = true)
    -> String
  {
    var writer = CSVWriter(header: header, guardsFormulas: guards)
    for row in rows { writer.append(row) }
    return writer.text
  }

  @Test func cells() throws {
    let day = try #require(CalendarDate(year: 2025, month: 2, day: 3))
    #expect(
      written(
        ["a", "b", "c", "d", "e"],
        [
          [.text("x"), .number(0.1), .integer(-3), .date(day), .missing],
          [.text("a,b"), .number(2), .integer(.max), .missing, .text("say \"x\"")],
          [.text(" x"), .number(.nan), .integer(0), .missing, .text("l\nm")],
        ]) == """
          a,b,c,d,e
          x,0.1,-3,2025-02-03,
          "a,b",2,9223372036854775807,,"say ""x\"""
          " x",,0,,"l
          m"

          """)
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
  func formulasAreGuarded(_ text: String) throws {
    let table = try read(written(["a", "b"], [[.text(text), .integer(1)]]))
    #expect(table.rawText(row: 0, column: "a") == "'" + text)
    let header = try read(written([text, "b"], [[.text("x"), .integer(1)]]))
    #expect(header.columnNames.first == "'" + text)
    let plain = try read(written(["a", "b"], [[.text(text), .integer(1)]], guards: false))
    #expect(plain.rawText(row: 0, column: "a") == text)
  }

  @Test func numbersAreNeverGuarded() {
    let text = written(
      ["a", "b"], [[.number(-1.5), .integer(-2)], [.text("x=1"), .text("a-b")]])
    #expect(text == "a,b\n-1.5,-2\nx=1,a-b\n")
  }

  @Test func aSingleMissingCellIsStillARow() throws {
    let table = try read(written(["a"], [[.integer(1)], [.missing], [.text("")], [.integer(4)]]))
    #expect(table.rowCount == 4)
    #expect(table.column("a")?.missingCount == 2)
  }

  /// Random tables, written and read again, are the same.
  @Test func roundTrip() throws {
    var generator = SplitMix(state: 2025)
    for _ in 0..<400 {
      let columnCount = Int.random(in: 1...5, using: &generator)
      let rowCount = Int.random(in: 0...20, using: &generator)
      let makers = (0..<columnCount).map { _ in Int.random(in: 0..<4, using: &generator) }
      let rows = (0..<rowCount).map { _ in makers.map { randomCell($0, &generator) } }
      let header = (0..<columnCount).map { "\(randomText(&generator))\($0)" }
      let table = try read(written(header, rows, guards: false))
      try #require(table.columnNames == header)
      try #require(table.rowCount == rowCount)
      for (row, cells) in rows.enumerated() {
        for (cell, column) in zip(cells, table.columns) where !isSame(cell, column, row) {
          Issue.record("\(cell) became \(column.string(row) ?? "nothing")")
        }
      }
    }
  }

  private func isSame(_ cell: CSVWriter.Cell, _ column: Column, _ row: Int) -> Bool {
    switch cell {
    case .integer(let value): column.integer(row) == value
    case .number(let value): column.double(row) == value
    case .date(let value): column.date(row) == value
    case .missing: column.isMissing(row)
    case .text(let value): column.string(row) == value
    }
  }

  private func randomCell(_ kind: Int, _ generator: inout SplitMix) -> CSVWriter.Cell {
    if Int.random(in: 0..<5, using: &generator) == 0 { return .missing }
    switch kind {
    case 0: return .integer(Int.random(in: -1000...1000, using: &generator))
    case 1: return .number(Double.random(in: -1e6...1e6, using: &generator))
    case 2:
      return .date(CalendarDate(daysSinceEpoch: Int32.random(in: 0...40_000, using: &generator)))
    default: return .text("t" + randomText(&generator))
    }
  }

  private func randomText(_ generator: inout SplitMix) -> String {
    let alphabet = Array("ab ,;\t\"\n\ré猫'=-.0🌙[{<\u{FEFF}")
    return String(
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      })
  }
}
