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
}
