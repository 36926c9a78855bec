import Tables
import Trials

/// A forest plot drawn from its own CSV: whoever has the file has the figure.
struct ForestFigure: FigureDrawing {
  static let shape = FigureShape(columns: [
    .text("kind"), .text("label"), .text("group"), .text("method"), .text("outcome"),
    .text("measure"), .text("unit"), .text("scale"), .level("level"), .text("treatment"),
    .text("comparator"), .optional(.integer("n")), .optional(.number("estimate")),
    .optional(.number("conf_low")), .optional(.number("conf_high")),
    .optional(.number("log_estimate")), .optional(.number("std_error")),
    .optional(.number("weight", in: 0...1e300)), .text("headline"), .text("note"),
  ])

  /// One row of the file, read back.
  struct Row {
    let kind: ForestRows.Kind
    let label, group: String
    let estimate, low, high, weight: Double?
    let isHeadline: Bool

    var interval: (low: Double, high: Double)? {
      if let low, let high { (low, high) } else { nil }
    }

    fileprivate init?(_ row: Figure.Row) {
      guard let kind = ForestRows.Kind(rawValue: row.unguarded("kind")) else { return nil }
      self.kind = kind
      label = row.unguarded("label")
      group = row.unguarded("group")
      estimate = row.number("estimate")
      low = row.number("conf_low")
      high = row.number("conf_high")
      weight = row.number("weight")
      isHeadline = row.text("headline") == "yes"
    }
  }

  let figure: Figure
  let rows: [Row]
  let axis: EffectAxis
  let measure: String
  let title: String
  /// What the estimates compare.
  let comparison: String
  let percent: String

  /// - Parameter figure: rows as they were made or as texts of the file; those of an unknown kind
  ///   are passed over.
  init(_ figure: Figure) {
    self.figure = figure
    rows = figure.rows.compactMap(Row.init)
    let first = figure.rows.first
    func shared(_ name: String) -> String { first?.unguarded(name) ?? "" }
    let unit = shared("unit")
    let name = shared("measure")
    let words = EffectMeasure(rawValue: name)?.words ?? name
    measure = unit.isEmpty ? words : "\(words), \(unit)"
    comparison =
      rows.contains { $0.kind == .study } ? "treatment against comparator" : "uncontrolled"
    title = TrialFigures.title(shared("outcome"), "\(words), \(comparison)")
    percent = "\(DecimalText.brief(100 * (first?.number("level") ?? 0.95), digits: 6)) %"
    let isMain = { (row: Row) in row.kind == .line || row.isHeadline }
    let main = rows.filter(isMain).flatMap { [$0.estimate, $0.low, $0.high].compactMap { $0 } }
    let means = rows.filter { $0.kind == .pooled }.compactMap(\.estimate)
    let isRatio = shared("scale") == "ratio"
    axis = EffectAxis(
      isRatio: isRatio, anchors: main + means + (main.isEmpty ? [isRatio ? 1 : 0] : []),
      intervals: rows.filter { $0.kind == .study || $0.kind == .uncontrolled }
        .compactMap(\.interval),
      others: rows.filter { $0.kind == .pooled || $0.kind == .prediction || $0.kind == .subgroup }
        .compactMap(\.interval),
      range: (206, 560))
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    let layout = ForestLayout(rows)
    drawLines(layout, on: &canvas)
    drawHeadings(layout, on: &canvas)
    let greatest = rows.compactMap(\.weight).max() ?? 1
    for (row, y) in layout.places {
      draw(row, at: y, radius: layout.radius(weight: row.weight, greatest: greatest), on: &canvas)
    }
    axis.drawHorizontally(on: &canvas, bottom: layout.bottom, title: measure)
    drawDirections(below: layout.bottom, on: &canvas)
    var y = layout.bottom + 92
    for line in notes {
      canvas.label(line, x: 16, y: y, size: 12, color: "#444444")
      y += 17
    }
    return canvas.document(height: y, title: title, description: description)
  }

  private var notes: [String] {
    rows.filter { $0.kind == .note }.flatMap { Legend.wrapped($0.label, to: 930, lines: 6) }
  }

  /// The vertical lines, each with its name above.
  private func drawLines(_ layout: ForestLayout, on canvas: inout Canvas) {
    let lines = rows.filter { $0.kind == .line }
    let panel = Panel(
      x: axis.scale, y: AxisScale(.linear, domain: 0...1, range: (layout.bottom, layout.top)))
    let null = lines.first?.estimate
    for (index, line) in lines.enumerated() {
      guard let value = line.estimate, axis.contains(value) else { continue }
      let other = lines.last?.estimate ?? value
      let isLeft = index == 0 ? other > value : value < (null ?? value)
      panel.drawRule(
        on: &canvas, at: value, label: index == 0 ? line.label : "smallest that matters",
        toTheLeft: isLeft, dash: index == 0 ? nil : "4 3")
    }
  }

  private func drawHeadings(_ layout: ForestLayout, on canvas: inout Canvas) {
    canvas.label("estimate (\(percent) interval)", x: 578, y: layout.top - 10, color: "#444444")
    if rows.contains(where: { $0.weight != nil }) {
      canvas.label("weight", x: 790, y: layout.top - 10, anchor: .end, color: "#444444")
    }
    for (heading, y) in layout.headings {
      canvas.line(from: (16, y - 12), to: (790, y - 12), color: "#bbbbbb")
      canvas.label(Legend.shortened(heading, to: 190), x: 16, y: y + 4.5, bold: true)
    }
  }

  private func drawDirections(below bottom: Double, on canvas: inout Canvas) {
    guard let null = rows.first(where: { $0.kind == .line })?.estimate else { return }
    let x = axis.position(null)
    canvas.label("← treatment lower", x: x - 8, y: bottom + 64, anchor: .end, color: "#444444")
    canvas.label("treatment higher →", x: x + 8, y: bottom + 64, color: "#444444")
  }
}

extension Figure.Row {
  /// The text of a cell as it was before it went to a file.
  fileprivate func unguarded(_ column: String) -> String { CSVWriter.withoutGuard(text(column)) }
}

extension CSVWriter {
  /// The text before it was guarded against being run as a formula.
  static func withoutGuard(_ text: String) -> String {
    guard text.hasPrefix("'") else { return text }
    let rest = String(text.dropFirst())
    return guardingFormulas(in: rest) == text ? rest : text
  }
}
