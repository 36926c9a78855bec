import TestSupport
import Testing

@testable import Numerics

@Suite("Discrete distributions")
struct DiscreteDistributionTests {
  static func sample(seed: UInt64, count: Int) -> [any DiscreteDistribution] {
    var generator = SplitMix(state: seed)
    return (0..<count).flatMap { _ -> [any DiscreteDistribution] in
      let mean = generator.logUniform(0.01, 60)
      return [
        PoissonDistribution(mean: mean),
        BinomialDistribution(
          size: generator.uniform(1, 200).rounded(), probability: generator.uniform(0, 1)),
        NegativeBinomialDistribution(size: generator.logUniform(0.2, 1000), mean: mean),
      ]
    }
  }

  @Test("The cumulative probability is the sum of the masses, in both tails")
  func bruteForceSums() {
    for distribution in Self.sample(seed: 21, count: 20) {
      let last = min(distribution.largestValue, 3000)
      let masses = stride(from: 0, through: last, by: 1).map(distribution.density)
      var upper = Array(repeating: 0.0, count: masses.count + 1)
      for k in masses.indices.reversed() { upper[k] = upper[k + 1] + masses[k] }
      var lower = 0.0
      for k in masses.indices {
        lower += masses[k]
        let x = Double(k)
        #expect(
          abs(distribution.cumulative(x) - lower) <= 1e-13 * lower, "\(distribution) at \(k)")
        // The sum from above is cut at 3000: use it where nothing is lost.
        if upper[k + 1] > 1e-200, masses[masses.count - 1] < 1e-16 * upper[k + 1] {
          let tail = distribution.cumulative(x, tail: .upper)
          #expect(abs(tail - upper[k + 1]) <= 1e-12 * tail, "\(distribution) above \(k)")
        }
      }
    }
  }

  @Test("The quantile of a cumulative probability is the value, and just above it the next")
  func quantileRoundTrip() {
    for distribution in Self.sample(seed: 22, count: 40) {
      for k in stride(from: 0, through: min(distribution.largestValue, 150), by: 3) {
        let lower = distribution.cumulative(k)
        guard distribution.density(k) > 1e-14 * lower, lower < 1 else { continue }
        #expect(distribution.quantile(lower) == k, "\(distribution)")
        #expect(distribution.quantile(lower.nextUp) == k + 1, "\(distribution)")
        let upper = distribution.cumulative(k, tail: .upper)
        guard upper > 0, distribution.density(k) > 1e-14 * upper else { continue }
        #expect(distribution.quantile(upper, tail: .upper) == k, "\(distribution)")
      }
      #expect(distribution.quantile(0) == 0)
      #expect(distribution.quantile(1) == distribution.largestValue)
      #expect(distribution.quantile(0, tail: .upper) == distribution.largestValue)
      #expect(distribution.quantile(1, tail: .upper) == 0)
    }
  }

  @Test("The mean and variance are those of the masses")
  func moments() {
    for distribution in Self.sample(seed: 23, count: 20) {
      var mean = 0.0
      var square = 0.0
      for k in stride(from: 0, through: min(distribution.largestValue, 9000), by: 1) {
        let mass = distribution.density(k)
        mean += mass * k
        square += mass * (k - distribution.mean) * (k - distribution.mean)
      }
      #expect(abs(mean - distribution.mean) <= 1e-10 * distribution.mean, "\(distribution)")
      #expect(abs(square - distribution.variance) <= 1e-9 * distribution.variance)
    }
  }

  @Test("Degenerate parameters put all mass on one value")
  func degenerate() {
    let atZero: [any DiscreteDistribution] = [
      PoissonDistribution(mean: 0), NegativeBinomialDistribution(size: 2, mean: 0),
      BinomialDistribution(size: 5, probability: 0),
      BinomialDistribution(size: 0, probability: 0.4),
    ]
    for distribution in atZero {
      #expect(distribution.density(0) == 1 && distribution.density(1) == 0)
      #expect(distribution.logDensity(0) == 0 && distribution.logDensity(1) == -.infinity)
      #expect(distribution.cumulative(0) == 1 && distribution.cumulative(0, tail: .upper) == 0)
      #expect(distribution.quantile(0.7) == 0)
    }
    let certain = BinomialDistribution(size: 5, probability: 1)
    #expect(certain.density(5) == 1 && certain.density(4) == 0)
    #expect(certain.cumulative(4) == 0 && certain.cumulative(4, tail: .upper) == 1)
    #expect(certain.quantile(0.3) == 5)
  }

  @Test("Between whole numbers there is no mass, and the cumulative probability is flat")
  func betweenWholeNumbers() {
    let poisson = PoissonDistribution(mean: 3)
    #expect(poisson.density(2.5) == 0 && poisson.logDensity(2.5) == -.infinity)
    #expect(poisson.cumulative(2.9) == poisson.cumulative(2))
    #expect(poisson.cumulative(-0.1) == 0 && poisson.density(-1) == 0)
    #expect(poisson.logCumulative(.infinity) == 0)
  }

  @Test("A negative binomial of large size is nearly Poisson")
  func poissonLimit() {
    // Its mass is the Poisson one times 1 + ((k - m)^2 - k) / (2 s) + O(s^-2).
    let size = 1e9
    let limit = PoissonDistribution(mean: 6)
    let near = NegativeBinomialDistribution(size: size, mean: 6)
    for k in [0.0, 3, 11, 25] {
      let ratio = near.density(k) / limit.density(k) - 1
      #expect(abs(ratio - ((k - 6) * (k - 6) - k) / (2 * size)) < 1e-14 + 3e4 / (size * size))
    }
  }
}
