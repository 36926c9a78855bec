import Glibc
import Trials

/// A specification curve: every setting's estimate in ascending order, and below it the choices
/// that make the setting.
struct MultiverseFigure {
  /// A choice that differs between settings, with what it can be.
  struct Dimension {
    let column: String
    let title: String
    let levels: [String]
    /// The level of each setting, by position in `levels`.
    let positions: [Int]
  }

  static let columns = [
    "rank", "estimate", "conf_low", "conf_high", "estimator", "interval", "correlation",
    "denominator", "values", "subset", "studies", "headline",
  ]
  /// One level for all the subsets that leave out one study, where they are many.
  static let withoutOne = "without one study"
  static let plot = (left: 196.0, right: 784.0)
  private static let rowHeight = 16.0
  /// With more settings their marks would touch: a curve and bars take their place.
  private static let mostMarked = 117
  private static let cutNote =
    "Intervals that end at the edge of the panel go on beyond it; multiverse.csv has their limits."

  let data: RowTable
  let settings: [TrialStress.Setting]
  let dimensions: [Dimension]
  let axis: EffectAxis
  let axisName: String
  let title: String
  /// The smallest difference that matters, as it is shown.
  let important: Double?
  let noDifference: Double
  private let stress: TrialStress
  private let scale: TrialScale
  private let legend: Legend
  private var top: Double { 84 + legend.height }
  private var bottom: Double { top + 250 }

  init(_ stress: TrialStress) {
    self.stress = stress
    let scale = TrialScale(stress.effects.measure)
    self.scale = scale
    important = stress.effects.plan.minimalImportantDifference
    noDifference = scale.noDifference
    axisName = stress.effects.axisName
    title = stress.effects.title("one answer for each way of analysing")
    let sorted = stress.settings.enumerated().sorted {
      ($0.element.estimate, $0.offset) < ($1.element.estimate, $1.offset)
    }.map(\.element)
    settings = sorted
    dimensions = MultiverseFigure.dimensions(of: sorted)
    data = RowTable(
      name: "multiverse", columns: MultiverseFigure.columns,
      rows: sorted.enumerated().map { MultiverseFigure.row($1, rank: $0 + 1, scale) })
    legend = MultiverseFigure.legend(
      hasImportant: important != nil, settings: sorted.count)
    let top = 84 + legend.height
    axis = EffectAxis(
      isRatio: scale.isRatio,
      anchors: sorted.map { scale.shown($0.estimate) } + [scale.noDifference]
        + (important.map { [$0] } ?? []),
      intervals: sorted.compactMap(\.limits).map { (scale.shown($0.lower), scale.shown($0.upper)) },
      reach: 1.2, range: (top + 250, top))
  }

  var figure: Figure { Figure(data: data, vegaLite: vegaLite, svg: svg) }

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
  private static func dimensions(of settings: [TrialStress.Setting]) -> [Dimension] {
    let many = Set(settings.map(\.subset)).count > 12
    let all: [(String, String, (TrialStress.Setting) -> String)] = [
      ("estimator", "estimator", { $0.estimator }), ("interval", "interval", { $0.interval }),
      (
        "correlation", "correlation",
        { $0.correlation.map { "r = \(DecimalText.brief($0))" } ?? "as stated" }
      ),
      ("denominator", "counts out of", { $0.denominator }), ("values", "values", { $0.values }),
      (
        "subset", "studies",
        { many && $0.subset.hasPrefix("without ") ? withoutOne : $0.subset }
      ),
    ]
    return all.compactMap { column, title, level in
      let values = settings.map(level)
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

  private var svg: String {
    var canvas = Canvas()
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
        from: (x(index), axis.position(scale.shown(limits.lower))),
        to: (x(index), axis.position(scale.shown(limits.upper))), color: Style(5).color,
        width: width)
    }
    let points = settings.enumerated().map {
      (x: x($0), y: axis.position(scale.shown($1.estimate)))
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
      !axis.contains(scale.shown($0.lower)) || !axis.contains(scale.shown($0.upper))
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
    func number(_ value: Double) -> String { axis.text(scale.shown(value)) }
    var parts = ["\(count) setting\(count == 1 ? "" : "s"), by \(axisName)."]
    if let first = settings.first, let last = settings.last {
      parts.append("Estimates from \(number(first.estimate)) to \(number(last.estimate)).")
    }
    parts += settings.filter(\.isHeadline).map { setting in
      let limits = setting.limits.map { " (\(number($0.lower)) to \(number($0.upper)))" } ?? ""
      return "Headline: \(number(setting.estimate))\(limits), \(setting.estimator)."
    }
    parts.append(
      "In \(stress.excludingZero) of \(count) the interval lies on one side of no difference.")
    if let important, !scale.isRatio || important > 0 {
      let reaching = stress.reaching(scale.isRatio ? log(important) : important)
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
