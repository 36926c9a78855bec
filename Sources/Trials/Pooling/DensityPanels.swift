import Glibc
import Numerics

/// A density on the line known up to a factor, by panels of 16 Gauss-Legendre nodes.
///
/// Panels are halved until the halves repeat the whole. The peak is located first on the logarithm,
/// which is visible from afar, and panels shrink towards it: a peak far from the middle, or
/// narrower than the panels it lies in, is not missed.
struct DensityPanels: Sendable, Equatable {
  struct Panel: Sendable, Equatable {
    let lower: Double
    let upper: Double
    /// Share of the whole.
    let mass: Double
  }

  struct Node: Sendable, Equatable {
    let place: Double
    /// Share of the whole.
    let weight: Double
  }

  let panels: [Panel]
  let nodes: [Node]
  /// The logarithm of the integral of exp(log density).
  let logIntegral: Double

  private static let rule = QuadratureRule.gaussLegendre(count: 16)

  /// - Parameters:
  ///   - edges: where the first panels begin and end, ascending.
  ///   - logDensity: finite or minus infinity.
  init(edges: [Double], _ logDensity: (Double) -> Double) {
    let peak = Self.peak(edges, logDensity)
    let steps = (0...10).map { 0.002 * scalbn(1, $0) }
    let near = (steps.map { peak.place - $0 } + [peak.place] + steps.map { peak.place + $0 })
      .filter { $0 > edges[0] && $0 < edges[edges.count - 1] }
    let starts = (edges + near).sorted()
    func masses(_ lower: Double, _ upper: Double) -> [Node] {
      Self.points(lower, upper).map {
        Node(place: $0.place, weight: $0.weight * exp(logDensity($0.place) - peak.height))
      }
    }
    func sum(_ nodes: [Node]) -> Double { nodes.reduce(0) { $0 + $1.weight } }
    var accepted: [(panel: Panel, nodes: [Node])] = []
    var pending = zip(starts, starts.dropFirst()).reversed().map { ($0, $1) }
    while let (lower, upper) = pending.popLast() {
      let middle = 0.5 * (lower + upper)
      let (left, right) = (masses(lower, middle), masses(middle, upper))
      let gap = sum(masses(lower, upper)) - sum(left) - sum(right)
      if abs(gap) <= 1e-15 || upper - lower < 1e-6 {
        accepted.append((Panel(lower: lower, upper: middle, mass: sum(left)), left))
        accepted.append((Panel(lower: middle, upper: upper, mass: sum(right)), right))
      } else {
        pending.append((middle, upper))
        pending.append((lower, middle))
      }
    }
    let total = accepted.reduce(0) { $0 + $1.panel.mass }
    logIntegral = peak.height + log(total)
    panels = accepted.map {
      Panel(lower: $0.panel.lower, upper: $0.panel.upper, mass: $0.panel.mass / total)
    }
    nodes = accepted.flatMap(\.nodes).filter { $0.weight > 1e-20 * total }
      .map { Node(place: $0.place, weight: $0.weight / total) }
  }

  /// The nodes of one panel with the weights of its length.
  static func points(_ lower: Double, _ upper: Double) -> [(place: Double, weight: Double)] {
    let (half, middle) = (0.5 * (upper - lower), 0.5 * (lower + upper))
    return zip(rule.nodes, rule.weights).map { (place: middle + half * $0, weight: half * $1) }
  }

  /// The highest point of a scan, refined between its neighbours.
  private static func peak(
    _ edges: [Double], _ logDensity: (Double) -> Double
  ) -> (place: Double, height: Double) {
    let places = zip(edges, edges.dropFirst()).flatMap { pair in
      points(pair.0, pair.1).map(\.place)
    }
    let heights = places.map(logDensity)
    let best = heights.indices.reduce(0) { heights[$1] > heights[$0] ? $1 : $0 }
    let (lower, upper) = (max(best - 1, 0), min(best + 1, places.count - 1))
    let refined = try? Brent.minimum(
      in: places[lower]...places[upper], relativeTolerance: 1e-6, absoluteTolerance: 1e-5
    ) { -logDensity($0) }
    guard let refined, -refined.value > heights[best] else { return (places[best], heights[best]) }
    return (refined.argument, -refined.value)
  }
}
