import Numerics

/// Two looks at the residuals: against the fitted values, and against normal quantiles.
struct ResidualsFigure: FigureDrawing {
  static let shape = FigureShape(
    columns: [
      .integer("row"), .number("fitted"), .number("residual"), .number("normal_quantile"),
    ], facts: [.text("response")])

  private struct Point {
    let fitted, residual, quantile: Double
  }

  /// With more points than this the drawing holds the extremes and every k-th of the others.
  private static let mostDrawn = 4000
  private static let extremes = 500
  private static let (top, bottom) = (80.0, 380.0)

  private let figure: Figure
  /// In ascending order of the residuals.
  private let sorted: [Point]
  private let drawn: [Point]
  private let response: String
  private let title: String

  static func figure(
    rows: [Int], fitted: [Double], residuals: [Double], response: String
  ) -> Figure {
    let order = residuals.indices.sorted { (residuals[$0], $0) < (residuals[$1], $1) }
    var quantiles = residuals
    for (rank, index) in order.enumerated() {
      quantiles[index] = normalQuantile(rank: rank, of: order.count)
    }
    return Figure(
      .residuals, facts: [.init("response", .string(response))],
      rows: rows.indices.sorted { rows[$0] < rows[$1] }.map {
        [
          .integer(rows[$0]), .number(fitted[$0]), .number(residuals[$0]), .number(quantiles[$0]),
        ]
      })
  }

  init(_ figure: Figure) {
    self.figure = figure
    response = figure.text("response")
    title = "Residuals of \(response)"
    sorted = figure.rows.map {
      Point(
        fitted: $0.value("fitted"), residual: $0.value("residual"),
        quantile: $0.value("normal_quantile"))
    }.sorted { $0.quantile < $1.quantile }
    drawn = ResidualsFigure.thinned(sorted)
  }

  /// The normal quantile at (rank + 1 - a) / (n + 1 - 2 a), ranks from 0, with a = 3/8 up to
  /// 10 points and 1/2 above (Blom 1958; R's `ppoints`).
  private static func normalQuantile(rank: Int, of count: Int) -> Double {
    let offset = count <= 10 ? 0.375 : 0.5
    let probability = (Double(rank) + 1 - offset) / (Double(count) + 1 - 2 * offset)
    return NormalDistribution.standard.quantile(probability, tail: .lower)
  }

  private static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > mostDrawn else { return points }
    let inner = points.dropFirst(extremes).dropLast(extremes)
    let step = inner.count / (mostDrawn - 2 * extremes) + 1
    let kept = stride(from: inner.startIndex, to: inner.endIndex, by: step).map { inner[$0] }
    return points.prefix(extremes) + kept + points.suffix(extremes)
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    if drawn.count < sorted.count {
      canvas.label(
        "\(drawn.count) of \(sorted.count) rows drawn: the extremes, and an even choice of the "
          + "others; all are in residuals.csv", x: 16, y: 50, color: "#444444")
    }
    let y = AxisScale(
      .linear, domain: AxisScale.domain(of: sorted.map(\.residual) + [0]),
      range: (ResidualsFigure.bottom, ResidualsFigure.top))
    let left = panel(\.fitted, from: 76, to: 406, y)
    left.drawVerticalAxis(on: &canvas, title: "residual")
    canvas.line(from: (76, y(0)), to: (406, y(0)), width: 1.5)
    draw(\.fitted, in: left, title: "fitted \(response)", on: &canvas)
    let right = panel(\.quantile, from: 450, to: 780, y)
    for tick in y.ticks {
      canvas.line(from: (450, y(tick.value)), to: (780, y(tick.value)), color: "#e3e3e3")
    }
    drawQuartileLine(in: right, on: &canvas)
    draw(\.quantile, in: right, title: "normal quantile", on: &canvas)
    return canvas.document(
      height: ResidualsFigure.bottom + 60, title: title,
      description: """
        \(sorted.count) residuals of \(response). Left: against the fitted values, with a line at \
        zero; a fan or a bend is a sign that the model does not fit. Right: against normal \
        quantiles, with the line through the quartiles; normal residuals lie along it.
        """)
  }

  private func panel(
    _ x: KeyPath<Point, Double>, from left: Double, to right: Double, _ y: AxisScale
  ) -> Panel {
    Panel(
      x: AxisScale(
        .linear, domain: AxisScale.domain(of: sorted.map { $0[keyPath: x] }), range: (left, right)),
      y: y)
  }

  private func draw(
    _ x: KeyPath<Point, Double>, in panel: Panel, title: String, on canvas: inout Canvas
  ) {
    let radius = drawn.count > 500 ? 1.5 : 3
    for point in drawn {
      canvas.marker(
        .circle, x: panel.x(point[keyPath: x]), y: panel.y(point.residual), radius: radius,
        color: Style(0).color)
    }
    panel.drawHorizontalAxis(on: &canvas, title: Legend.shortened(title, to: 320))
  }

  /// The ends, inside the panel, of the line through the quartiles.
  private func drawQuartileLine(in panel: Panel, on canvas: inout Canvas) {
    guard sorted.count > 3 else { return }
    let (first, third) = (sorted[sorted.count / 4], sorted[(3 * sorted.count) / 4])
    guard third.quantile > first.quantile else { return }
    let slope = (third.residual - first.residual) / (third.quantile - first.quantile)
    func residual(_ quantile: Double) -> Double {
      first.residual + slope * (quantile - first.quantile)
    }
    let ends = [panel.x.domain.lowerBound, panel.x.domain.upperBound].map { quantile in
      let inside = min(
        max(residual(quantile), panel.y.domain.lowerBound), panel.y.domain.upperBound)
      let x = slope > 0 ? first.quantile + (inside - first.residual) / slope : quantile
      return (x: panel.x(x), y: panel.y(inside))
    }
    canvas.line(from: ends[0], to: ends[1], width: 1.5)
  }

  var vegaLite: JSONValue {
    func view(_ field: String, _ title: String) -> JSONValue {
      [
        "width": 320, "height": 300,
        "mark": ["type": "point", "filled": true, "size": 20, "color": .string(Style(0).color)],
        "encoding": [
          "x": [
            "field": .string(field), "type": "quantitative", "title": .string(title),
            "scale": ["zero": false],
          ],
          "y": ["field": "residual", "type": "quantitative"],
          "tooltip": [["field": "row"], ["field": "fitted"], ["field": "residual"]],
        ],
      ]
    }
    return figure.specification(
      title: title,
      [
        .init(
          "hconcat",
          [view("fitted", "fitted \(response)"), view("normal_quantile", "normal quantile")])
      ])
  }
}
