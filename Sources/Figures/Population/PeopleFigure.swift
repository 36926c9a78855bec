import NOf1

extension PersonalFigures {
  /// The names of the figures of many people.
  public static let peopleNames = ["people"]

  /// Everybody's effect, by their own nights and drawn towards the others; nil without people.
  ///
  /// - Parameters:
  ///   - people: everybody, in any order.
  ///   - analysis: what the population says.
  public static func people(
    _ people: [PopulationAnalysis.Person], of analysis: PopulationAnalysis
  ) -> Figure? {
    people.isEmpty ? nil : PeopleFigure.figure(people, of: analysis)
  }
}

/// Everybody's effect, by their own nights and drawn towards the others, the smallest on top.
struct PeopleFigure: FigureDrawing {
  static let shape = FigureShape(
    columns: [
      .text("person"), .number("raw"), .number("raw_conf_low"), .number("raw_conf_high"),
      .number("shrunken"), .number("conf_low"), .number("conf_high"), .number("p_mcid"),
    ], facts: [.text("treatment"), .text("reference"), .text("scale")])

  private let figure: Figure
  private let people: [Figure.Row]
  private let outcomeScale: EffectScale
  private let scale: AxisScale

  /// The most people drawn; `people.csv` holds all.
  private static let mostDrawn = 80
  private static let rowHeight = 17.0
  private static let top = 96.0

  static func figure(
    _ people: [PopulationAnalysis.Person], of analysis: PopulationAnalysis
  ) -> Figure {
    let sorted = people.enumerated().sorted {
      ($0.element.shrunken, $0.offset) < ($1.element.shrunken, $1.offset)
    }.map(\.element)
    return Figure(
      .people,
      facts: [
        .init("treatment", .string(analysis.treatment)),
        .init("reference", .string(analysis.reference)),
        .init("scale", .string(analysis.outcome.scale.rawValue)),
      ],
      rows: sorted.map {
        [
          .string($0.person), .number($0.raw), .number($0.rawLow), .number($0.rawHigh),
          .number($0.shrunken), .number($0.shrunkenLow), .number($0.shrunkenHigh),
          .number($0.probabilityOfImportantBenefit),
        ]
      })
  }

  init(_ figure: Figure) {
    self.figure = figure
    people = figure.rows
    outcomeScale = EffectScale(rawValue: figure.text("scale")) ?? .difference
    let isRatio = outcomeScale.isLogarithmic
    let kind: AxisScale.Kind = isRatio ? .logarithmic : .linear
    let values = people.flatMap { ["conf_low", "conf_high", "raw"].map($0.value) }
    let wide = AxisScale.domain(of: values + [isRatio ? 1 : 0], kind: kind)
    scale = AxisScale(
      kind, domain: isRatio ? wide.clamped(to: 0.02...50) : wide, range: (190, 780))
  }

  private var noDifference: Double { outcomeScale.isLogarithmic ? 1 : 0 }

  private var effectName: String {
    switch outcomeScale {
    case .ratio: "ratio"
    case .oddsRatio: "odds ratio"
    case .difference: "difference"
    }
  }

  private var title: String {
    "\(figure.text("treatment")) against \(figure.text("reference")), person by person"
  }

  /// Everybody, or the lowest and the highest of many.
  private var drawn: [Figure.Row] {
    guard people.count > Self.mostDrawn else { return people }
    let half = Self.mostDrawn / 2
    return Array(people.prefix(half) + people.suffix(half))
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    let bottom = Self.top + Double(drawn.count) * Self.rowHeight + 6
    let panel = Panel(x: scale, y: AxisScale(.linear, domain: 0...1, range: (bottom, Self.top)))
    canvas.label(Legend.shortened(title, to: 760), x: 16, y: 28, size: 16, bold: true)
    Legend(entries: [
      (.marker(Style(1).marker, color: Style(1).color), "own nights alone"),
      (.marker(Style(0).marker, color: Style(0).color), "with the others, with its interval"),
    ]).draw(on: &canvas)
    if drawn.count < people.count {
      canvas.label(
        "the \(drawn.count / 2) lowest and the \(drawn.count / 2) highest of \(people.count)",
        x: 16, y: 78, color: "#444444")
    }
    canvas.line(
      from: (scale(noDifference), Self.top - 6), to: (scale(noDifference), bottom), width: 1.5)
    for (index, person) in drawn.enumerated() {
      draw(person, at: Self.top + (Double(index) + 0.5) * Self.rowHeight, on: &canvas)
    }
    panel.drawHorizontalAxis(on: &canvas, title: effectName)
    return canvas.document(
      height: bottom + 56, title: title,
      description: """
        Each row is one person: a triangle for the \(effectName) by their own nights, a circle \
        with its interval for the same drawn towards the others. A vertical line marks no \
        difference. All \(people.count) people are in people.csv.
        """)
  }

  private func draw(
    _ person: Figure.Row, at y: Double, on canvas: inout Canvas
  ) {
    func position(_ value: Double) -> Double {
      min(max(scale(value), scale.range.start), scale.range.end)
    }
    canvas.label(Legend.shortened(person.text("person"), to: 160), x: 180, y: y + 4.5, anchor: .end)
    canvas.line(
      from: (position(person.value("conf_low")), y), to: (position(person.value("conf_high")), y),
      color: Style(0).color, width: 2)
    canvas.marker(
      Style(1).marker, x: position(person.value("raw")), y: y, radius: 3.5, color: Style(1).color)
    canvas.marker(
      Style(0).marker, x: position(person.value("shrunken")), y: y, radius: 4, color: Style(0).color
    )
  }

  var vegaLite: JSONValue {
    let y: JSONValue = ["field": "person", "type": "nominal", "sort": nil, "title": nil]
    func x(_ field: JSONValue) -> JSONValue {
      [
        "field": field, "type": "quantitative", "title": .string(effectName),
        "scale": PersonalFigures.effectScale(scale),
      ]
    }
    func points(_ field: JSONValue, _ style: Style) -> JSONValue {
      [
        "mark": [
          "type": "point", "filled": true, "opacity": 1, "color": .string(style.color),
          "shape": .string(style.marker.rawValue), "clip": true,
        ],
        "encoding": ["x": x(field), "y": y],
      ]
    }
    let intervals: JSONValue = [
      "mark": ["type": "rule", "color": .string(Style(0).color), "clip": true],
      "encoding": ["x": x("conf_low"), "x2": ["field": "conf_high"], "y": y],
    ]
    let rule: JSONValue = [
      "mark": ["type": "rule", "color": "#444444"],
      "encoding": ["x": ["datum": .number(noDifference)]],
    ]
    return figure.specification(
      title: title,
      [
        .init("width", 560), .init("height", ["step": 14]),
        .init("layer", [rule, intervals, points("raw", Style(1)), points("shrunken", Style(0))]),
      ])
  }
}
