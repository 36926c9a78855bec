import Testing

@testable import Figures

@Suite("Figures as JSON")
struct FigureJSONTests {
  @Test("there is a sample of every kind, with all columns and facts of its shape")
  func shapes() throws {
    let figures = try SampleFigures.all.get()
    #expect(Set(figures.map(\.kind)) == Set(Figure.Kind.allCases))
    for figure in figures {
      let shape = figure.kind.drawing.shape
      #expect(figure.data.columns == shape.columnNames && figure.data.name == figure.name)
      #expect(figure.facts.map(\.name) == shape.facts.map(\.name), "\(figure.kind)")
    }
    let names = Figure.Kind.allCases.map(\.name)
    #expect(names.filter { $0 == "posterior" }.count == 2 && Set(names).count == names.count - 1)
  }

  @Test("what was kept is the same figure, with the same drawings and rows, byte for byte")
  func roundTrip() throws {
    let rare = try ["alike", "far apart", "one study", "rls"].flatMap(TrialFigureSamples.figures)
    for figure in try SampleFigures.all.get() + rare {
      for layout in [JSONValue.Layout.compact, .pretty] {
        let read = try Figure(json: JSONValue(parsing: figure.json.rendered(layout)))
        #expect(read == figure)
        #expect(read.svg == figure.svg && read.vegaLite == figure.vegaLite)
        #expect(read.data.csv() == figure.data.csv())
      }
    }
  }

  @Test("a row of the figure is a line of its JSON")
  func lines() throws {
    for figure in try SampleFigures.all.get() {
      let text = JSONValue.object([.init("figures", [figure.json])]).rendered(.pretty)
      let rows = text.split(separator: "\n").filter { $0.hasPrefix("        [") }
      #expect(rows.count == figure.data.rows.count, "\(figure.kind)")
    }
  }

  @Test("identifiers take a prefix, and nothing else changes")
  func identifiers() throws {
    for figure in try SampleFigures.all.get() {
      let svg = figure.svg(identifiers: "f3-")
      #expect(
        svg.contains("<title id=\"f3-title\">") && svg.contains("<desc id=\"f3-description\""))
      #expect(svg.contains("aria-labelledby=\"f3-title f3-description\""))
      #expect(svg.matches(of: /\bid="/).count == 2 && !svg.contains("url(#"))
      #expect(svg.replacing("f3-", with: "") == figure.svg)
    }
  }

  private func fault(_ json: JSONValue) -> FigureError? {
    do {
      _ = try Figure(json: json)
      return nil
    } catch { return error }
  }

  @Test("what is damaged is refused with its place and the reason")
  func refused() throws {
    #expect(fault(.null)?.path == "kind")
    #expect(fault(["kind": "pie"])?.reason == "there is no kind 'pie'")
    for figure in try SampleFigures.all.get() where figure.data.rows.count < 1500 {
      let shape = figure.kind.drawing.shape
      let members = try #require(figure.json.members)
      for member in members {
        #expect(fault(.object(members.filter { $0 != member }))?.path == member.name)
      }
      func changed(
        facts: [JSONValue.Member]? = nil, columns: [String]? = nil, rows: [[JSONValue]]? = nil
      ) -> JSONValue {
        [
          "kind": .string(figure.kind.rawValue), "facts": .object(facts ?? figure.facts),
          "columns": .array((columns ?? figure.data.columns).map(JSONValue.string)),
          "rows": .array((rows ?? figure.data.rows).map(JSONValue.array)),
        ]
      }
      let rows = figure.data.rows
      #expect(fault(changed()) == nil)
      #expect(fault(changed(rows: []))?.path == "rows")
      #expect(fault(changed(rows: rows + [rows[0].dropLast()]))?.path == "rows.\(rows.count)")
      for (place, name) in shape.columnNames.enumerated() {
        let without = rows.map { row in row.enumerated().filter { $0.offset != place }.map(\.1) }
        let names = figure.data.columns.filter { $0 != name }
        #expect(
          fault(changed(columns: names, rows: without))?.reason == "there is no column '\(name)'")
        for cell: JSONValue in [[], ["a": 1], .number(.infinity), .number(.nan), true] {
          var damaged = rows
          damaged[rows.count - 1][place] = cell
          #expect(fault(changed(rows: damaged))?.path == "rows.\(rows.count - 1).\(name)")
        }
      }
      for fact in figure.facts {
        let others = figure.facts.filter { $0 != fact }
        #expect(
          fault(changed(facts: others + [.init(fact.name, [1])]))?.path == "facts.\(fact.name)")
        if fact.value != .null
          && !["minimal_important_difference", "reaching_important"]
            .contains(fact.name)
        {
          #expect(fault(changed(facts: others))?.path == "facts.\(fact.name)")
        }
      }
      let more = changed(
        facts: figure.facts + [.init("later", 1)], columns: figure.data.columns + ["later"],
        rows: rows.map { $0 + ["x"] })
      #expect(try Figure(json: more).svg == figure.svg, "what is not known is passed over")
    }
  }
}
