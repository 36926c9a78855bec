import Foundation
import Tables
import Testing

@Suite struct ColumnKindTests {
  @Test func aColumnCanBeReadAsAnotherKind() throws {
    let table = try read("n,d,t\n1.0,2025-01-31,x\n2,,7\n,2024-12-31,NA\n")
    let whole = try table.column("n", as: .integer)
    #expect((0..<3).map { whole.integer($0) } == [1, 2, nil])
    #expect(whole.kind == .integer)
    let text = try table.column("n", as: .text)
    #expect((0..<3).map { text.string($0) } == ["1.0", "2", nil])
    #expect(try table.column("d", as: .date).kind == .date)
  }

  @Test func badCellsHaveTheCallersWord() throws {
    let table = try read("cramps\n2\ntwo\n2.5\n")
    do {
      _ = try table.column("cramps", as: .integer, noun: "count", hint: "write digits")
      Issue.record("not refused")
    } catch {
      #expect(error.findings.map(\.message) == ["'two' is not a count", "'2.5' is not a count"])
      #expect(error.findings.map { $0.place?.line } == [3, 4])
      #expect(error.findings.allSatisfy { $0.code == "D104" && $0.hint == "write digits" })
    }
  }

  @Test func unknownColumnsAreNamedWithWhatThereIs() throws {
    let table = try read("Cramps,night\n1,2\n")
    func failure(_ name: String) -> Finding? {
      do {
        _ = try table.requireColumn(name)
        return nil
      } catch {
        return error.findings.first
      }
    }
    #expect(failure("cramps")?.code == "D115")
    #expect(failure("cramps")?.hint == "did you mean 'Cramps'?")
    #expect(failure("x")?.hint == "the columns are 'Cramps', 'night'")
    #expect(failure("night") == nil)
  }

  @Test func datesAreCodedAsText() throws {
    let date = try #require(CalendarDate(year: 2025, month: 2, day: 3))
    let json = try JSONEncoder().encode([date])
    #expect(String(decoding: json, as: UTF8.self) == "[\"2025-02-03\"]")
    #expect(try JSONDecoder().decode([CalendarDate].self, from: json) == [date])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CalendarDate].self, from: Data("[\"2025-02-30\"]".utf8))
    }
  }

  @Test func datesAgreeWithTheSystemCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for days in stride(from: Int32(-140_000), to: 200_000, by: 97) {
      let date = CalendarDate(daysSinceEpoch: days)
      let system = Date(timeIntervalSince1970: Double(days) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: system)
      #expect(date.yearMonthDay.year == parts.year)
      #expect(date.yearMonthDay.month == parts.month)
      #expect(date.yearMonthDay.day == parts.day)
      #expect(date.weekday % 7 + 1 == parts.weekday)
      #expect(CalendarDate(iso: date.description) == date)
    }
    #expect(CalendarDate(iso: "1900-02-29") == nil)
    #expect(CalendarDate(iso: "2000-02-29") != nil)
    #expect(CalendarDate(iso: "2025-13-01") == nil)
    #expect(CalendarDate(iso: "2025/01/01") == nil)
    #expect(CalendarDate(iso: "+025-01-01") == nil)
  }
}
