/// Colour, marker and dash of the k-th series: never colour alone.
///
/// *Reference*: Okabe M, Ito K (2008), "Color Universal Design".
struct Style {
  /// Raw values are the names of the shapes in Vega-Lite.
  enum Marker: String, CaseIterable {
    case circle, triangle = "triangle-up", square, diamond, cross, triangleDown = "triangle-down"
  }

  static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
  ]
  private static let dashes: [String?] = [nil, "7 4", "2 3", "10 3 2 3"]

  let color: String
  let marker: Marker
  let dash: String?

  init(_ index: Int) {
    color = Style.colors[index % Style.colors.count]
    marker = Marker.allCases[index % Marker.allCases.count]
    dash = Style.dashes[index % Style.dashes.count]
  }
}

extension Canvas {
  /// A marker about `2 radius` wide.
  mutating func marker(
    _ marker: Style.Marker, x: Double, y: Double, radius r: Double = 4.5, color: String
  ) {
    let outline: [(x: Double, y: Double)]
    switch marker {
    case .circle:
      outline = (0..<16).map { step in
        let (cosine, sine) = Canvas.circle[step]
        return (x + r * cosine, y + r * sine)
      }
    case .triangle: outline = [(x, y - 1.15 * r), (x + r, y + 0.8 * r), (x - r, y + 0.8 * r)]
    case .triangleDown: outline = [(x, y + 1.15 * r), (x + r, y - 0.8 * r), (x - r, y - 0.8 * r)]
    case .square:
      outline = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map {
        (x + 0.85 * r * $0.0, y + 0.85 * r * $0.1)
      }
    case .diamond: outline = [(x, y - 1.25 * r), (x + r, y), (x, y + 1.25 * r), (x - r, y)]
    case .cross:
      let a = 0.35 * r
      outline = [
        (-a, -r), (a, -r), (a, -a), (r, -a), (r, a), (a, a), (a, r), (-a, r), (-a, a), (-r, a),
        (-r, -a), (-a, -a),
      ].map { (x + $0.0, y + $0.1) }
    }
    area(outline, fill: color, opacity: 1)
  }

  /// 16 points of the unit circle.
  private static let circle: [(Double, Double)] = {
    let eighth = [(1.0, 0.0), (0.9239, 0.3827), (0.7071, 0.7071), (0.3827, 0.9239)]
    return [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)].flatMap { axis in
      eighth.map { ($0.0 * axis.0 - $0.1 * axis.1, $0.0 * axis.1 + $0.1 * axis.0) }
    }
  }()
}
