import Foundation
import Testing

@testable import Figures
@testable import Trials

@Suite("Figures of trials")
struct TrialFigureTests {
  @Test("there are those that the studies allow")
  func names() throws {
    func names(_ sample: String) throws -> [String] {
      TrialFigures.figures(of: try TrialFigureSamples.pooling(sample)).map(\.name)
    }
    #expect(try names("pregnancy") == ["forest", "funnel", "posterior"])
    #expect(try names("idiopathic") == ["forest", "posterior"])
    #expect(try names("one study") == ["forest", "posterior"])
    #expect(try names("rls") == ["forest"])
    let all = try TrialFigureSamples.figures("pregnancy").map(\.name)
    #expect(Set(all) == Set(TrialFigures.names))
  }

  @Test("nothing to draw gives no figure")
  func nothing() throws {
    let chosen = try TrialFigureSamples.pooling("rls").effects
    let none = TrialEffects(
      plan: chosen.plan, measure: chosen.measure, unit: "", effects: [], uncontrolled: [],
      excluded: chosen.excluded, otherOutcomes: [])
    let pooling = TrialPooling(
      effects: none, prior: StatedPrior(prior: .halfNormal(scale: 1), basis: ""), headline: nil,
      rows: [], predictions: [], subgroups: nil, regression: nil, leaveOneOut: [], cumulative: [],
      funnel: nil, correlationGrid: [], judgements: [], prediction: nil)
    #expect(TrialFigures.figures(of: pooling).isEmpty)
    #expect(TrialFigures.multiverse(TrialStress(effects: none, settings: [])) == nil)
  }

  @Test(
    "each drawing is well-formed XML on the page, with a title and a description",
    arguments: TrialFigureSamples.names)
  func drawings(sample: String) throws {
    for figure in try TrialFigureSamples.figures(sample) {
      let elements = try #require(XMLChecker.elements(figure.svg), "\(figure.name)")
      #expect(elements["svg"] == 1 && elements["title"] == 1 && elements["desc"] == 1)
      #expect(elements["script"] == nil && elements["b"] == nil)
      #expect(figure.svg.firstMatch(of: /="[^"]*\b(nan|inf)\b/) == nil, "\(figure.name)")
      for match in figure.svg.matches(of: /\b(?:x|x1|x2)="(-?[0-9.e+]+)"/) {
        let value = try #require(Double(match.1))
        #expect((0...800).contains(value), "\(figure.name)")
      }
      for match in figure.svg.matches(of: /[ML](-?[0-9.e+]+) (-?[0-9.e+]+)/) {
        let (x, y) = (try #require(Double(match.1)), try #require(Double(match.2)))
        #expect((0...800).contains(x) && (0...6000).contains(y), "\(figure.name)")
      }
    }
  }

  @Test(
    "each specification is JSON that reads the columns of the figure's own CSV",
    arguments: TrialFigureSamples.names)
  func specifications(sample: String) throws {
    for figure in try TrialFigureSamples.figures(sample) {
      let specification = try JSONValue(parsing: figure.vegaLite)
      #expect(specification["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json")
      #expect(specification["data"]?["url"] == .string("\(figure.name).csv"))
      let fields = figure.vegaLite.matches(of: /"field": "([^"]+)"/).map { String($0.1) }
      #expect(!fields.isEmpty && Set(fields).isSubset(of: figure.data.columns))
      let tested = figure.vegaLite.matches(of: /datum\.([a-z_]+)/).map { String($0.1) }
      #expect(Set(tested).isSubset(of: figure.data.columns))
    }
  }

  @Test("a cell is a finite number, a text or empty", arguments: TrialFigureSamples.names)
  func cells(sample: String) throws {
    for figure in try TrialFigureSamples.figures(sample) {
      for cell in figure.data.rows.flatMap({ $0 }) {
        #expect(cell == .null || cell.text != nil || cell.double.map(\.isFinite) == true)
      }
      let lines = TrialFigureSamples.parsed(figure.data.csv(), name: figure.name)
      #expect(lines.columns == figure.data.columns)
      #expect(lines.rows.count == figure.data.rows.count)
    }
  }

  @Test("the same trials give the same bytes")
  func determinism() throws {
    for sample in ["pregnancy", "subgroups"] {
      #expect(
        try TrialFigureSamples.drawn(sample) == TrialFigureSamples.drawn(sample))
    }
  }

  @Test("no figure speaks of significance, proof or absence", arguments: TrialFigureSamples.names)
  func wording(sample: String) throws {
    for figure in try TrialFigureSamples.figures(sample) {
      let text = (figure.svg + figure.vegaLite + figure.data.csv()).lowercased()
      for word in ["significan", "no effect", "proven", "trend toward"] {
        #expect(!text.contains(word), "\(figure.name): \(word)")
      }
    }
  }
}
