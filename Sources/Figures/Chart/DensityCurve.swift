/// A density read from the rows of a figure.
struct DensityCurve {
  /// The panel in which it is drawn.
  let panel: String
  let name: String
  let points: [(x: Double, density: Double)]

  var peak: Double { points.map(\.density).max() ?? 0 }

  /// The x at which it is above a share of its peak.
  func visible(above share: Double) -> [Double] {
    let least = share * peak
    return points.filter { $0.density > least }.map(\.x)
  }
}

extension Figure {
  /// Runs of rows that agree in the panel and in the name of the curve.
  func curves(of name: String, within panel: String, x: String) -> [DensityCurve] {
    rows.chunked { $0.text(panel) == $1.text(panel) && $0.text(name) == $1.text(name) }.map { run in
      DensityCurve(
        panel: run[0].text(panel), name: run[0].text(name),
        points: run.map { ($0.value(x), $0.value("density")) })
    }
  }
}

extension Array {
  /// Runs of neighbours that belong together; none is empty.
  func chunked(by together: (Element, Element) -> Bool) -> [[Element]] {
    reduce(into: []) { runs, element in
      if let last = runs.last?.last, together(last, element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
  }
}
