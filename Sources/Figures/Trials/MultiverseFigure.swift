import Glibc
import Trials

/// A specification curve: every setting's estimate in ascending order, and below it the choices
/// that make the setting.
struct MultiverseFigure: FigureDrawing {
  /// A choice that differs between settings, with what it can be.
  struct Dimension {
    let column: String
    let title: String
    let levels: [String]
    /// The level of each setting, by position in `levels`.
    let positions: [Int]
  }

  /// What one way of analysing gives, as it is shown.
  struct Setting {
    let estimate: Double
    let limits: (low: Double, high: Double)?
    let isHeadline: Bool
    let estimator: String
  }

  static let shape = FigureShape(
    columns: [
      .integer("rank"), .number("estimate"), .optional(.number("conf_low")),
      .optional(.number("conf_high")), .text("estimator"), .text("interval"),
      .optional(.number("correlation")), .text("denominator"), .text("values"), .text("subset"),
      .integer("studies"), .text("headline"),
    ],
    facts: [
      .text("title"), .text("axis"), .text("scale"),
      .optional(.number("minimal_important_difference")), .integer("excluding_no_difference"),
      .optional(.integer("reaching_important")),
    ])
  /// One level for all the subsets that leave out one study, where they are many.
  static let withoutOne = "without one study"
  static let plot = (left: 196.0, right: 784.0)
  private static let rowHeight = 16.0
  /// With more settings their marks would touch: a curve and bars take their place.
  private static let mostMarked = 117
  private static let cutNote =
    "Intervals that end at the edge of the panel go on beyond it; multiverse.csv has their limits."

  let figure: Figure
  let settings: [Setting]
  let dimensions: [Dimension]
  let axis: EffectAxis
  let axisName: String
  let title: String
  /// The smallest difference that matters, as it is shown.
  let important: Double?
  let noDifference: Double
  private let legend: Legend
  private var top: Double { 84 + legend.height }
  private var bottom: Double { top + 250 }

  static func figure(_ stress: TrialStress) -> Figure {
    let effects = stress.effects
    let scale = TrialScale(effects.measure)
    let important = effects.plan.minimalImportantDifference
    let place = scale.isRatio ? important.flatMap { $0 > 0 ? log($0) : nil } : important
    let sorted = stress.settings.enumerated().sorted {
      ($0.element.estimate, $0.offset) < ($1.element.estimate, $1.offset)
    }.map(\.element)
    return Figure(
      .multiverse,
      facts: [
        .init("title", .string(effects.title("one answer for each way of analysing"))),
        .init("axis", .string(effects.axisName)), .init("scale", .string(scale.name)),
        .init("minimal_important_difference", JSONValue(important)),
        .init("excluding_no_difference", .integer(stress.excludingZero)),
        .init("reaching_important", JSONValue(place.map(stress.reaching))),
      ],
      rows: sorted.enumerated().map { row($1, rank: $0 + 1, scale) })
  }

  init(_ figure: Figure) {
    self.figure = figure
    let scale = TrialScale(name: figure.text("scale"))
    important = figure.number("minimal_important_difference")
    noDifference = scale.noDifference
    axisName = figure.text("axis")
    title = figure.text("title")
    let rows = figure.rows
    settings = rows.map {
      Setting(
        estimate: $0.value("estimate"), limits: $0.interval("conf_low", "conf_high"),
        isHeadline: $0.text("headline") == "yes", estimator: $0.text("estimator"))
    }
    dimensions = MultiverseFigure.dimensions(of: rows)
    legend = MultiverseFigure.legend(
      hasImportant: important != nil, settings: settings.count)
    let top = 84 + legend.height
    axis = EffectAxis(
      isRatio: scale.isRatio,
      anchors: settings.map(\.estimate) + [noDifference] + [important].compactMap { $0 },
      intervals: settings.compactMap(\.limits), reach: 1.2, range: (top + 250, top))
  }

