import NOf1

/// Prior, own data and posterior of every effect, with the lines that the verdict looks at.
struct PosteriorFigure {
  private static let curves = ["prior", "own data", "posterior"]
  private static let panelHeight = 220.0

  private let data: RowTable
  private let arms: [String]
  private let wording: PersonalWording
  private let x: AxisScale
  private let peak: Double
  private let title: String

  init(_ analysis: PersonalAnalysis) {
    wording = PersonalWording(study: analysis.study)
    arms = analysis.densities.map(\.arm)
    title = "What was believed before, what the log says, and both together"
    data = RowTable(
      name: "posterior", columns: ["arm", "curve", "effect", "density"],
      rows: analysis.densities.flatMap(PosteriorFigure.rows))
    peak = data.rows.compactMap { $0[3].double }.max() ?? 1
    let kind: AxisScale.Kind = analysis.study.outcome.scale.isLogarithmic ? .logarithmic : .linear
    let visible = analysis.densities.flatMap(PosteriorFigure.visible)
    x = AxisScale(
      kind,
      domain: AxisScale.domain(
        of: visible + [wording.noDifference, wording.importantEffect], kind: kind),
      range: (70, 780))
  }

  var figure: Figure { Figure(data: data, vegaLite: vegaLite, svg: svg) }

  private static func rows(of density: EffectDensity) -> [[JSONValue]] {
    zip(curves, [density.prior, density.ownData, density.posterior]).flatMap { curve, values in
      zip(density.effect, values).map { effect, value in
        [.string(density.arm), .string(curve), .number(effect), .number(value)]
      }
    }
  }

  /// The effects at which some curve is above 2 % of its own peak.
  private static func visible(_ density: EffectDensity) -> [Double] {
    [density.prior, density.ownData, density.posterior].flatMap { values in
      let peak = values.max() ?? 0
      return zip(density.effect, values).filter { $0.1 > 0.02 * peak }.map(\.0)
    }
  }

  /// Points of one curve inside the axis.
  private func points(arm: String, curve: String, panel: Panel) -> [(x: Double, y: Double)] {
    data.rows.filter { $0[0].text == arm && $0[1].text == curve }.compactMap { row in
      guard let effect = row[2].double, let density = row[3].double, x.domain.contains(effect)
      else { return nil }
      return (panel.x(effect), panel.y(density))
    }
  }

  private var svg: String {
    var canvas = Canvas()
    canvas.label(title, x: 16, y: 28, size: 16, bold: true)
    let styles = PosteriorFigure.curves.indices.map(PosteriorFigure.style)
    Legend(
      entries: zip(PosteriorFigure.curves, styles).map {
        (.line(color: $1.color, dash: $1.dash), $0)
      }
    ).draw(on: &canvas)
    var top = 110.0
    for (index, arm) in arms.enumerated() {
      let panel = Panel(
        x: x,
        y: AxisScale(
          .linear, domain: 0...(1.05 * peak), range: (top + PosteriorFigure.panelHeight, top)))
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
    for (index, curve) in PosteriorFigure.curves.enumerated() {
      let style = PosteriorFigure.style(index)
      let points = points(arm: arm, curve: curve, panel: panel)
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

  private var vegaLite: JSONValue {
    let styles = PosteriorFigure.curves.indices.map(PosteriorFigure.style)
    let dashes: JSONValue = [[7, 4], [2, 3], [1, 0]]
    let curves = JSONValue.array(PosteriorFigure.curves.map(JSONValue.string))
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
      data, title: title, arms: arms, height: 220, layers: [wording.ruleLayer, lines])
  }
}
