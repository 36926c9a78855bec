import MixedModels

/// Zeta against every parameter, with the interval marked: one panel per parameter.
///
/// A straight line is a deviance that is a parabola, for which the Wald interval is right.
struct ProfileFigure: FigureDrawing {
  private static let panelsPerRow = 3
  private static let panelSize = (width: 196.0, height: 150.0)

  static let shape = FigureShape(
    columns: [
      .text("term"), .number("value"), .number("zeta"), .optional(.number("estimate")),
      .optional(.number("conf_low")), .optional(.number("conf_high")),
    ], facts: [.level("level")])

  /// The rows of one parameter.
  private typealias Profile = [Figure.Row]

  private let figure: Figure
  private let profiles: [Profile]
  private let title: String
  private let percent: String
  private let zeta: ClosedRange<Double>

  static func figure(_ profiles: [ParameterProfile], level: Double) -> Figure {
    Figure(
      .profile, facts: [.init("level", .number(level))],
      rows: profiles.flatMap { profile in
        profile.points.map { point in
          [
            .string(profile.name), .number(point.value), .number(point.zeta),
            JSONValue(profile.estimate), JSONValue(profile.lower.value),
            JSONValue(profile.upper.value),
          ]
        }
      })
  }

  init(_ figure: Figure) {
    self.figure = figure
    profiles = figure.rows.chunked { $0.text("term") == $1.text("term") }
    percent = "\(DecimalText.brief((figure.number("level") ?? 0.95) * 100, digits: 6)) %"
    title = "Profiles of the deviance, with \(percent) intervals"
    let highest = min(figure.rows.map { $0.value("zeta").magnitude }.max() ?? 4, 5)
    zeta = (-1.06 * highest)...(1.06 * highest)
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(title, x: 16, y: 28, size: 16, bold: true)
    let size = ProfileFigure.panelSize
    for (index, profile) in profiles.enumerated() {
      let left = 66 + Double(index % ProfileFigure.panelsPerRow) * (size.width + 52)
      let top = 76 + Double(index / ProfileFigure.panelsPerRow) * (size.height + 76)
      draw(profile, left: left, top: top, on: &canvas)
    }
    let lines = (profiles.count - 1) / ProfileFigure.panelsPerRow + 1
    let names = profiles.map(name).joined(separator: ", ")
    return canvas.document(
      height: 60 + Double(lines) * (size.height + 76), title: title,
      description: """
        One panel for each of \(names): the signed square root of the change in deviance (zeta) \
        against the parameter. Dashed vertical lines are the ends of the \(percent) interval, the \
        solid one the estimate. A straight curve means that a symmetric interval would do.
        """)
  }

  private func name(_ profile: Profile) -> String { profile.first?.text("term") ?? "" }

  private func draw(_ profile: Profile, left: Double, top: Double, on canvas: inout Canvas) {
    let size = ProfileFigure.panelSize
    let shown = profile.filter { zeta.contains($0.value("zeta")) }
    let ends = ["conf_low", "conf_high"].compactMap { profile.first?.number($0) }
    let values = shown.map { $0.value("value") } + ends
    let panel = Panel(
      x: AxisScale(
        .linear, domain: AxisScale.domain(of: values), range: (left, left + size.width)),
      y: AxisScale(.linear, domain: zeta, range: (top + size.height, top)))
    canvas.label(Legend.shortened(name(profile), to: size.width), x: left, y: top - 10, bold: true)
    for tick in panel.y.ticks {
      let y = panel.y(tick.value)
      canvas.line(from: (left, y), to: (left + size.width, y), color: "#e3e3e3")
      canvas.label(tick.label, x: left - 6, y: y + 4.5, anchor: .end, color: "#444444")
    }
    func rule(at value: Double, dash: String?) {
      let x = panel.x(value)
      canvas.line(
        from: (x, top), to: (x, top + size.height), color: "#444444", width: 1.5, dash: dash)
    }
    if let estimate = profile.first?.number("estimate") { rule(at: estimate, dash: nil) }
    for end in ends { rule(at: end, dash: "4 3") }
    canvas.curve(
      shown.map { (panel.x($0.value("value")), panel.y($0.value("zeta"))) }, color: Style(0).color,
      width: 2.5)
    drawHorizontalAxis(panel, left: left, bottom: top + size.height, on: &canvas)
    if left < 100 {
      canvas.label(
        "zeta", x: 22, y: top + size.height / 2, anchor: .middle, size: 14, turned: true)
    }
  }

  /// The axis with every tick, but only as many labels as a narrow panel has room for.
  private func drawHorizontalAxis(
    _ panel: Panel, left: Double, bottom: Double, on canvas: inout Canvas
  ) {
    canvas.line(
      from: (left, bottom), to: (left + ProfileFigure.panelSize.width, bottom), color: "#444444")
    var free = 0.0
    for tick in panel.x.ticks {
      let x = panel.x(tick.value)
      let half = Legend.width(tick.label) / 2
      canvas.line(from: (x, bottom), to: (x, bottom + 5), color: "#444444")
      guard x - half >= free else { continue }
      canvas.label(tick.label, x: x, y: bottom + 20, anchor: .middle, color: "#444444")
      free = x + half + 8
    }
  }

  var vegaLite: JSONValue {
    let x: JSONValue = [
      "field": "value", "type": "quantitative", "title": nil, "scale": ["zero": false],
    ]
    let line: JSONValue = [
      "mark": ["type": "line", "strokeWidth": 2.5, "color": .string(Style(0).color)],
      "encoding": ["x": x, "y": ["field": "zeta", "type": "quantitative"]],
    ]
    func rule(_ field: JSONValue, dash: JSONValue) -> JSONValue {
      [
        "mark": ["type": "rule", "color": "#444444", "strokeDash": dash],
        "encoding": ["x": ["aggregate": "min", "field": field, "type": "quantitative"]],
      ]
    }
    return figure.specification(
      title: title,
      [
        .init("facet", ["field": "term", "type": "nominal", "sort": nil, "title": nil]),
        .init("columns", .integer(ProfileFigure.panelsPerRow)),
        .init(
          "spec",
          [
            "width": 220, "height": 170,
            "layer": [
              line, rule("estimate", dash: [1, 0]), rule("conf_low", dash: [4, 3]),
              rule("conf_high", dash: [4, 3]),
            ],
          ]),
        .init("resolve", ["scale": ["x": "independent"]]),
      ])
  }
}
