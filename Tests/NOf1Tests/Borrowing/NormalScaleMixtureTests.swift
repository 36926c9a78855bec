import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct NormalScaleMixtureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let freedom: Double
    let scale: Double
    let spread: Double
    var testDescription: String { "t(\(freedom)) * \(scale) + N(0, \(spread)^2)" }

    var mixture: NormalScaleMixture {
      NormalScaleMixture(mean: -0.1, scale: scale, degreesOfFreedom: freedom, spread: spread)
    }
  }

  static let cases = [1.0, 2, 3, 7.5, 40, 2000].flatMap { freedom in
    [(0.3, 0.28), (0.05, 0.5), (1.0, 0.02), (0.3, 0.3)].map {
      Case(freedom: freedom, scale: $0.0, spread: $0.1)
    }
  }

  /// The convolution as it is written: an integral over the normal part, in pieces of one
  /// standard deviation.
  private func convolution(_ c: Case, at value: Double) throws -> Double {
    let t = StudentTDistribution(degreesOfFreedom: c.freedom)
    let normal = NormalDistribution.standard
    let quadrature = AdaptiveQuadrature(absoluteTolerance: 0, relativeTolerance: 1e-11)
    let z = (value + 0.1) / c.spread
    return try (-45..<45).reduce(0.0) { sum, piece in
      let from = Double(piece)
      return try sum
        + quadrature.integrate(from: from, to: from + 1) {
          normal.density($0) * t.density((z - $0) * c.spread / c.scale) / c.scale
        }.value
    }
  }

  @Test(arguments: cases)
  func densityIsTheConvolution(_ c: Case) throws {
    let mixture = c.mixture
    for distance in [0, 0.1, 0.5, 1, 2, 5, 10, 100, 1000] {
      let value = -0.1 + distance * max(c.scale, c.spread)
      let expected = try convolution(c, at: value)
      guard expected > 1e-290 else { continue }
      #expect(abs(mixture.density(value) / expected - 1) < 1e-8, "\(distance)")
      #expect(abs(mixture.density(-0.2 - value) / expected - 1) < 1e-8)
      #expect(abs(mixture.logDensity(value) - log(expected)) < 1e-8)
    }
  }

  /// Without spread it is t itself, whose distribution function is known, tails and all.
  @Test(arguments: [0.7, 1, 2, 3, 12, 300])
  func withoutSpreadItIsT(_ freedom: Double) {
    let t = StudentTDistribution(degreesOfFreedom: freedom)
    let mixture = NormalScaleMixture(
      mean: 2, scale: 0.4, degreesOfFreedom: freedom, spread: 0)
    for x in [0.0, 0.3, 1, 3, 10, 100, 3000] {
      let density = t.density(x) / 0.4
      let tail = t.cumulative(x, tail: .upper)
      guard density > 1e-290 else { continue }
      #expect(abs(mixture.density(2 + 0.4 * x) / density - 1) < 1e-8, "\(x)")
      if tail > 1e-12 {
        #expect(abs(mixture.cumulative(2 + 0.4 * x, tail: .upper) / tail - 1) < 1e-8, "\(x)")
      }
    }
    for p in [1e-6, 0.025, 0.5, 0.8, 0.975] {
      let expected = 2 + 0.4 * t.quantile(p)
      #expect(abs(mixture.quantile(p) - expected) < 1e-7 * max(1, abs(expected)))
    }
  }

  @Test func manyDegreesOfFreedomAreNormal() {
    let normal = NormalDistribution(mean: 0.2, standardDeviation: hypot(0.3, 0.28))
    for freedom in [1e8, 1e9] {
      let mixture = NormalScaleMixture(
        mean: 0.2, scale: 0.3, degreesOfFreedom: freedom, spread: 0.28)
      for x in stride(from: -2.0, through: 2, by: 0.25) {
        #expect(abs(mixture.density(x) / normal.density(x) - 1) < 200 / freedom)
        #expect(abs(mixture.cumulative(x) - normal.cumulative(x)) < 1 / freedom)
      }
    }
  }

  @Test(arguments: cases)
  func quantilesInvertAndVariancesAdd(_ c: Case) {
    let mixture = c.mixture
    for p in [0.001, 0.025, 0.4, 0.9, 0.999] {
      #expect(abs(mixture.cumulative(mixture.quantile(p)) - p) < 1e-12)
    }
    #expect(abs(mixture.weights.reduce(0, +) - 1) < 1e-12)
    if c.freedom > 2 {
      let variance = zip(mixture.weights, mixture.standardDeviations).reduce(0) {
        $0 + $1.0 * $1.1 * $1.1
      }
      let expected =
        c.spread * c.spread + c.scale * c.scale * c.freedom / (c.freedom - 2)
      #expect(abs(variance / expected - 1) < 1e-3)
    }
    let wider = NormalScaleMixture(
      mean: -0.1, scale: c.scale, degreesOfFreedom: c.freedom, spread: hypot(c.spread, 0.4))
    for x in [0.0, 0.7, 4] {
      #expect(abs(mixture.widened(by: 0.4).density(x) / wider.density(x) - 1) < 1e-8)
    }
  }
}
