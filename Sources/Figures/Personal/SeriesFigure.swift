import NOf1
import Tables

/// The nights in order: outcomes as points, arms as shaded periods, the fitted rate with its band.
struct SeriesFigure: FigureDrawing {
  private struct Night {
    let position: Double
    let arm: Int
    let period: JSONValue
    let outcome: Double?
    let fitted, low, high: Double?
  }

  static let shape = FigureShape(
    columns: [
      .integer("day"), .optional(.text("date")), .text("arm"), .integer("period"),
      .optional(.integer("cycle")), .optional(.number("outcome")), .optional(.number("fitted")),
      .optional(.number("fitted_low")), .optional(.number("fitted_high")),
    ], facts: PersonalWording.shape)

  let figure: Figure
  let arms: [String]
  let outcome: Outcome
  private let nights: [Night]
  let panel: Panel
  let title: String

  private static let height = 410.0

  static func figure(_ analysis: PersonalAnalysis) -> Figure {
    Figure(
      .series, facts: PersonalWording(study: analysis.study).facts,
      rows: PersonalFigures.nights(analysis).rows)
  }

  init(_ figure: Figure) {
    self.figure = figure
    let wording = PersonalWording(figure)
    let arms = [wording.reference] + wording.treatments
    self.arms = arms
    outcome = wording.outcome
    title = "\(outcome.column): \(wording.contrast)"
    let rows = figure.rows
    let dates = rows.compactMap { CalendarDate(iso: $0.text("date")) }
    let hasDates = dates.count == rows.count
    nights = rows.enumerated().map { index, row in
      Night(
        position: hasDates ? Double(dates[index].daysSinceEpoch) : row.value("day"),
        arm: arms.firstIndex(of: row.text("arm")) ?? 0, period: row["period"],
        outcome: row.number("outcome"), fitted: row.number("fitted"),
        low: row.number("fitted_low"), high: row.number("fitted_high"))
    }
    var values = nights.flatMap { [$0.outcome, $0.high, $0.low].compactMap { $0 } }
    if outcome.kind != .score { values.append(0) }
    let legend = SeriesFigure.legend(arms: arms, nights: nights)
    let positions = nights.map(\.position)
    panel = Panel(
      x: AxisScale(
        hasDates ? .date : .linear,
        domain: ((positions.min() ?? 0) - 0.5)...((positions.max() ?? 0) + 0.5),
        range: (70, 780)),
      y: AxisScale(
        .linear, domain: AxisScale.domain(of: values, margin: 0.06),
        range: (SeriesFigure.height - 62 + legend.height, 88 + legend.height)))
  }

  /// Runs of nights of one period.
  private var periods: [ArraySlice<Night>] {
    var runs: [ArraySlice<Night>] = []
    var start = 0
    for index in nights.indices.dropFirst() where nights[index].period != nights[start].period {
      runs.append(nights[start..<index])
      start = index
    }
    return runs + [nights[start...]]
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    SeriesFigure.legend(arms: arms, nights: nights).draw(on: &canvas)
    drawPeriods(on: &canvas)
    panel.drawVerticalAxis(on: &canvas, title: Legend.shortened(outcome.column, to: 250))
    for period in periods { drawFit(period, on: &canvas) }
    drawNights(on: &canvas)
    panel.drawHorizontalAxis(on: &canvas, title: panel.x.kind == .date ? "date" : "day")
    let recorded = nights.count { $0.outcome != nil }
    return canvas.document(
      height: panel.y.range.start + 62, title: title,
      description: """
        \(recorded) recorded of \(nights.count) nights. Each point is one night's \
        \(outcome.column), its shape the arm; shaded periods are labelled with their arm; the line \
        is the fitted value, the band its interval.
        """)
  }

  private static func legend(arms: [String], nights: [Night]) -> Legend {
    var entries = arms.enumerated().map { index, arm in
      let style = Style(index)
      return (
        key: Legend.Key.marker(style.marker, color: style.color),
        label: Legend.shortened(arm, to: 180)
      )
    }
    entries.append((.line(color: "#222222", dash: nil), "fitted"))
    entries.append((.band(color: "#222222", opacity: 0.18), "interval"))
    if nights.contains(where: { $0.outcome == nil }) {
      entries.append((.marker(.cross, color: "#888888"), "not recorded"))
    }
    return Legend(entries: entries)
  }

  private func drawPeriods(on canvas: inout Canvas) {
    let (top, bottom) = (panel.y.range.end, panel.y.range.start)
    for period in periods {
      guard let first = period.first, let last = period.last else { continue }
      let left = panel.x(first.position - 0.5)
      let width = panel.x(last.position + 0.5) - left
      canvas.rectangle(
        x: left, y: top - 20, width: width, height: bottom - top + 20,
        fill: Style(first.arm).color, opacity: 0.1)
      let label = Legend.shortened(arms[first.arm], to: width - 4)
      if label.count > 2 {
        canvas.label(label, x: left + width / 2, y: top - 6, anchor: .middle)
      }
    }
  }

  private func drawFit(_ period: ArraySlice<Night>, on canvas: inout Canvas) {
    typealias Point = (x: Double, y: Double)
    func points(_ value: (Night) -> Double?) -> [Point] {
      let known = period.compactMap { night in value(night).map { (night.position, $0) } }
      guard let first = known.first, let last = known.last else { return [] }
      let ends = [(first.0 - 0.4, first.1)] + known + [(last.0 + 0.4, last.1)]
      return ends.map { (panel.x($0.0), panel.y($0.1)) }
    }
    canvas.area(
      points(\.high) + Array(points(\.low).reversed()), fill: "#222222", opacity: 0.18)
    canvas.curve(points(\.fitted), color: "#222222")
  }

  private func drawNights(on canvas: inout Canvas) {
    for night in nights {
      let style = Style(night.arm)
      if let outcome = night.outcome {
        canvas.marker(
          style.marker, x: panel.x(night.position), y: panel.y(outcome), radius: 4,
          color: style.color)
      } else {
        canvas.marker(
          .cross, x: panel.x(night.position), y: panel.y.range.start - 5, radius: 2.5,
          color: "#888888")
      }
    }
  }
}
