import Glibc
import Numerics

/// The posterior of (mu, tau) along one value of tau: log posterior at eight values of mu, the
/// nodes of a Gauss-Hermite rule about where mu lies given tau.
struct PopulationRow: Sendable {
  let tau: Double
  /// Where the nodes are centred, and their unit.
  let centre: Double
  let scale: Double
  /// log of priors and integrated likelihoods at the nodes.
  var logPosterior = Lanes()

  static let rule: (nodes: Lanes, weights: Lanes) = {
    let rule = QuadratureRule.standardNormal(count: 8)
    var (nodes, weights) = (Lanes(), Lanes())
    for lane in 0..<8 { (nodes[lane], weights[lane]) = (rule.nodes[lane], rule.weights[lane]) }
    return (nodes, weights)
  }()

  var mu: Lanes { centre + scale * PopulationRow.rule.nodes }

  /// The parabola a + c1 x + c2 (x^2 - 1) in x = (mu - centre) / scale that is nearest to the log
  /// posterior under the weights of the rule: its projection on Hermite polynomials.
  private var parabola: (constant: Double, slope: Double, bend: Double) {
    let (x, w) = PopulationRow.rule
    let values = w * logPosterior
    return (values.sum(), (values * x).sum(), 0.5 * (values * (x * x - 1)).sum())
  }

  /// Where the parabola has its top, its standard deviation, and the log of its integral.
  var laplace: (centre: Double, scale: Double, logIntegral: Double) {
    let (constant, slope, given) = parabola
    let bend = min(given, -0.125)
    let top = min(30, max(-30, -slope / (2 * bend)))
    let height = constant - bend + top * (slope + bend * top)
    let spread = scale / (-2 * bend).squareRoot()
    return (centre + scale * top, spread, height + log(spread) + 0.9189385332046727)
  }

  /// log of weight times posterior at the nodes, such that the sum of their exponentials is the
  /// integral over mu.
  var logMasses: Lanes {
    let (x, w) = PopulationRow.rule
    var logs = logPosterior + 0.5 * x * x
    for lane in 0..<8 { logs[lane] += log(w[lane]) }
    return logs + (log(scale) + 0.9189385332046727)
  }

  /// log p(mu | tau) + constant, anywhere: the parabola plus the polynomial through what the nodes
  /// add to it, which stays as it is beyond the outermost nodes.
  func logPosterior(at values: [Double]) -> [Double] {
    let (constant, slope, bend) = parabola
    let nodes = (0..<8).map { PopulationRow.rule.nodes[$0] }
    let rest = (0..<8).map { lane -> Double in
      let x = nodes[lane]
      return logPosterior[lane] - constant - slope * x - bend * (x * x - 1)
    }
    return values.map { value in
      let x = (value - centre) / scale
      let inside = min(nodes[7], max(nodes[0], x))
      var added = 0.0
      for i in 0..<8 {
        var term = rest[i]
        for j in 0..<8 where j != i { term *= (inside - nodes[j]) / (nodes[i] - nodes[j]) }
        added += term
      }
      return constant + slope * x + bend * (x * x - 1) + added
    }
  }
}
