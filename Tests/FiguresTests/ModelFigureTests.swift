import Testing

@testable import Figures
@testable import MixedModels

@Suite("A model's figures")
struct ModelFigureTests {
  /// `count` levels, in an order that is not that of the modes; two terms of one group.
  static func modes(levels count: Int) -> [ConditionalModes] {
    let pairs = (0..<count).flatMap { [$0, $0] }
    return [
      ConditionalModes(
        group: "person", levels: (0..<count).map { "=P\($0)" },
        terms: ["(Intercept)", "<Days & nights>"],
        estimates: pairs.map { Double(($0 * 7) % count) - Double(count) / 2 },
        standardErrors: pairs.map { 0.5 + Double($0) / Double(count) })
    ]
  }

  static func profile(
    _ name: String, slope: Double, steps: ClosedRange<Int>, lower: ProfileLimit
  ) -> ParameterProfile {
    ParameterProfile(
      parameter: .fixedEffect(0), name: name, estimate: 10, level: 0.95,
      limits: (lower, .at(13)), scale: .identity,
      curve: ProfileCurve(
        steps.map { .init(value: 10 + Double($0), zeta: slope * Double($0), slope: slope) }))
  }

  static let profiles = [
    profile("sd_(Intercept)|person", slope: 0.25, steps: -8...8, lower: .notFound(reason: "")),
    profile("Days", slope: 0.5, steps: -10...10, lower: .at(7)),
    profile("never moved", slope: 1, steps: 0...0, lower: .at(9)),
  ]

  static func residuals(rows: Int) -> Figure? {
    ModelFigures.residuals(
      rows: Array(1...rows), fitted: (0..<rows).map { Double($0 % 17) },
      residuals: (0..<rows).map { Double(($0 * 31) % rows) - Double(rows) / 2 },
      response: "log(y) <units>")
  }

  static let figures = [
    ModelFigures.caterpillar(modes(levels: 18)), ModelFigures.caterpillar(modes(levels: 1000)),
    ModelFigures.profile(profiles), residuals(rows: 60), residuals(rows: 20_000),
    residuals(rows: 1),
  ].compactMap { $0 }

  @Test("there is one of each kind, and none without rows")
  func kinds() {
    #expect(
      Self.figures.map(\.name)
        == ["caterpillar", "caterpillar", "profile", "residuals", "residuals", "residuals"])
    #expect(Set(Self.figures.map(\.name)) == Set(ModelFigures.names))
    #expect(ModelFigures.caterpillar([]) == nil)
    #expect(ModelFigures.profile([Self.profiles[2]]) == nil)
    #expect(ModelFigures.residuals(rows: [], fitted: [], residuals: [], response: "y") == nil)
  }

  @Test("each drawing is well-formed XML, on the page, with a title and a description")
  func drawings() throws {
    for figure in Self.figures {
      let elements = try #require(XMLChecker.elements(figure.svg), "\(figure.name)")
      #expect(elements["svg"] == 1 && elements["title"] == 1 && elements["desc"] == 1)
      #expect(!figure.svg.contains("nan") && !figure.svg.contains("inf "))
      for match in figure.svg.matches(of: /\b(?:x|x1|x2|cx)="(-?[0-9.]+)"/) {
        let value = try #require(Double(match.1))
        #expect((0...800).contains(value), "\(figure.name)")
      }
    }
  }

  @Test("each specification is JSON that reads the columns of the figure's own CSV")
  func specifications() throws {
    for figure in Self.figures {
      let specification = try JSONValue(parsing: figure.vegaLite)
      #expect(specification["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json")
      #expect(specification["data"]?["url"] == .string("\(figure.name).csv"))
      let fields = figure.vegaLite.matches(of: /"field": "([^"]+)"/).map { String($0.1) }
      #expect(!fields.isEmpty && Set(fields).isSubset(of: figure.data.columns))
    }
  }

  @Test("modes are sorted within each term, with the interval of the level asked for")
  func sortedModes() throws {
    let figure = try #require(ModelFigures.caterpillar(Self.modes(levels: 18), level: 0.9))
    let rows = figure.data.rows
    #expect(rows.count == 36)
    for term in [rows[..<18], rows[18...]] {
      let estimates = term.compactMap { $0[3].double }
      #expect(estimates == estimates.sorted())
      #expect(Set(term.map { $0[1].text }).count == 1)
    }
    for row in rows {
      let (estimate, error) = (try #require(row[3].double), try #require(row[4].double))
      let (low, high) = (try #require(row[5].double), try #require(row[6].double))
      #expect(abs((high - low) / error - 2 * 1.6448536269514722) < 1e-12)
      #expect(abs((high + low) / 2 - estimate) < 1e-12)
    }
    #expect(figure.svg.contains("90 % intervals"))
  }

  @Test("of many levels the drawing has the extremes and says so; the rows have all")
  func manyLevels() throws {
    let figure = Self.figures[1]
    #expect(figure.data.rows.count == 2000)
    #expect(figure.svg.contains("the 100 lowest and the 100 highest of 1000 levels"))
    #expect(try #require(XMLChecker.elements(figure.svg)?["path"]) == 400)
    let few = try #require(XMLChecker.elements(Self.figures[0].svg)?["path"])
    #expect(few == 36)
    #expect(!Self.figures[0].svg.contains("lowest"))
  }

  @Test("a profile has its points, and an end that was not found is an empty cell")
  func profile() {
    let figure = Self.figures[2]
    #expect(figure.data.rows.count == 17 + 21)
    #expect(figure.data.csv().contains("sd_(Intercept)|person,2,-2,10,,13\n"))
    #expect(figure.svg.contains("<title id=\"title\">Profiles of the deviance, with 95 %"))
  }

  @Test("of many rows the drawing has a choice and says so; quantiles rise with the residuals")
  func manyRows() throws {
    let figure = Self.figures[4]
    #expect(figure.data.rows.count == 20_000)
    #expect(figure.svg.contains("of 20000 rows drawn"))
    let points = try #require(XMLChecker.elements(figure.svg)?["path"])
    #expect((2 * 3000...2 * 4000).contains(points))
    let sorted = figure.data.rows.sorted { ($0[2].double ?? 0) < ($1[2].double ?? 0) }
    let quantiles = sorted.compactMap { $0[3].double }
    #expect(quantiles == quantiles.sorted() && abs(quantiles[0] + quantiles[19_999]) < 1e-9)
    // R: qnorm(ppoints(60))[1]
    let small = Self.figures[3].data.rows.compactMap { $0[3].double }.min()
    #expect(abs((small ?? 0) + 2.3939797998185104) < 1e-12)
  }
}
