import NOf1

extension PersonalFigures {
  /// The names of the figures of a plan.
  public static let powerNames = ["power"]

  /// Nights against the chance of a firm answer, or nil where there are no cells.
  ///
  /// - Parameters:
  ///   - cells: at least one simulated person in each.
  ///   - study: what was planned.
  ///   - target: the wanted chance.
  public static func power(
    _ cells: [PowerCell], study: PersonalStudy, target: Double
  ) -> Figure? {
    cells.isEmpty ? nil : PowerFigure.figure(cells, study: study, target: target)
  }
}

/// The chance of a firm answer over the nights of a study: a colour and a marker for every true
/// effect, a dash for every length of a period, a panel for every kind of person.
struct PowerFigure: FigureDrawing {
  private static let panelHeight = 230.0
  private static let space = 76.0

  static let shape = FigureShape(
    columns: [
      .text("person"), .integer("cycles"), .integer("period_nights"), .integer("nights"),
      .number("rate"), .number("effect"), .number("rho"), .number("missing"), .number("p_firm"),
      .number("p_firm_low"), .number("p_firm_high"), .number("p_responder"),
      .number("p_non_responder"),
    ], facts: PersonalWording.shape + [.number("target")])

  /// A row of the figure.
  private struct Cell {
    let person: String
    let effect: Double
    let periodNights: Int
    let nights, firm, low, high: Double
  }

  let figure: Figure
  let persons: [String]
  let effects: [Double]
  let periods: [Int]
  let target: Double
  let title: String
  private let cells: [Cell]
  private let wording: PersonalWording

  static func figure(_ cells: [PowerCell], study: PersonalStudy, target: Double) -> Figure {
    Figure(
      .power, facts: PersonalWording(study: study).facts + [.init("target", .number(target))],
      rows: cells.map { cell in
        let firm = cell.interval(cell.firmAnswers)
        return [
          .string(cell.person), .integer(cell.cycles), .integer(cell.periodNights),
          .integer(cell.nights), .number(cell.rate), .number(cell.effect), .number(cell.rho),
          .number(cell.missing), .number(cell.firm), .number(firm.low), .number(firm.high),
          .number(cell.share(cell.responder)), .number(cell.share(cell.nonResponder)),
        ]
      })
  }

  init(_ figure: Figure) {
    self.figure = figure
    target = figure.number("target") ?? 0
    wording = PersonalWording(figure)
    title = "Chance of a firm answer: \(wording.contrast)"
    cells = figure.rows.map { row in
      Cell(
        person: row.text("person"), effect: row.value("effect"),
        periodNights: row["period_nights"].integer ?? 0, nights: row.value("nights"),
        firm: row.value("p_firm"), low: row.value("p_firm_low"), high: row.value("p_firm_high"))
    }
    persons = cells.map(\.person).distinct
    effects = cells.map(\.effect).distinct
    periods = cells.map(\.periodNights).distinct
  }

  static let verticalTitle = "chance of a firm answer"
  static let horizontalTitle = "nights of the study"

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 760), x: 16, y: 28, size: 16, bold: true)
    legend.draw(on: &canvas)
    var top = 96 + legend.height
    for person in persons {
      draw(person, top: top, on: &canvas)
      top += PowerFigure.panelHeight + PowerFigure.space
    }
    return canvas.document(
      height: top - 16, title: title,
      description: """
        Nights of the study against the share of simulated people who get a firm answer, responder \
        or non-responder, with 95 % intervals of the simulation. The colour and the marker are the \
        true effect, the dash is the length of a period; a horizontal line marks the wanted \
        chance of \(PowerFigure.percent(target)). \
        \(persons.count) \(persons.count == 1 ? "panel" : "panels, one for each kind of person").
        """)
  }

  private var legend: Legend {
    let effects = effects.enumerated().map { index, effect in
      let style = Style(index)
      return (
        key: Legend.Key.marker(style.marker, color: style.color),
        label: "true effect: \(wording.change(effect))"
      )
    }
    let periods = periods.enumerated().map { index, nights in
      (
        key: Legend.Key.line(color: "#444444", dash: Style(index).dash),
        label: "periods of \(nights) \(nights == 1 ? "night" : "nights")"
      )
    }
    return Legend(entries: effects + periods)
  }

  private func draw(_ person: String, top: Double, on canvas: inout Canvas) {
    let longest = max(1, cells.map(\.nights).max() ?? 1)
    let panel = Panel(
      x: AxisScale(.linear, domain: 0...(1.06 * longest), range: (70, 780)),
      y: AxisScale(.linear, domain: 0...1, range: (top + PowerFigure.panelHeight, top)))
    canvas.label(
      Legend.shortened(person, to: 700), x: 780, y: top - 8, anchor: .end, color: "#444444")
    panel.drawVerticalAxis(on: &canvas, title: PowerFigure.verticalTitle)
    panel.drawHorizontalAxis(on: &canvas, title: PowerFigure.horizontalTitle)
    let line = panel.y(target)
    canvas.line(from: (70, line), to: (780, line), color: "#444444", width: 1.5, dash: "4 3")
    canvas.label(
      "wanted: \(PowerFigure.percent(target))", x: 76, y: line - 6, color: "#444444")
    for (index, effect) in effects.enumerated() {
      let style = Style(index)
      for (dash, period) in periods.enumerated() {
        let line = cells.filter {
          $0.person == person && $0.effect == effect && $0.periodNights == period
        }.sorted { $0.nights < $1.nights }
        // Effects stand side by side, so that their intervals do not cover each other.
        let shift = 4 * (Double(index) - Double(effects.count - 1) / 2)
        let points = line.map { (x: panel.x($0.nights) + shift, y: panel.y($0.firm)) }
        canvas.curve(points, color: style.color, dash: Style(dash).dash)
        for (cell, point) in zip(line, points) {
          canvas.line(
            from: (point.x, panel.y(cell.low)), to: (point.x, panel.y(cell.high)),
            color: style.color, width: 1.2)
          canvas.marker(style.marker, x: point.x, y: point.y, radius: 5, color: style.color)
        }
      }
    }
  }

  static func percent(_ share: Double) -> String { "\(DecimalText.brief(share * 100)) %" }
}

extension PowerCell {
  /// What its persons have in common beside the effect: "rate 0.62, rho 0.3, 10 % missing".
  package var person: String {
    // Every digit: two kinds of people never have one name.
    "rate \(DecimalText.brief(rate, digits: 15)), rho \(DecimalText.brief(rho, digits: 15)), "
      + "\(DecimalText.brief(missing * 100, digits: 15)) % of nights missing"
  }
}
