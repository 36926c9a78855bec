import Glibc
import TestSupport
import Testing

@testable import Numerics

@Suite("Continuous distributions")
struct ContinuousDistributionTests {
  /// Distributions with random parameters, small degrees of freedom among them.
  static func sample(seed: UInt64, count: Int) -> [any ContinuousDistribution] {
    var generator = SplitMix(state: seed)
    return (0..<count).flatMap { _ -> [any ContinuousDistribution] in
      let a = generator.logUniform(0.2, 3000)
      let b = generator.logUniform(0.2, 3000)
      return [
        NormalDistribution(mean: a - b, standardDeviation: b),
        StudentTDistribution(degreesOfFreedom: a),
        ChiSquaredDistribution(degreesOfFreedom: a),
        FDistribution(numeratorDegreesOfFreedom: a, denominatorDegreesOfFreedom: b),
        GammaDistribution(shape: a, rate: b),
        BetaDistribution(shape1: a, shape2: b),
      ]
    }
  }

  /// The same for those computed by sums and quadrature.
  static func numerical(seed: UInt64, count: Int) -> [any ContinuousDistribution] {
    var generator = SplitMix(state: seed)
    return (0..<count).flatMap { index -> [any ContinuousDistribution] in
      let a = generator.logUniform(0.6, 300)
      let b = generator.logUniform(0.6, 300)
      let noncentrality = generator.uniform(0, 12)
      return [
        NoncentralTDistribution(degreesOfFreedom: a, noncentrality: noncentrality - 6),
        NoncentralChiSquaredDistribution(degreesOfFreedom: a, noncentrality: noncentrality),
        NoncentralFDistribution(
          numeratorDegreesOfFreedom: a, denominatorDegreesOfFreedom: b,
          noncentrality: noncentrality),
        StudentizedRangeDistribution(groups: 2 + 3 * (index % 3), degreesOfFreedom: 2 * b),
      ]
    }
  }

  static let probabilities = [1e-200, 1e-30, 1e-6, 0.02, 0.31, 0.5, 0.77, 0.999]

  @Test("The cumulative probability of a quantile is the probability, in both tails")
  func quantileRoundTrip() {
    for distribution in Self.sample(seed: 1, count: 100) {
      for tail in [Tail.lower, .upper] {
        for probability in Self.probabilities {
          expectRoundTrip(distribution, probability, tail, 1e-13)
        }
      }
    }
    for distribution in Self.numerical(seed: 2, count: 2) {
      for tail in [Tail.lower, .upper] {
        for probability in [1e-30, 0.02, 0.77] {
          expectRoundTrip(distribution, probability, tail, 1e-10)
        }
      }
    }
  }

