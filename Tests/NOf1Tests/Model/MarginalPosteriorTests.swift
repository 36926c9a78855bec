import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct MarginalPosteriorTests {
  private func posterior(
    over range: ClosedRange<Double>, points: Int = 401, _ logDensity: (Double) -> Double
  ) -> MarginalPosterior {
    let width = range.upperBound - range.lowerBound
    let grid = (0..<points).map { range.lowerBound + width * Double($0) / Double(points - 1) }
    return MarginalPosterior(grid: grid, logDensity: grid.map(logDensity))
  }

  @Test(arguments: [(0.0, 1.0), (-0.6, 0.31), (1e6, 20.0)])
  func agreesWithTheNormalDistribution(_ mean: Double, _ sd: Double) {
    let normal = NormalDistribution(mean: mean, standardDeviation: sd)
    let range = (mean - 8 * sd)...(mean + 8 * sd)
    let marginal = posterior(over: range) { normal.logDensity($0) + 17 }
    #expect(abs(marginal.mean - mean) < 1e-9 * max(sd, abs(mean)))
    #expect(abs(marginal.standardDeviation / sd - 1) < 1e-8)
    #expect(abs(marginal.logNormalisation - 17) < 1e-8)
    for p in [0.001, 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975, 0.999] {
      #expect(abs(normal.cumulative(marginal.quantile(p)) - p) < 1e-8)
    }
    for step in -30...30 {
      let value = mean + sd * Double(step) / 9.7
      #expect(abs(marginal.probability(atMost: value) - normal.cumulative(value)) < 1e-8)
      #expect(
        abs(marginal.probability(above: value) - normal.cumulative(value, tail: .upper)) < 1e-8)
    }
  }

  /// exp(-exp(x)) e^(k x): the logarithm of a gamma variable, skewed as log rates are.
  @Test func agreesWithASkewedDensity() {
    let gamma = GammaDistribution(shape: 2.5, rate: 1)
    let marginal = posterior(over: -9...4) { 2.5 * $0 - exp($0) }
    for p in [0.01, 0.2, 0.5, 0.8, 0.99] {
      #expect(abs(gamma.cumulative(exp(marginal.quantile(p))) - p) < 1e-7)
    }
    // Digamma(2.5) = 0.7031566406452432, trigamma(2.5) = 0.4903577561002348.
    #expect(abs(marginal.mean - 0.7031566406452432) < 1e-7)
    #expect(abs(marginal.standardDeviation - 0.4903577561002348.squareRoot()) < 1e-7)
  }

  @Test func quantileAndProbabilityAreInverse() {
    let marginal = posterior(over: -3...9, points: 201) { -0.5 * $0 * $0 + 0.8 * sin($0) }
    for p in stride(from: 0.001, to: 1, by: 0.0317) {
      #expect(abs(marginal.probability(atMost: marginal.quantile(p)) - p) < 1e-9)
    }
    #expect(marginal.probability(atMost: -100) == 0)
    #expect(marginal.probability(atMost: 100) == 1)
    #expect(marginal.probability(above: 100) == 0)
  }

  /// Log densities far from zero, as log likelihoods are.
  @Test func theConstantOfTheLogDensityDoesNotMatter() {
    let near = posterior(over: -5...5) { -0.5 * $0 * $0 }
    let far = posterior(over: -5...5) { -0.5 * $0 * $0 - 4e5 }
    #expect(abs(near.quantile(0.1) - far.quantile(0.1)) < 1e-9)
    #expect(abs(far.logNormalisation - near.logNormalisation + 4e5) < 1e-8)
  }
}