  private static func row(
    _ setting: TrialStress.Setting, rank: Int, _ scale: TrialScale
  ) -> [JSONValue] {
    [
      .integer(rank), scale.cell(setting.estimate), scale.cell(setting.limits?.lower),
      scale.cell(setting.limits?.upper), .string(setting.estimator), .string(setting.interval),
      JSONValue(setting.correlation), .string(setting.denominator), .string(setting.values),
      .string(setting.subset), .integer(setting.studies),
      .string(setting.isHeadline ? "yes" : "no"),
    ]
  }

  /// The choices that differ, each with its levels in order of appearance in the settings.
  private static func dimensions(of rows: [Figure.Row]) -> [Dimension] {
    let many = Set(rows.map { $0.text("subset") }).count > 12
    func level(_ row: Figure.Row, _ column: String) -> String {
      switch column {
      case "correlation":
        row.number(column).map { "r = \(DecimalText.brief($0))" } ?? "as stated"
      case "subset" where many && row.text(column).hasPrefix("without "): withoutOne
      default: row.text(column)
      }
    }
    let all = [
      ("estimator", "estimator"), ("interval", "interval"), ("correlation", "correlation"),
      ("denominator", "counts out of"), ("values", "values"), ("subset", "studies"),
    ]
    return all.compactMap { column, title in
      let values = rows.map { level($0, column) }
      let levels = Set(values).sorted()
      guard levels.count > 1 else { return nil }
      let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
      return Dimension(
        column: column, title: title, levels: levels, positions: values.map { places[$0] ?? 0 })
    }
  }

  private static func legend(hasImportant: Bool, settings: Int) -> Legend {
    let color = Style(0).color
    var entries: [(key: Legend.Key, label: String)] = [
      (
        settings > mostMarked ? .line(color: color, dash: nil) : .marker(.circle, color: color),
        "estimate"
      ),
      (.line(color: Style(5).color, dash: nil), "interval"),
      (.marker(.diamond, color: Style(1).color), "headline"),
      (.line(color: "#444444", dash: nil), "no difference"),
    ]
    if hasImportant {
      entries.append((.line(color: "#444444", dash: "4 3"), "smallest that matters"))
    }
    return Legend(entries: entries)
  }

  // MARK: Drawing

  private var step: Double {
    (MultiverseFigure.plot.right - MultiverseFigure.plot.left) / Double(settings.count)
  }

  private func x(_ index: Int) -> Double {
    MultiverseFigure.plot.left + (Double(index) + 0.5) * step
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    legend.draw(on: &canvas)
    drawAxis(on: &canvas)
    drawCurve(on: &canvas)
    var y = bottom + 24
    for dimension in dimensions {
      canvas.label(dimension.title, x: 16, y: y + 4.5, bold: true)
      y += 18
      for (index, level) in dimension.levels.enumerated() {
        draw(dimension, level: index, named: level, at: y, on: &canvas)
        y += MultiverseFigure.rowHeight
      }
      y += 8
    }
    for index in settings.indices where settings[index].isHeadline {
      canvas.line(
        from: (x(index), top), to: (x(index), y - 8), color: Style(1).color, width: 1, dash: "2 3")
    }
    if hasCutIntervals {
      canvas.label(MultiverseFigure.cutNote, x: 16, y: y + 12, size: 12, color: "#444444")
      y += 24
    }
    return canvas.document(height: y + 8, title: title, description: description)
  }

  private func drawAxis(on canvas: inout Canvas) {
    let (left, right) = MultiverseFigure.plot
    for tick in axis.ticks {
      let y = axis.scale(tick.value)
      canvas.line(from: (left, y), to: (right, y), color: "#e3e3e3")
      canvas.label(tick.label, x: left - 8, y: y + 4.5, anchor: .end, color: "#444444")
    }
    canvas.label(
      Legend.shortened(axisName, to: 275), x: 124, y: (top + bottom) / 2, anchor: .middle, size: 14,
      turned: true)
    for (value, dash) in [(noDifference, nil), (important, "4 3")] as [(Double?, String?)] {
      guard let value, axis.contains(value) else { continue }
      let y = axis.scale(value)
      canvas.line(from: (left, y), to: (right, y), color: "#444444", width: 1.5, dash: dash)
    }
  }