  /// The quantile is a double next to the exact one: rounding it moves the probability by its
  /// condition number |x f(x) / P| times 2^-53; the rounding of (x - mean) / sd, on the way and
  /// back, adds that of the mean.
  /// A quantile beyond the doubles, or one that rounds to the end of its support, is not checked.
  private func expectRoundTrip(
    _ distribution: any ContinuousDistribution, _ probability: Double, _ tail: Tail,
    _ tolerance: Double
  ) {
    let x = distribution.quantile(probability, tail: tail)
    guard x.isFinite, abs(x) > 1e-290, distribution.density(x) > 0 else { return }
    let found = distribution.cumulative(x, tail: tail)
    let mean = (distribution as? NormalDistribution).map { abs($0.mean) } ?? 0
    let condition = (abs(x) + mean) * distribution.density(x) / probability
    let bound = tolerance + condition * 0x1p-51
    #expect(
      abs(found - probability) <= bound * probability,
      "\(distribution) quantile \(probability) \(tail): \(x), back \(found)")
    let logX = distribution.quantile(logProbability: log(probability), tail: tail)
    // log p is rounded: p moves by 2^-53 |log p|.
    let logBound = tolerance + (2 - log(probability)) * 0x1p-52 / max(condition, 1e-300)
    #expect(abs(logX - x) <= logBound * abs(x) || abs(logX - x) < 1e-15)
  }

  @Test("The tails add up to one, and the logarithms are the logarithms")
  func tailsAndLogarithms() {
    let all = Self.sample(seed: 3, count: 60) + Self.numerical(seed: 4, count: 2)
    for distribution in all {
      for probability in [1e-9, 0.03, 0.4, 0.8, 0.9999] {
        let x = distribution.quantile(probability)
        let lower = distribution.cumulative(x)
        let upper = distribution.cumulative(x, tail: .upper)
        #expect(abs(lower + upper - 1) < 4e-14, "\(distribution) at \(x)")
        let logError = abs(distribution.logCumulative(x) - log(lower))
        #expect(logError <= 4e-14 * (1 + abs(log(lower))), "\(distribution) at \(x)")
        let density = distribution.density(x)
        guard density.isFinite else { continue }  // the quantile rounds to an end with a pole
        let logDensity = distribution.logDensity(x)
        #expect(abs(exp(logDensity) / density - 1) < 1e-12 + abs(logDensity) * 4e-16)
      }
    }
  }

  @Test("The density is the derivative of the cumulative probability")
  func densityIsDerivative() {
    let all = Self.sample(seed: 5, count: 60) + Self.numerical(seed: 6, count: 2)
    for distribution in all {
      for probability in [0.01, 0.2, 0.6, 0.97] {
        let x = distribution.quantile(probability)
        // The five-point rule on a step where the probability changes by about 1 in 200.
        let share = min(probability, 1 - probability) / 200
        let step = min(share / distribution.density(x), abs(x) / 100)
        guard step > 0 else { continue }
        func at(_ k: Double) -> Double { distribution.cumulative(x + k * step) }
        let slope = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
        // The rounding of the probabilities, and that of x + k step.
        let noise = (4e-15 / distribution.density(x) + abs(x) * 0x1p-52) / step
        #expect(
          abs(slope / distribution.density(x) - 1) < 2e-7 + noise, "\(distribution) at \(x)")
      }
    }
  }

  @Test("Outside the support the density is zero and the cumulative probability certain")
  func outsideTheSupport() {
    let positive: [any ContinuousDistribution] = [
      ChiSquaredDistribution(degreesOfFreedom: 3), GammaDistribution(shape: 2, rate: 3),
      FDistribution(numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 5),
      BetaDistribution(shape1: 2, shape2: 3),
      NoncentralChiSquaredDistribution(degreesOfFreedom: 3, noncentrality: 1),
      NoncentralFDistribution(
        numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 5, noncentrality: 1),
      StudentizedRangeDistribution(groups: 3, degreesOfFreedom: 5),
    ]
    for distribution in positive {
      for x in [-1.0, -Double.infinity, 0.0] {
        #expect(distribution.density(x) == 0 && distribution.logDensity(x) == -.infinity)
        #expect(distribution.cumulative(x) == 0 && distribution.cumulative(x, tail: .upper) == 1)
        #expect(distribution.logCumulative(x) == -.infinity)
        #expect(distribution.logCumulative(x, tail: .upper) == 0)
      }
      #expect(distribution.cumulative(.infinity) == 1)
      #expect(distribution.cumulative(.infinity, tail: .upper) == 0)
      #expect(distribution.density(.infinity) == 0)
      #expect(distribution.quantile(0) == 0)
      #expect(distribution.quantile(1, tail: .upper) == 0)
      #expect(distribution.quantile(0, tail: .upper) == distribution.quantile(1))
      #expect(distribution.quantile(1) >= 1)
    }
    let real: [any ContinuousDistribution] = [
      NormalDistribution.standard, StudentTDistribution(degreesOfFreedom: 3),
      StudentTDistribution(degreesOfFreedom: .infinity),
      NoncentralTDistribution(degreesOfFreedom: 3, noncentrality: 1),
    ]
    for distribution in real {
      #expect(distribution.cumulative(-.infinity) == 0 && distribution.cumulative(.infinity) == 1)
      #expect(distribution.density(.infinity) == 0 && distribution.density(-.infinity) == 0)
      #expect(distribution.quantile(0) == -.infinity && distribution.quantile(1) == .infinity)
      #expect(distribution.quantile(0, tail: .upper) == .infinity)
    }
  }
}
