import MixedModels
import Numerics

/// Conditional modes with their intervals, sorted: one panel for every group and term.
struct CaterpillarFigure: FigureDrawing {
  static let shape = FigureShape(
    columns: [
      .text("group"), .text("term"), .text("level"), .number("estimate"), .number("std_error"),
      .number("conf_low"), .number("conf_high"),
    ], facts: [.level("level")])

  /// The levels of one group and term, from the lowest mode to the highest.
  private struct Block {
    let modes: [Figure.Row]
    /// Those that are drawn: all, or the extremes of many.
    let drawn: [Figure.Row]

    init(_ modes: [Figure.Row]) {
      let half = CaterpillarFigure.mostDrawn / 2
      self.modes = modes
      drawn = modes.count > 2 * half ? Array(modes.prefix(half) + modes.suffix(half)) : modes
    }

    var group: String { modes.first?.text("group") ?? "" }
    var term: String { modes.first?.text("term") ?? "" }
    var isLabelled: Bool { drawn.count <= CaterpillarFigure.mostLabelled }
    var rowHeight: Double { isLabelled ? 19 : 4 }
  }

  private static let mostDrawn = 200
  private static let mostLabelled = 40

  private let figure: Figure
  private let blocks: [Block]
  private let title: String

  static func figure(_ modes: [ConditionalModes.Row], level: Double) -> Figure {
    let quantile = NormalDistribution.standard.quantile((1 - level) / 2, tail: .upper)
    return Figure(
      .caterpillar, facts: [.init("level", .number(level))],
      rows: sorted(modes).map { mode in
        [
          .string(mode.group), .string(mode.term), .string(mode.level), .number(mode.estimate),
          .number(mode.standardError), .number(mode.estimate - quantile * mode.standardError),
          .number(mode.estimate + quantile * mode.standardError),
        ]
      })
  }

  init(_ figure: Figure) {
    self.figure = figure
    blocks = figure.rows.chunked {
      $0.text("group") == $1.text("group") && $0.text("term") == $1.text("term")
    }.map(Block.init)
    let percent = DecimalText.brief((figure.number("level") ?? 0.95) * 100, digits: 6)
    title = "Conditional modes of the random effects with \(percent) % intervals"
  }

  /// Groups and terms in order of appearance, each from its lowest mode to its highest.
  private static func sorted(_ modes: [ConditionalModes.Row]) -> [ConditionalModes.Row] {
    var places: [[String]: Int] = [:]
    return modes.enumerated().map { offset, mode in
      let place = places[[mode.group, mode.term], default: places.count]
      places[[mode.group, mode.term]] = place
      return (mode, place, offset)
    }.sorted { ($0.1, $0.0.estimate, $0.2) < ($1.1, $1.0.estimate, $1.2) }.map(\.0)
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(title, x: 16, y: 28, size: 16, bold: true)
    var top = 48.0
    for block in blocks { top = draw(block, top: top, on: &canvas) }
    let parts = blocks.map { "\($0.modes.count) levels of \($0.group), \($0.term)" }
    return canvas.document(
      height: top, title: title,
      description: """
        Each row is one level: its mode as a point, its interval as a line, the highest on top. \
        Panels: \(parts.joined(separator: "; ")). A vertical line marks zero, the mean of all \
        levels.
        """)
  }

  /// Draws one panel and gives the place where the next begins.
  private func draw(_ block: Block, top: Double, on canvas: inout Canvas) -> Double {
    let isPart = block.drawn.count < block.modes.count
    let first = top + (isPart ? 46 : 28)
    let bottom = first + Double(block.drawn.count) * block.rowHeight + 6
    let ends = block.drawn.flatMap { ["conf_low", "conf_high"].map($0.value) }
    let panel = Panel(
      x: AxisScale(
        .linear, domain: AxisScale.domain(of: ends + [0]),
        range: (block.isLabelled ? 190 : 60, 780)),
      y: AxisScale(.linear, domain: 0...1, range: (bottom, first)))
    let name = Legend.shortened("\(block.group): \(block.term)", to: 640)
    canvas.label(name, x: 16, y: top + 14, size: 14, bold: true)
    if isPart {
      let half = block.drawn.count / 2
      canvas.label(
        "the \(half) lowest and the \(half) highest of \(block.modes.count) levels; "
          + "all are in caterpillar.csv", x: 16, y: top + 33, color: "#444444")
    }
    canvas.line(from: (panel.x(0), first), to: (panel.x(0), bottom), width: 1.5)
    for (index, mode) in block.drawn.reversed().enumerated() {
      draw(mode, at: first + (Double(index) + 0.5) * block.rowHeight, block, panel.x, &canvas)
    }
    if isPart {
      let middle = (first + bottom - 6) / 2
      canvas.line(from: (60, middle), to: (780, middle), color: "#444444", dash: "2 3")
    }
    panel.drawHorizontalAxis(on: &canvas, title: "difference from the mean of all levels")
    return bottom + 62
  }

  private func draw(
    _ mode: Figure.Row, at y: Double, _ block: Block, _ x: AxisScale,
    _ canvas: inout Canvas
  ) {
    let style = Style(0)
    canvas.line(
      from: (x(mode.value("conf_low")), y), to: (x(mode.value("conf_high")), y),
      color: style.color, width: block.isLabelled ? 2 : 1)
    canvas.marker(
      .circle, x: x(mode.value("estimate")), y: y, radius: block.isLabelled ? 4 : 2,
      color: style.color)
    if block.isLabelled {
      canvas.label(Legend.shortened(mode.text("level"), to: 160), x: 180, y: y + 4.5, anchor: .end)
    }
  }

  var vegaLite: JSONValue {
    let isLabelled = blocks.allSatisfy(\.isLabelled)
    let y: JSONValue = [
      "field": "level", "type": "nominal", "title": nil,
      "sort": ["field": "estimate", "order": "descending"],
      "axis": isLabelled ? ["labels": true] : ["labels": false, "ticks": false],
    ]
    let zero: JSONValue = [
      "mark": ["type": "rule", "color": "#666666"], "encoding": ["x": ["datum": 0]],
    ]
    let intervals: JSONValue = [
      "mark": ["type": "rule", "color": .string(Style(0).color)],
      "encoding": [
        "x": ["field": "conf_low", "type": "quantitative", "title": "difference from the mean"],
        "x2": ["field": "conf_high"], "y": y,
      ],
    ]
    let points: JSONValue = [
      "mark": ["type": "point", "filled": true, "opacity": 1, "color": .string(Style(0).color)],
      "encoding": [
        "x": ["field": "estimate", "type": "quantitative"], "y": y,
        "tooltip": [["field": "level"], ["field": "estimate"], ["field": "std_error"]],
      ],
    ]
    return figure.specification(
      title: title,
      [
        .init(
          "facet",
          [
            "row": ["field": "group", "type": "nominal", "sort": nil],
            "column": ["field": "term", "type": "nominal", "sort": nil],
          ]),
        .init(
          "spec",
          [
            "width": 300, "height": ["step": isLabelled ? 16 : 4],
            "layer": [zero, intervals, points],
          ]),
        .init("resolve", ["scale": ["x": "independent", "y": "independent"]]),
      ])
  }
}