  /// Intervals below, estimates above them: single marks, or a curve where they would touch.
  private func drawCurve(on canvas: inout Canvas) {
    let width = min(2.5, max(0.25, 0.55 * step))
    for (index, setting) in settings.enumerated() {
      guard let limits = setting.limits else { continue }
      canvas.line(
        from: (x(index), axis.position(limits.low)),
        to: (x(index), axis.position(limits.high)), color: Style(5).color, width: width)
    }
    let points = settings.enumerated().map {
      (x: x($0), y: axis.position($1.estimate))
    }
    if settings.count > MultiverseFigure.mostMarked {
      canvas.curve(points, color: Style(0).color, width: 2)
    } else {
      for point in points {
        canvas.marker(
          .circle, x: point.x, y: point.y, radius: min(4, 0.35 * step), color: Style(0).color)
      }
    }
    for index in settings.indices where settings[index].isHeadline {
      canvas.marker(
        .diamond, x: points[index].x, y: points[index].y, radius: 6, color: Style(1).color)
    }
  }

  private var hasCutIntervals: Bool {
    settings.compactMap(\.limits).contains {
      !axis.contains($0.low) || !axis.contains($0.high)
    }
  }

  /// The settings with one level: a dot each, or bars over neighbours where dots would touch.
  private func draw(
    _ dimension: Dimension, level: Int, named name: String, at y: Double, on canvas: inout Canvas
  ) {
    let (left, right) = MultiverseFigure.plot
    canvas.line(from: (left, y), to: (right, y), color: "#eeeeee")
    canvas.label(
      Legend.shortened(name, to: 176), x: left - 10, y: y + 4, anchor: .end, size: 12,
      color: "#444444")
    var index = 0
    while index < settings.count {
      guard dimension.positions[index] == level else {
        index += 1
        continue
      }
      var end = index + 1
      if settings.count > MultiverseFigure.mostMarked {
        while end < settings.count && dimension.positions[end] == level { end += 1 }
        canvas.rectangle(
          x: left + Double(index) * step, y: y - 5, width: max(0.25, Double(end - index) * step),
          height: 10, fill: "#222222")
      } else {
        canvas.marker(.circle, x: x(index), y: y, radius: min(4, 0.35 * step), color: "#222222")
      }
      index = end
    }
  }

  private var description: String {
    let count = settings.count
    var parts = ["\(count) setting\(count == 1 ? "" : "s"), by \(axisName)."]
    if let first = settings.first, let last = settings.last {
      parts.append("Estimates from \(axis.text(first.estimate)) to \(axis.text(last.estimate)).")
    }
    parts += settings.filter(\.isHeadline).map { setting in
      let limits = setting.limits.map { " (\(axis.text($0.low, $0.high)))" } ?? ""
      return "Headline: \(axis.text(setting.estimate))\(limits), \(setting.estimator)."
    }
    let excluding = figure.integer("excluding_no_difference") ?? 0
    parts.append(
      "In \(excluding) of \(count) the interval lies on one side of no difference.")
    if let reaching = figure.integer("reaching_important") {
      parts.append("In \(reaching) the estimate reaches the smallest difference that matters.")
    }
    if hasCutIntervals { parts.append(MultiverseFigure.cutNote) }
    let names = dimensions.map { "\($0.title) (\($0.levels.joined(separator: ", ")))" }
    if !names.isEmpty {
      parts.append("Choices, marked below the estimates: \(names.joined(separator: "; ")).")
    }
    return parts.joined(separator: " ")
  }
}
