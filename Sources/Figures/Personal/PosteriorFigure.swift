import NOf1

/// Prior, own data and posterior of every effect, with the lines that the verdict looks at.
struct PosteriorFigure: FigureDrawing {
  static let shape = FigureShape(
    columns: [
      .text("arm"), .text("curve"), .number("effect"), .number("density"),
    ], facts: PersonalWording.shape)

  private static let names = ["prior", "own data", "posterior"]
  private static let panelHeight = 220.0

  private let figure: Figure
  private let curves: [DensityCurve]
  private let arms: [String]
  private let wording: PersonalWording
  private let x: AxisScale
  private let peak: Double
  private let title: String

  static func figure(_ analysis: PersonalAnalysis) -> Figure {
    Figure(
      .posterior, facts: PersonalWording(study: analysis.study).facts,
      rows: analysis.densities.flatMap(rows))
  }

  init(_ figure: Figure) {
    self.figure = figure
    wording = PersonalWording(figure)
    title = "What was believed before, what the log says, and both together"
    let curves = figure.curves(of: "curve", within: "arm", x: "effect")
    self.curves = curves
    arms = curves.map(\.panel).distinct
    peak = curves.map(\.peak).max() ?? 1
    x = AxisScale(
      wording.axisKind,
      domain: AxisScale.domain(
        of: curves.flatMap { $0.visible(above: 0.02) }
          + [wording.noDifference, wording.importantEffect], kind: wording.axisKind),
      range: (70, 780))
  }

  private static func rows(of density: EffectDensity) -> [[JSONValue]] {
    zip(names, [density.prior, density.ownData, density.posterior]).flatMap { curve, values in
      zip(density.effect, values).map { effect, value in
        [.string(density.arm), .string(curve), .number(effect), .number(value)]
      }
    }
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(title, x: 16, y: 28, size: 16, bold: true)
    let styles = PosteriorFigure.names.indices.map(PosteriorFigure.style)
    Legend(
      entries: zip(PosteriorFigure.names, styles).map {
        (.line(color: $1.color, dash: $1.dash), $0)
      }
    ).draw(on: &canvas)
    var top = 110.0
    for (index, arm) in arms.enumerated() {
      let panel = Panel(
        x: x,
        y: AxisScale(
          .linear, domain: 0...(1.05 * max(peak, 0)),
          range: (top + PosteriorFigure.panelHeight, top)))
      draw(arm, panel: panel, isLast: index == arms.count - 1, on: &canvas)
      top += PosteriorFigure.panelHeight + 50
    }
    return canvas.document(
      height: top + 8, title: title,
      description: """
        Densities of the \(wording.effectName) for \(PersonalWording.joined(arms)): dashed for \
        the prior, dotted for the person's own data, solid for both together. Vertical lines mark \
        no difference and \(wording.importantlyBetter).
        """)
  }

  /// Prior dashed, own data dotted, posterior solid.
  private static func style(_ curve: Int) -> (color: String, dash: String?) {
    (Style([4, 2, 0][curve]).color, [Style(1).dash, Style(2).dash, nil][curve])
  }

  private func draw(_ arm: String, panel: Panel, isLast: Bool, on canvas: inout Canvas) {
    panel.drawRules(of: wording, on: &canvas)
    let bottom = panel.y.range.start
    for (index, curve) in PosteriorFigure.names.enumerated() {
      let style = PosteriorFigure.style(index)
      let points = curves.filter { $0.panel == arm && $0.name == curve }.flatMap(\.points)
        .filter { x.domain.contains($0.x) }.map { (x: panel.x($0.x), y: panel.y($0.density)) }
      if curve == "posterior", let first = points.first, let last = points.last {
        canvas.area(
          [(first.x, bottom)] + points + [(last.x, bottom)], fill: style.color, opacity: 0.12)
      }
      canvas.curve(points, color: style.color, width: 2.5, dash: style.dash)
    }
    if arms.count > 1 {
      canvas.label(
        Legend.shortened(arm, to: 200), x: 770, y: panel.y.range.end + 16, anchor: .end, bold: true)
    }
    let name = "\(wording.effectName) (\(wording.better) is better)"
    panel.drawHorizontalAxis(on: &canvas, title: isLast ? name : "")
    canvas.label(
      "density", x: 40, y: (bottom + panel.y.range.end) / 2, anchor: .middle, size: 14,
      turned: true)
  }

  var vegaLite: JSONValue {
    let styles = PosteriorFigure.names.indices.map(PosteriorFigure.style)
    let dashes: JSONValue = [[7, 4], [2, 3], [1, 0]]
    let curves = JSONValue.array(PosteriorFigure.names.map(JSONValue.string))
    let lines: JSONValue = [
      "mark": ["type": "line", "strokeWidth": 2.5, "clip": true],
      "encoding": [
        "x": [
          "field": "effect", "type": "quantitative", "title": .string(wording.effectName),
          "scale": PersonalFigures.effectScale(x),
        ],
        "y": ["field": "density", "type": "quantitative"],
        "color": [
          "field": "curve", "type": "nominal",
          "scale": ["domain": curves, "range": .array(styles.map { .string($0.color) })],
        ],
        "strokeDash": [
          "field": "curve", "type": "nominal", "scale": ["domain": curves, "range": dashes],
        ],
      ],
    ]
    return PersonalFigures.byArm(
      figure, title: title, arms: arms, height: 220, layers: [wording.ruleLayer, lines])
  }
}
