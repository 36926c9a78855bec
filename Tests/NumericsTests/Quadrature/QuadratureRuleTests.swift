import Glibc
import Numerics
import Testing

@Suite struct QuadratureRuleTests {
  static let counts = [1, 2, 3, 5, 8, 15, 21, 40, 64]

  @Test(arguments: counts) func legendreIsExactForPolynomials(count: Int) {
    let rule = QuadratureRule.gaussLegendre(count: count)
    for degree in 0..<(2 * count) {
      let sum = rule.sum { pow($0, Double(degree)) }
      let exact = degree % 2 == 0 ? 2 / Double(degree + 1) : 0
      #expect(abs(sum - exact) < 2e-14)
    }
    // One degree further the rule must fail: otherwise the test would pass for any longer rule.
    let beyond = rule.sum { pow($0, Double(2 * count)) }
    if count <= 15 { #expect(abs(beyond - 2 / Double(2 * count + 1)) > 1e-10) }
  }

  @Test(arguments: counts) func normalRuleGivesTheMoments(count: Int) {
    let rule = QuadratureRule.standardNormal(count: count)
    var moment = 1.0  // (degree - 1)!!
    for degree in stride(from: 0, to: 2 * count, by: 2) {
      if degree > 0 { moment *= Double(degree - 1) }
      let sum = rule.sum { pow($0, Double(degree)) }
      #expect(abs(sum / moment - 1) < 1e-12)
    }
  }

  @Test(arguments: counts) func hermiteIsTheNormalRuleRescaled(count: Int) {
    let rule = QuadratureRule.gaussHermite(count: count)
    #expect(abs(rule.sum { _ in 1 } - Double.pi.squareRoot()) < 1e-14)
    if count > 1 { #expect(abs(rule.sum { $0 * $0 } - Double.pi.squareRoot() / 2) < 1e-14) }
  }

  @Test func knownNodesAndWeights() {
    // Abramowitz and Stegun (1964), tables 25.4 and 25.10.
    let legendre = QuadratureRule.gaussLegendre(count: 5)
    #expect(abs(legendre.nodes[4] - 0.906_179_845_938_664) < 1e-15)
    #expect(abs(legendre.weights[4] - 0.236_926_885_056_189) < 1e-15)
    let hermite = QuadratureRule.gaussHermite(count: 20)
    #expect(abs(hermite.nodes[19] - 5.387_480_890_011_2) < 1e-13)
    #expect(abs(hermite.weights[19] / 2.229_393_645_534e-13 - 1) < 1e-12)
  }

  @Test(arguments: counts + [100, 200, 300]) func rulesAreSymmetricToTheLastBit(count: Int) {
    for rule in [
      QuadratureRule.gaussLegendre(count: count), .standardNormal(count: count),
      .gaussHermite(count: count), .gaussJacobi(count: count, alpha: 0.3, beta: 0.3),
    ] {
      for (index, mirror) in zip(0..<count, (0..<count).reversed()) {
        #expect(rule.nodes[index] == -rule.nodes[mirror])
        #expect(rule.weights[index] == rule.weights[mirror])
        #expect(rule.weights[index] > 0)
        if index > 0 { #expect(rule.nodes[index] > rule.nodes[index - 1]) }
      }
    }
  }

  @Test func longNormalRules() {
    for count in [100, 200, 300] {
      let rule = QuadratureRule.standardNormal(count: count)
      #expect(abs(rule.sum { _ in 1 } - 1) < 1e-13)
      #expect(abs(rule.sum { exp($0) } - exp(0.5)) < 1e-12)
      #expect(abs(rule.sum { cos(3 * $0) } - exp(-4.5)) < 1e-12)
    }
  }

  @Test(arguments: [(-0.5, -0.5), (0, 0), (1.5, -0.3), (-0.9, 2), (0.5, -0.5), (-0.4, -0.6)])
  func jacobiIntegratesBetaFunctions(alpha: Double, beta: Double) {
    let rule = QuadratureRule.gaussJacobi(count: 12, alpha: alpha, beta: beta)
    // integral of (1 - x)^(alpha + k) (1 + x)^beta = 2^(alpha + beta + k + 1) B(alpha + k + 1, beta + 1)
    for k in 0..<24 {
      let p = alpha + Double(k) + 1
      let logBeta = lgamma(p) + lgamma(beta + 1) - lgamma(p + beta + 1)
      let exact = exp((p + beta) * log(2) + logBeta)
      #expect(abs(rule.sum { pow(1 - $0, Double(k)) } / exact - 1) < 1e-12)
    }
  }

  @Test func intervalIsMapped() {
    let rule = QuadratureRule.gaussLegendre(count: 20, over: 1...3)
    #expect(abs(rule.sum { 1 / $0 } - log(3)) < 1e-14)
  }
}
