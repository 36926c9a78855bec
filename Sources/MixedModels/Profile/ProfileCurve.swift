/// The signed root of the deviance difference, zeta, as a function of a parameter, and back:
/// cubic Hermite interpolation between solved points, whose slopes are exact.
struct ProfileCurve: Sendable {
  struct Node: Sendable {
    /// The parameter on the scale on which it was profiled.
    let value: Double
    let zeta: Double
    /// d zeta / d value.
    let slope: Double
  }

  /// Ascending in value.
  private(set) var nodes: [Node]

  init(_ nodes: [Node]) {
    self.nodes = nodes.sorted { $0.value < $1.value }
  }

  mutating func insert(_ node: Node) {
    let position = nodes.firstIndex { $0.value > node.value } ?? nodes.count
    nodes.insert(node, at: position)
  }

  /// zeta at a value; nil outside the nodes.
  func zeta(at value: Double) -> Double? {
    Self.interpolate(nodes.map { ($0.value, $0.zeta, $0.slope) }, at: value)
  }

  /// The value at a zeta; nil outside the nodes.
  func value(atZeta zeta: Double) -> Double? {
    Self.interpolate(nodes.map { ($0.zeta, $0.value, $0.slope > 0 ? 1 / $0.slope : nil) }, at: zeta)
  }

  /// The cubic through two points with their slopes, or the straight line where one has none.
  static func hermite(
    _ a: (x: Double, y: Double, slope: Double?), _ b: (x: Double, y: Double, slope: Double?),
    at x: Double
  ) -> Double {
    let width = b.x - a.x
    guard width != 0 else { return a.y }
    let t = (x - a.x) / width
    guard let slopeA = a.slope, let slopeB = b.slope else { return a.y + t * (b.y - a.y) }
    let s = 1 - t
    return s * s * (1 + 2 * t) * a.y + t * t * (1 + 2 * s) * b.y
      + width * s * t * (s * slopeA - t * slopeB)
  }

  private static func interpolate(
    _ points: [(x: Double, y: Double, slope: Double?)], at x: Double
  ) -> Double? {
    guard let first = points.first, let last = points.last, x >= first.x, x <= last.x else {
      return nil
    }
    guard let upper = points.firstIndex(where: { $0.x >= x }), upper > 0 else { return first.y }
    return hermite(points[upper - 1], points[upper], at: x)
  }
}
