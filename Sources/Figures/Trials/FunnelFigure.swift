import Glibc
import Trials

/// Estimates against standard errors, the most precise on top, with the limits inside which
/// studies of one true effect would scatter.
struct FunnelFigure: FigureDrawing {
  /// With fewer there is no funnel to see.
  static let fewestStudies = 3
  static let shape = FigureShape(
    columns: [
      .text("kind"), .text("label"), .optional(.number("estimate")),
      .number("std_error", in: 0...1e300), .optional(.number("log_estimate")),
    ],
    facts: [.text("title"), .text("axis"), .text("scale"), .level("level"), .text("note")])
  private static let (top, bottom) = (92.0, 412.0)
  private static let contours = [0.05, 0.01]

  /// A straight line from a value at standard error 0 to both sides.
  private struct Cone {
    let kind, label: String
    let apex: Double
    let slope: Double
  }

  let figure: Figure
  let axisName: String
  /// What may be read from the picture, in words.
  private let note: String
  /// On the scale of the analysis, where differences are.
  private let studies: [(estimate: Double, standardError: Double)]
  private let scale: TrialScale
  private let center: Double
  private let cones: [Cone]
  private let greatest: Double
  let axis: EffectAxis
  let title: String

  static func figure(_ pooling: TrialPooling, _ headline: PoolingHeadline) -> Figure {
    let effects = pooling.effects
    let scale = TrialScale(effects.measure)
    let level = effects.plan.confidenceLevel
    let center = headline.equalEffects.estimates[0]
    let greatest = 1.05 * (effects.effects.map(\.effect.standardError).max() ?? 1)
    return Figure(
      .funnel,
      facts: [
        .init("title", .string(effects.title("estimates and their precision"))),
        .init("axis", .string(effects.axisName)), .init("scale", .string(scale.name)),
        .init("level", .number(level)), .init("note", .string(test(pooling))),
      ],
      rows: rows(effects.effects, center, cones(center, level: level), greatest, scale))
  }

  init(_ figure: Figure) {
    self.figure = figure
    title = figure.text("title")
    axisName = figure.text("axis")
    note = figure.text("note")
    let scale = TrialScale(name: figure.text("scale"))
    self.scale = scale
    func value(_ row: Figure.Row) -> Double {
      row.value(scale.isRatio ? "log_estimate" : "estimate")
    }
    let rows = figure.rows
    studies = rows.filter { $0.text("kind") == "study" }.map { (value($0), $0.value("std_error")) }
    center = rows.first { $0.text("kind") == "center" }.map(value) ?? 0
    greatest = rows.map { $0.value("std_error") }.max() ?? 1
    cones = FunnelFigure.cones(center, level: figure.number("level") ?? 0.95)
    let reach = cones[0].slope * greatest
    axis = EffectAxis(
      isRatio: scale.isRatio,
      anchors: (studies.map(\.estimate) + [0, center - reach, center + reach]).map(scale.shown),
      intervals: [], range: (84, 780))
  }

  /// The limits about the mean, then the contours about no difference.
  private static func cones(_ center: Double, level: Double) -> [Cone] {
    let percent = DecimalText.brief(100 * level, digits: 6)
    let limit = Cone(
      kind: "limit", label: "\(percent) % limits", apex: center,
      slope: TrialFigures.quantile(level))
    return [limit]
      + contours.map {
        Cone(
          kind: "contour", label: "P = \($0)", apex: 0, slope: TrialFigures.quantile(1 - $0))
      }
  }

  private static func rows(
    _ studies: [TrialEffect], _ center: Double, _ cones: [Cone], _ greatest: Double,
    _ scale: TrialScale
  ) -> [[JSONValue]] {
    func row(_ kind: String, _ label: String, _ value: Double, _ error: Double) -> [JSONValue] {
      [
        .string(kind), .string(label), scale.cell(value), .number(error),
        scale.isRatio ? .number(value) : .null,
      ]
    }
    let points = studies.map {
      row("study", $0.study, $0.effect.estimate, $0.effect.standardError)
    }
    let middle = [0, greatest].map { row("center", "equal effects", center, $0) }
    let sides = cones.flatMap { cone in
      [-1.0, 1].flatMap { side in
        [0, greatest].map { error in
          row(
            cone.kind, "\(cone.label), \(side < 0 ? "lower" : "upper")",
            cone.apex + side * cone.slope * error, error)
        }
      }
    }
    return points + middle + sides
  }

