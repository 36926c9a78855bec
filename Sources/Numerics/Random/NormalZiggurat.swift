import Glibc

/// The layers of the normal ziggurat: 256 strips of equal area v under exp(-x^2 / 2).
///
/// Source: Marsaglia and Tsang (2000), "The ziggurat method for generating random variables".
/// Layer 0 is the base strip, of width v / f(r), that holds the tail beyond r.
struct NormalZiggurat: Sendable {
  static let shared = NormalZiggurat()
  static let layers = 256
  /// Where the tail begins: the r for which 256 strips close at the top.
  static let tailStart = 3.654_152_885_361_009

  /// Right edges of the layers, from the widest to 0.
  let edges: [Double]
  /// exp(-x^2 / 2) at the edges.
  let heights: [Double]

  private init() {
    let start = Self.tailStart
    let density = { (x: Double) in exp(-0.5 * x * x) }
    let area = start * density(start) + (Double.pi / 2).squareRoot() * erfc(start / 2.squareRoot())
    var edges = [area / density(start), start]
    for layer in 1..<(Self.layers - 1) {
      edges.append((-2 * log(area / edges[layer] + density(edges[layer]))).squareRoot())
    }
    edges.append(0)
    self.edges = edges
    heights = edges.map(density)
  }
}
