import Foundation
import Testing

@testable import Figures
@testable import NOf1

@Suite("A person's figures")
struct FigureTests {
  static let samples = ["counts", "days without dates", "scores", "nightly", "hostile names"]

  private func analysis(_ sample: String) -> PersonalAnalysis {
    switch sample {
    case "days without dates":
      TestAnalysis.make(treatments: ["citrate", "oxide"], dates: false)
    case "scores": TestAnalysis.make(kind: .score, better: .higher)
    case "nightly": TestAnalysis.make(alternating: true)
    case "hostile names":
      TestAnalysis.make(
        reference: "<script>alert('x')</script>", treatments: ["=cmd()|\"&'\n\u{1B}]]>--"])
    default: TestAnalysis.make()
    }
  }

  @Test("there is one figure per kind, and its CSV has a line per row")
  func rows() {
    let figures = PersonalFigures.all(TestAnalysis.make())
    #expect(PersonalFigures.names == ["series", "cycles", "posterior"])
    #expect(figures.map(\.name) == PersonalFigures.names)
    #expect(figures.map(\.data.rows.count) == [112, 4 + 1 + 1, 3 * 121])
    for figure in figures {
      #expect(
        figure.data.csv().split(separator: "\n").count == figure.data.rows.count + 1)
    }
  }

  @Test("an analysis without cycles or densities has the figures it can have")
  func absent() {
    let whole = TestAnalysis.make()
    let part = PersonalAnalysis(
      study: whole.study, design: whole.design, verdict: whole.verdict, effects: [],
      hyperparameters: [], cycles: [], cycleLevel: [], randomisationTest: nil, sensitivity: [],
      operatingCharacteristics: [], nights: Array(whole.nights.prefix(1)), densities: [],
      findings: [], notes: [], arms: nil, monitoring: nil, borrowing: nil)
    #expect(PersonalFigures.all(part).map(\.name) == ["series"])
  }

  @Test("each drawing is well-formed XML with a title and a description", arguments: samples)
  func wellFormed(sample: String) throws {
    for figure in PersonalFigures.all(analysis(sample)) {
      let elements = try #require(XMLChecker.elements(figure.svg), "\(sample) \(figure.name)")
      #expect(elements["svg"] == 1)
      #expect(elements["title"] == 1)
      #expect(elements["desc"] == 1)
      #expect(elements["script"] == nil)
      #expect(figure.svg.contains("role=\"img\""))
      #expect(!figure.svg.contains("nan") && !figure.svg.contains("inf "))
    }
  }

  @Test("every recorded night, missing night and estimate is drawn")
  func marks() throws {
    let figures = PersonalFigures.all(TestAnalysis.make())
    func paths(_ figure: Figure) throws -> Int {
      try #require(XMLChecker.elements(figure.svg)?["path"])
    }
    // 112 nights, 8 periods with a band and a line each, 4 keys of the legend drawn as paths.
    #expect(try paths(figures[0]) == 112 + 2 * 8 + 4)
    #expect(try paths(figures[1]) == 6)
    // Three curves and the area below one, three keys of the legend.
    #expect(try paths(figures[2]) == 3 + 1 + 3)
  }

  @Test("coordinates have at most 2 decimals and stay on the page", arguments: samples)
  func coordinates(sample: String) throws {
    let pattern = /\b(?:x|x1|x2|cx)="(-?[0-9.]+)"/
    for figure in PersonalFigures.all(analysis(sample)) {
      for match in figure.svg.matches(of: pattern) {
        let value = try #require(Double(match.1))
        #expect((0...800).contains(value), "\(sample) \(figure.name)")
        #expect((match.1.split(separator: ".").dropFirst().first?.count ?? 0) <= 2)
      }
    }
  }

  @Test("each specification is JSON that reads the figure's own CSV", arguments: samples)
  func specification(sample: String) throws {
    for figure in PersonalFigures.all(analysis(sample)) {
      let specification = try JSONValue(parsing: figure.vegaLite)
      #expect(specification["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json")
      #expect(specification["data"]?["url"] == .string("\(figure.name).csv"))
      let unknown = fields(specification).subtracting(figure.data.columns)
      #expect(unknown.subtracting(["first", "last", "start", "end", "effect", "line"]) == [])
    }
  }

  /// The names of data fields that a specification refers to.
  private func fields(_ value: JSONValue) -> Set<String> {
    switch value {
    case .object(let members):
      members.reduce(into: []) { result, member in
        if member.name == "field", let field = member.value.text { result.insert(field) }
        result.formUnion(fields(member.value))
      }
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(fields($1)) }
    default: []
    }
  }

  @Test("the same analysis gives the same bytes", arguments: samples)
  func determinism(sample: String) throws {
    let copy = try JSONDecoder().decode(
      PersonalAnalysis.self, from: JSONEncoder().encode(analysis(sample)))
    #expect(PersonalFigures.all(analysis(sample)) == PersonalFigures.all(copy))
  }

  @Test("names that a spreadsheet would run are guarded, in the CSV as in the specification")
  func guarded() {
    let figure = PersonalFigures.all(analysis("hostile names"))[0]
    #expect(figure.data.csv().contains("\"'=cmd()|\"\"&'"))
    #expect(figure.vegaLite.contains("\"'=cmd()|"))
  }
}

/// A small checker of well-formedness: balanced tags, quoted attributes, known entities.
enum XMLChecker {
  /// How often each element occurs, or nil where the text is not well-formed.
  static func elements(_ text: String) -> [String: Int]? {
    var rest = Substring(text)
    var open: [Substring] = []
    var counts: [String: Int] = [:]
    while let start = rest.firstIndex(of: "<") {
      guard isText(rest[..<start]) else { return nil }
      rest = rest[start...]
      if let match = rest.prefixMatch(of: /<\/([a-z]+)>/) {
        guard open.popLast() == match.1 else { return nil }
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /<([a-z]+)((?: [A-Za-z0-9:-]+="[^"<]*")*)(\/?)>/) {
        guard isText(match.2) else { return nil }
        counts[String(match.1), default: 0] += 1
        if match.3.isEmpty { open.append(match.1) }
        rest = rest[match.range.upperBound...]
      } else {
        return nil
      }
    }
    return open.isEmpty && isText(rest) ? counts : nil
  }

  private static func isText(_ text: Substring) -> Bool {
    let entities = text.replacing(/&(?:lt|gt|amp|quot);/, with: "")
    return !entities.contains("&") && !entities.contains(">")
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }
  }
}
