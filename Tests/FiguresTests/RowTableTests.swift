import Figures
import Testing

@Suite("Flat tables")
struct RowTableTests {
  let table = RowTable(
    name: "t", columns: ["arm", "n", "x"],
    rows: [
      ["plain", 1, 0.1], ["a,b", -2, -1.5], ["say \"x\"", nil, nil], ["two\nlines", 3, 1e-7],
      ["=cmd()", 4, 2.0], ["+1", 5, 2.0], ["@x", 6, 2.0], ["-", 7, 2.0], ["", 8, [1, "a"]],
    ])

  @Test("fields are quoted, formulas guarded and numbers left alone")
  func csv() {
    #expect(
      table.csv() == """
        arm,n,x
        plain,1,0.1
        "a,b",-2,-1.5
        "say ""x""\",,
        "two
        lines",3,1e-07
        '=cmd(),4,2
        '+1,5,2
        '@x,6,2
        '-,7,2
        ,8,"[1,""a""]"

        """)
  }

  @Test("rows written as JSON are read back as the same table")
  func json() throws {
    let text = table.json.rendered(.compact)
    #expect(RowTable(name: "t", json: try JSONValue(parsing: text)) == table)
    #expect(RowTable(name: "t", json: [["a": 1], ["b": 1]]) == nil)
    #expect(RowTable(name: "t", json: "text") == nil)
    #expect(RowTable(name: "t", json: []) == RowTable(name: "t", columns: [], rows: []))
  }

  @Test("a column is found by its name")
  func column() {
    #expect(table.column("n")?.first == 1)
    #expect(table.column("m") == nil)
  }
}
