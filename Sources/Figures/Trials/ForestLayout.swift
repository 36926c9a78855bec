/// Where the rows and headings of a forest plot stand.
struct ForestLayout {
  let top = 92.0
  /// Rows that are drawn, with the height of their middle.
  private(set) var places: [(row: ForestFigure.Row, y: Double)] = []
  private(set) var headings: [(text: String, y: Double)] = []
  /// Where the axis stands.
  private(set) var bottom = 0.0

  private let rowHeight: Double

  init(_ rows: [ForestFigure.Row]) {
    let drawn = rows.filter { $0.kind != .line && $0.kind != .note }
    rowHeight = drawn.count > 60 ? 19 : 25
    let groups = Set(drawn.filter { $0.kind == .subgroup }.map(\.group))
    var y = top + 6
    var heading = ""
    for row in drawn {
      let own = ForestLayout.heading(of: row, hasSubgroups: !groups.isEmpty)
      if own != heading && !own.isEmpty {
        headings.append((own, y + 14))
        y += 28
      }
      heading = own
      let lines = ForestLayout.label(of: row).count
      let height = rowHeight + Double(lines - 1) * 14
      places.append((row, y + height / 2))
      y += height
    }
    bottom = y + 6
  }

  private static func heading(of row: ForestFigure.Row, hasSubgroups: Bool) -> String {
    switch row.kind {
    case .contrast: "difference between groups"
    case .study, .subgroup: hasSubgroups ? row.group : ""
    case .pooled: "all studies"
    case .prediction: "a new study's effect"
    case .uncontrolled: "uncontrolled, not pooled"
    case .line, .note: ""
    }
  }

  /// The label in one line or two.
  static func label(of row: ForestFigure.Row) -> [String] {
    let lines = Legend.wrapped(row.label, to: 174, lines: 2)
    return lines.isEmpty ? [""] : lines
  }

  /// Half the width of a study's square, whose area is its weight.
  func radius(weight: Double?, greatest: Double) -> Double {
    guard let weight, greatest > 0 else { return 4.5 }
    let largest = rowHeight > 20 ? 10.0 : 8.0
    return max(2, largest * (weight / greatest).squareRoot())
  }
}

extension Legend {
  /// The text in lines of at most that width (at 13 px), broken between words; what does not fit
  /// ends in an ellipsis.
  static func wrapped(_ text: String, to width: Double, lines most: Int) -> [String] {
    var lines: [String] = []
    var rest = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    while !rest.isEmpty {
      if lines.count == most - 1 {
        lines.append(shortened(rest.joined(separator: " "), to: width))
        break
      }
      var line = rest.removeFirst()
      while let next = rest.first, self.width("\(line) \(next)") <= width {
        line += " \(next)"
        rest.removeFirst()
      }
      lines.append(shortened(line, to: width))
    }
    return lines
  }
}
