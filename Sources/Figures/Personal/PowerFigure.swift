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
    cells.isEmpty ? nil : PowerFigure(cells, study: study, target: target).figure
  }
}

/// The chance of a firm answer over the nights of a study: a colour and a marker for every true
/// effect, a dash for every length of a period, a panel for every kind of person.
struct PowerFigure {
  private static let panelHeight = 230.0
  private static let space = 76.0
  private static let columns = [
    "person", "cycles", "period_nights", "nights", "rate", "effect", "rho", "missing", "p_firm",
    "p_firm_low", "p_firm_high", "p_responder", "p_non_responder",
  ]

  let data: RowTable
  let persons: [String]
  let effects: [Double]
  let periods: [Int]
  let target: Double
  let title: String
  private let cells: [PowerCell]
  private let wording: PersonalWording

  init(_ cells: [PowerCell], study: PersonalStudy, target: Double) {
    self.cells = cells
    self.target = target
    wording = PersonalWording(study: study)
    title = "Chance of a firm answer: \(wording.contrast)"
    persons = PowerFigure.distinct(cells.map(\.person))
    effects = PowerFigure.distinct(cells.map(\.effect))
    periods = PowerFigure.distinct(cells.map(\.periodNights))
    data = RowTable(
      name: "power", columns: PowerFigure.columns,
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

  var figure: Figure { Figure(data: data, vegaLite: vegaLite, svg: svg) }

  private static func distinct<Value: Equatable>(_ values: [Value]) -> [Value] {
    values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  static let verticalTitle = "chance of a firm answer"
  static let horizontalTitle = "nights of the study"

  private var svg: String {
    var canvas = Canvas()
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
    let longest = Double(cells.map(\.nights).max() ?? 1)
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
        let points = line.map { (x: panel.x(Double($0.nights)) + shift, y: panel.y($0.firm)) }
        canvas.curve(points, color: style.color, dash: Style(dash).dash)
        for (cell, point) in zip(line, points) {
          let bounds = cell.interval(cell.firmAnswers)
          canvas.line(
            from: (point.x, panel.y(bounds.low)), to: (point.x, panel.y(bounds.high)),
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
