extension ForestFigure {
  /// Colour and marker of a kind of row: squares for studies, diamonds for means.
  static func style(of kind: ForestRows.Kind) -> (color: String, marker: Style.Marker) {
    switch kind {
    case .contrast: (Style(3).color, .cross)
    case .subgroup: (Style(2).color, .diamond)
    case .pooled, .line, .note: (Style(1).color, .diamond)
    case .prediction: ("#222222", .circle)
    case .uncontrolled: ("#666666", .triangleDown)
    case .study: (Style(0).color, .square)
    }
  }

  func draw(_ row: Row, at y: Double, radius: Double, on canvas: inout Canvas) {
    let lines = ForestLayout.label(of: row)
    for (index, line) in lines.enumerated() {
      let shift = Double(index) * 14 - Double(lines.count - 1) * 7
      canvas.label(line, x: 16, y: y + 4.5 + shift, bold: row.isHeadline)
    }
    let text = text(of: row)
    let room = row.weight == nil ? 212.0 : 160
    canvas.label(
      text, x: 578, y: y + 4.5, size: min(13, 13 * room / Legend.width(text)),
      bold: row.isHeadline)
    if let weight = row.weight {
      canvas.label(
        "\(DecimalText.fixed(weight, decimals: 1)) %", x: 790, y: y + 4.5, anchor: .end)
    }
    let style = ForestFigure.style(of: row.kind)
    let isMean = row.kind == .pooled || row.kind == .subgroup
    if isMean, let estimate = row.estimate {
      drawDiamond(
        row, estimate, row.interval ?? (estimate, estimate), at: y, on: &canvas)
    } else {
      drawInterval(row, at: y, on: &canvas)
      if let estimate = row.estimate, axis.contains(estimate) {
        canvas.marker(
          style.marker, x: axis.position(estimate), y: y, radius: radius, color: style.color)
      }
    }
    drawArrows(row, at: y, on: &canvas)
  }

  /// "0.58 (0.31 to 1.06)", or what there is of it.
  func text(of row: Row) -> String {
    switch (row.estimate, row.interval) {
    case (let estimate?, let interval?):
      "\(axis.text(estimate)) (\(axis.text(interval.low, interval.high)))"
    case (let estimate?, nil): "\(axis.text(estimate)) (no interval)"
    case (nil, let interval?): axis.text(interval.low, interval.high)
    case (nil, nil): "no estimate"
    }
  }

  /// The line of an interval; that of a prediction has ends, that of an uncontrolled study is
  /// dashed.
  private func drawInterval(_ row: Row, at y: Double, on canvas: inout Canvas) {
    guard let interval = row.interval else { return }
    let color = ForestFigure.style(of: row.kind).color
    let ends = (axis.position(interval.low), axis.position(interval.high))
    canvas.line(
      from: (ends.0, y), to: (ends.1, y), color: color, width: 2,
      dash: row.kind == .uncontrolled ? "4 3" : nil)
    guard row.kind == .prediction else { return }
    for (end, value) in [(ends.0, interval.low), (ends.1, interval.high)]
    where axis.contains(value) {
      canvas.line(from: (end, y - 6), to: (end, y + 6), color: color, width: 2)
    }
  }

  /// From end to end of the interval, highest at the estimate: filled where it speaks first.
  private func drawDiamond(
    _ row: Row, _ estimate: Double, _ interval: (low: Double, high: Double), at y: Double,
    on canvas: inout Canvas
  ) {
    let middle = axis.position(estimate)
    let left = min(axis.position(interval.low), middle - 3)
    let right = max(axis.position(interval.high), middle + 3)
    let outline = [(left, y), (middle, y - 7.5), (right, y), (middle, y + 7.5)]
    let color = ForestFigure.style(of: row.kind).color
    canvas.area(outline, fill: row.isHeadline ? color : "#ffffff", opacity: 1)
    canvas.curve(outline + [(left, y)], color: color, width: 1.8)
  }

  /// A tip at the end of the axis where the interval or the estimate goes on beyond it.
  private func drawArrows(_ row: Row, at y: Double, on canvas: inout Canvas) {
    let values = [row.low, row.high, row.estimate].compactMap { $0 }
    let color = ForestFigure.style(of: row.kind).color
    let (start, end) = axis.scale.range
    if values.contains(where: { $0 < axis.scale.domain.lowerBound }) {
      canvas.area(
        [(start - 7, y), (start + 2, y - 5), (start + 2, y + 5)], fill: color, opacity: 1)
    }
    if values.contains(where: { $0 > axis.scale.domain.upperBound }) {
      canvas.area([(end + 7, y), (end - 2, y - 5), (end - 2, y + 5)], fill: color, opacity: 1)
    }
  }

  /// The figure in words: the headline first, then every other row.
  var description: String {
    func words(_ row: Row) -> String { "\(row.label) \(text(of: row))" }
    func list(_ kind: ForestRows.Kind, most: Int = 12) -> String {
      let all = rows.filter { $0.kind == kind && !$0.isHeadline }
      let more = all.count > most ? ["\(all.count - most) more in \(figure.name).csv"] : []
      return (all.prefix(most).map(words) + more).joined(separator: "; ")
    }
    var parts = rows.filter(\.isHeadline).map { "\(words($0)): the row that speaks first." }
    parts += rows.filter { $0.kind == .note }.map(\.label)
    let headings: [(ForestRows.Kind, String)] = [
      (.contrast, "Differences between groups"), (.study, "Studies"), (.subgroup, "Groups"),
      (.pooled, "Other ways of pooling"), (.prediction, "Predicted"),
      (.uncontrolled, "Uncontrolled, not pooled"),
    ]
    for (kind, heading) in headings {
      let text = list(kind)
      if !text.isEmpty { parts.append("\(heading): \(text).") }
    }
    let measured = "\(measure), \(comparison), with \(percent) intervals."
    let key =
      "Squares are studies, their areas the weights; diamonds are means; an arrow is an interval "
      + "that goes on beyond the axis."
    return ([measured] + parts + [key]).joined(separator: " ")
  }
}
