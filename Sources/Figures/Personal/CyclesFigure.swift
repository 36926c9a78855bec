import NOf1

/// The cycles' own estimates, the mean of them with its t interval, and the main fit below.
struct CyclesFigure: FigureDrawing {
  static let shape = FigureShape(
    columns: [
      .text("arm"), .text("kind"), .optional(.integer("cycle")), .text("label"),
      .number("estimate"), .optional(.number("conf_low")), .optional(.number("conf_high")),
      .optional(.integer("nights")), .optional(.integer("nights_reference")),
    ], facts: PersonalWording.shape)

  private let figure: Figure
  private let arms: [String]
  private let wording: PersonalWording
  private let scale: AxisScale
  private let title: String

  private static let rowHeight = 27.0
  private static let top = 84.0

  static func figure(_ analysis: PersonalAnalysis) -> Figure {
    Figure(
      .cycles, facts: PersonalWording(study: analysis.study).facts,
      rows: analysis.effects.flatMap { rows(of: $0, analysis) })
  }

  init(_ figure: Figure) {
    self.figure = figure
    arms = figure.rows.map { $0.text("arm") }.distinct
    wording = PersonalWording(figure)
    title = "Cycle by cycle: \(wording.contrast)"
    let values = figure.rows.flatMap { row in
      ["estimate", "conf_low", "conf_high"].compactMap(row.number)
    }
    let kind = wording.axisKind
    let wide = AxisScale.domain(
      of: values + [wording.noDifference, wording.importantEffect], kind: kind)
    let domain = kind == .logarithmic ? wide.clamped(to: 0.02...50) : wide
    scale = AxisScale(kind, domain: domain, range: (190, 610))
  }

  private static func rows(
    of effect: EffectEstimate, _ analysis: PersonalAnalysis
  ) -> [[JSONValue]] {
    let arm = JSONValue.string(effect.arm)
    let cycles: [[JSONValue]] = analysis.cycles.filter { $0.arm == effect.arm }.map {
      [
        arm, "cycle", .integer($0.cycle), .string("cycle \($0.cycle)"), .number($0.estimate), nil,
        nil, .integer($0.nights), .integer($0.referenceNights),
      ]
    }
    let pooled: [[JSONValue]] = analysis.cycleLevel.filter { $0.arm == effect.arm }.map {
      [
        arm, "cycle-level", nil,
        .string("mean of cycles (t, \(DecimalText.brief($0.degreesOfFreedom)) df)"),
        .number($0.estimate), .number($0.confidenceLow), .number($0.confidenceHigh), nil, nil,
      ]
    }
    let model: [JSONValue] = [
      arm, "model", nil, "all nights (main fit)", .number(effect.estimate),
      .number(effect.confidenceLow), .number(effect.confidenceHigh), .integer(effect.nights),
      .integer(effect.referenceNights),
    ]
    return cycles + pooled + [model]
  }

  private static func style(of kind: String) -> Style {
    switch kind {
    case "cycle-level": Style(1)
    case "model": Style(2)
    default: Style(0)
    }
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    let headings = arms.count > 1 ? arms.count : 0
    let bottom =
      CyclesFigure.top + Double(figure.rows.count + headings) * CyclesFigure.rowHeight + 8
    let panel = Panel(
      x: scale, y: AxisScale(.linear, domain: 0...1, range: (bottom, CyclesFigure.top)))
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    panel.drawRules(of: wording, on: &canvas)
    canvas.label("estimate (interval)", x: 626, y: CyclesFigure.top - 10, color: "#444444")
    var y = CyclesFigure.top + CyclesFigure.rowHeight / 2
    var arm: String?
    for row in figure.rows {
      if headings > 0 && row.text("arm") != arm {
        canvas.label(
          Legend.shortened(row.text("arm"), to: 160), x: 16, y: y + 4.5, bold: true)
        y += CyclesFigure.rowHeight
      }
      arm = row.text("arm")
      draw(row, at: y, on: &canvas)
      y += CyclesFigure.rowHeight
    }
    panel.drawHorizontalAxis(
      on: &canvas, title: "\(wording.effectName) (\(wording.better) is better)")
    return canvas.document(
      height: bottom + 56, title: title,
      description: """
        Each row is one estimate of the \(wording.effectName): a circle for a cycle, a triangle \
        for the mean of the cycles, a square for the main fit, with intervals where they exist. \
        Vertical lines mark no difference and \(wording.importantlyBetter).
        """)
  }

  private func draw(_ row: Figure.Row, at y: Double, on canvas: inout Canvas) {
    let style = CyclesFigure.style(of: row.text("kind"))
    func position(_ value: Double) -> Double {
      min(max(scale(value), scale.range.start), scale.range.end)
    }
    canvas.label(row.text("label"), x: 16, y: y + 4.5)
    let estimate = row.value("estimate")
    var text = CyclesFigure.text(estimate)
    if let (low, high) = row.interval("conf_low", "conf_high") {
      canvas.line(
        from: (position(low), y), to: (position(high), y), color: style.color, width: 2.5)
      text += " (\(CyclesFigure.text(low)) to \(CyclesFigure.text(high)))"
    }
    canvas.marker(style.marker, x: position(estimate), y: y, radius: 6, color: style.color)
    canvas.label(text, x: 626, y: y + 4.5)
  }

  private static func text(_ number: Double) -> String {
    abs(number) < 100 ? DecimalText.fixed(number, decimals: 2) : DecimalText.brief(number)
  }

  var vegaLite: JSONValue {
    let x: JSONValue = [
      "field": "estimate", "type": "quantitative", "title": .string(wording.effectName),
      "scale": PersonalFigures.effectScale(scale),
    ]
    let y: JSONValue = ["field": "label", "type": "nominal", "sort": nil, "title": nil]
    let kinds: JSONValue = ["cycle", "cycle-level", "model"]
    let styles = ["cycle", "cycle-level", "model"].map(CyclesFigure.style)
    let color: JSONValue = [
      "field": "kind", "type": "nominal",
      "scale": ["domain": kinds, "range": .array(styles.map { .string($0.color) })],
    ]
    let shape: JSONValue = [
      "field": "kind", "type": "nominal",
      "scale": ["domain": kinds, "range": .array(styles.map { .string($0.marker.rawValue) })],
    ]
    let intervals: JSONValue = [
      "transform": [["filter": "isValid(datum.conf_low)"]],
      "mark": ["type": "rule", "strokeWidth": 2.5, "clip": true],
      "encoding": [
        "x": [
          "field": "conf_low", "type": "quantitative",
          "scale": PersonalFigures.effectScale(scale),
        ],
        "x2": ["field": "conf_high"], "y": y, "color": color,
      ],
    ]
    let points: JSONValue = [
      "mark": ["type": "point", "filled": true, "size": 110, "opacity": 1],
      "encoding": ["x": x, "y": y, "color": color, "shape": shape],
    ]
    let layers: JSONValue = [wording.ruleLayer, intervals, points]
    return PersonalFigures.byArm(
      figure, title: title, arms: arms, height: ["step": 27], layers: layers)
  }
}