  private var outside: Int {
    studies.count { abs($0.estimate - center) > cones[0].slope * $0.standardError }
  }

  /// What may be read from the picture, in words.
  private static func test(_ pooling: TrialPooling) -> String {
    let count = pooling.effects.effects.count
    guard let funnel = pooling.funnel, let inference = funnel.slope.inference else {
      return "\(count) studies: tests of small-study effects are refused below "
        + "\(FunnelRegression.minimumStudies), where what they find is mostly chance."
    }
    return
      "Egger's regression on the standard error: slope \(DecimalText.brief(funnel.slope.estimate)) "
      + "(\(DecimalText.brief(inference.interval.lower)) to "
      + "\(DecimalText.brief(inference.interval.upper))), "
      + "P = \(DecimalText.brief(inference.probability, digits: 2)). "
      + "A slope has several explanations besides unpublished studies."
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    Legend(entries: [
      (.marker(.circle, color: Style(0).color), "study"),
      (.line(color: Style(1).color, dash: nil), "equal effects"),
      (.line(color: Style(1).color, dash: "7 4"), cones[0].label),
      (.line(color: "#888888", dash: "2 3"), cones[1].label),
      (.line(color: "#888888", dash: "10 3 2 3"), cones[2].label),
    ]).draw(on: &canvas)
    let y = AxisScale(
      .linear, domain: 0...greatest, range: (FunnelFigure.top, FunnelFigure.bottom))
    drawVerticalAxis(y, on: &canvas)
    drawCones(y, on: &canvas)
    let x = axis.position(scale.shown(center))
    canvas.line(
      from: (x, FunnelFigure.top), to: (x, FunnelFigure.bottom), color: Style(1).color, width: 2)
    for study in studies {
      canvas.marker(
        .circle, x: axis.position(scale.shown(study.estimate)), y: y(study.standardError),
        color: Style(0).color)
    }
    axis.drawHorizontally(on: &canvas, bottom: FunnelFigure.bottom, title: axisName)
    var last = FunnelFigure.bottom + 72
    for line in Legend.wrapped(note, to: 930, lines: 4) {
      canvas.label(line, x: 16, y: last, size: 12, color: "#444444")
      last += 17
    }
    let estimate = axis.text(scale.shown(center))
    return canvas.document(
      height: last, title: title,
      description: """
        \(studies.count) studies by \(axisName) and standard error, small standard \
        errors on top. The equal-effects mean is \(estimate); \(outside) of the studies lie outside \
        the \(cones[0].label) about it. Dotted and dash-dotted lines mark P = 0.05 and P = 0.01 \
        against no difference. \(note)
        """)
  }

  private func drawVerticalAxis(_ y: AxisScale, on canvas: inout Canvas) {
    for tick in y.ticks {
      let position = y(tick.value)
      canvas.line(from: (84, position), to: (780, position), color: "#e3e3e3")
      let label = tick.label.count > 7 ? DecimalText.brief(tick.value, digits: 2) : tick.label
      canvas.label(label, x: 76, y: position + 4.5, anchor: .end, color: "#444444")
    }
    canvas.label(
      scale.isRatio ? "standard error (log scale)" : "standard error", x: 18,
      y: (FunnelFigure.top + FunnelFigure.bottom) / 2, anchor: .middle, size: 14, turned: true)
  }

  /// Each side of each cone, as far as the axis goes.
  private func drawCones(_ y: AxisScale, on canvas: inout Canvas) {
    let domain = axis.scale.domain
    let (low, high) = (domain.lowerBound, domain.upperBound)
    let ends = scale.isRatio ? (log(low), log(high)) : (low, high)
    let dashes = ["7 4", "2 3", "10 3 2 3"]
    for (cone, dash) in zip(cones, dashes) {
      for (side, end) in [(-1.0, ends.0), (1, ends.1)] {
        guard (end - cone.apex) * side > 0 else { continue }
        let error = min(greatest, abs(end - cone.apex) / cone.slope)
        let value = cone.apex + side * cone.slope * error
        canvas.line(
          from: (axis.position(scale.shown(cone.apex)), y(0)),
          to: (axis.position(scale.shown(value)), y(error)),
          color: cone.kind == "limit" ? Style(1).color : "#888888", width: 1.5, dash: dash)
      }
    }
  }
}
