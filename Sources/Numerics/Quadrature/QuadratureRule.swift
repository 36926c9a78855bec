import Glibc

/// The nodes and weights of a quadrature rule: integral of w(x) f(x) ~ sum of weight * f(node).
///
/// Gauss rules with n nodes are exact for polynomials of degree up to 2n - 1. Nodes ascend; rules
/// of symmetric weight functions are symmetric to the last bit.
///
///     let rule = QuadratureRule.standardNormal(count: 21)
///     let expectation = rule.sum { exp($0) }  // exp(1 / 2)
public struct QuadratureRule: Sendable, Equatable {
  public let nodes: [Double]
  public let weights: [Double]

  /// The sum of weight * f(node), in the order of the nodes.
  public func sum<Failure: Error>(_ f: (Double) throws(Failure) -> Double) throws(Failure)
    -> Double
  {
    var total = 0.0
    for (node, weight) in zip(nodes, weights) { total += weight * (try f(node)) }
    return total
  }

  /// The rule for integrals over [-1, 1] with weight function 1.
  /// - Precondition: `count` is positive, as for every rule here.
  public static func gaussLegendre(count: Int) -> QuadratureRule {
    gauss(count: count, totalWeight: 2, isSymmetric: true) { k in
      (0, k / (4 * k * k - 1).squareRoot())
    }
  }

  /// The rule for integrals over an interval with weight function 1.
  public static func gaussLegendre(count: Int, over interval: ClosedRange<Double>)
    -> QuadratureRule
  {
    gaussLegendre(count: count).moved(to: interval)
  }

  /// A rule for integrals over [-1, 1] with weight function 1, moved to another interval.
  package func moved(to interval: ClosedRange<Double>) -> QuadratureRule {
    let half = 0.5 * (interval.upperBound - interval.lowerBound)
    let middle = interval.lowerBound + half
    return QuadratureRule(
      nodes: nodes.map { middle + half * $0 }, weights: weights.map { half * $0 })
  }

  /// The rule for integrals over the line with weight function exp(-x^2).
  public static func gaussHermite(count: Int) -> QuadratureRule {
    let rule = standardNormal(count: count)
    let scale = Double.pi.squareRoot()
    return QuadratureRule(
      nodes: rule.nodes.map { $0 / 2.squareRoot() }, weights: rule.weights.map { $0 * scale })
  }

  /// The rule for expectations under the standard normal distribution; the weights sum to 1.
  /// - Precondition: `count` is at most 300, beyond which the outermost weights underflow.
  public static func standardNormal(count: Int) -> QuadratureRule {
    precondition(count <= 300, "a Gauss-Hermite rule has at most 300 nodes")
    return gauss(count: count, totalWeight: 1, isSymmetric: true) { k in (0, k.squareRoot()) }
  }

  /// The rule for integrals over [-1, 1] with weight function (1 - x)^alpha (1 + x)^beta.
  /// - Precondition: `alpha` and `beta` are above -1.
  public static func gaussJacobi(count: Int, alpha: Double, beta: Double) -> QuadratureRule {
    precondition(alpha > -1 && beta > -1, "the exponents of a Jacobi weight must be above -1")
    let sum = alpha + beta
    let logTotal =
      (sum + 1) * log(2) + logGamma(alpha + 1) + logGamma(beta + 1) - logGamma(sum + 2)
    let isSymmetric = alpha == beta
    return gauss(count: count, totalWeight: exp(logTotal), isSymmetric: isSymmetric) { k in
      // Row k - 1 of the Jacobi matrix: its diagonal entry, and the entry that links it to row k.
      let shift = 2 * (k - 1) + sum
      let diagonal =
        k == 1 ? (beta - alpha) / (sum + 2) : (beta * beta - alpha * alpha) / (shift * (shift + 2))
      let twice = 2 * k + sum
      // The common factor k + sum of numerator and denominator cancels at k = 1.
      let numerator =
        k == 1
        ? 4 * (1 + alpha) * (1 + beta) / (sum + 3)
        : 4 * k * (k + alpha) * (k + beta) * (k + sum) / ((twice - 1) * (twice + 1))
      return (diagonal, numerator.squareRoot() / twice)
    }
  }

  private static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}
