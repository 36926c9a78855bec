import Glibc
import TestSupport
import Testing

@testable import Numerics

@Suite("Distributions agree with each other and with closed forms")
struct DistributionIdentityTests {
  private func expectClose(
    _ computed: Double, _ expected: Double, _ tolerance: Double = 1e-13, _ comment: String = ""
  ) {
    #expect(
      abs(computed - expected) <= tolerance * abs(expected),
      "\(comment): \(computed), expected \(expected)")
  }

  @Test("Log tails far below the smallest double follow the closed forms")
  func farLogTails() {
    for x in [1e-5, 3.0, 1400, 1e6, 1e12] {
      // Two degrees of freedom: an exponential distribution.
      expectClose(
        ChiSquaredDistribution(degreesOfFreedom: 2).logCumulative(x, tail: .upper), -x / 2)
      for v in [0.5, 7, 3e5] {
        expectClose(
          FDistribution(numeratorDegreesOfFreedom: 2, denominatorDegreesOfFreedom: v)
            .logCumulative(x, tail: .upper), -v / 2 * log1p(2 * x / v), 1e-13, "F")
      }
    }
    for b in [0.3, 40, 1e5] {
      for x in [1e-250, 1e-3, 0.4, 0.99] {
        expectClose(
          BetaDistribution(shape1: 1, shape2: b).logCumulative(x, tail: .upper), b * log1p(-x))
        expectClose(
          BetaDistribution(shape1: b, shape2: 1).logCumulative(x), b * log(x), 1e-13, "\(b) \(x)")
      }
    }
    for t in [1e-12, 0.3, 1, 50, 1e9, 1e200] {
      expectClose(
        StudentTDistribution(degreesOfFreedom: 1).cumulative(t, tail: .upper),
        atan2(1, t) / .pi, 1e-15 * 4)
    }
    // log Phi(-x) = -x^2 / 2 - log(x sqrt(2 pi)) + O(x^-2)
    expectClose(
      NormalDistribution.standard.logCumulative(1e8, tail: .upper),
      -0.5e16 - log(1e8) - NormalDistribution.halfLogTwoPi)
  }

  @Test("t is symmetric, normal in the limit, and its square is F")
  func studentT() {
    var generator = SplitMix(state: 11)
    for _ in 0..<200 {
      let v = generator.logUniform(0.1, 1e7)
      let x = generator.logUniform(1e-12, 1e4)
      let t = StudentTDistribution(degreesOfFreedom: v)
      #expect(t.cumulative(-x) == t.cumulative(x, tail: .upper))
      #expect(t.logCumulative(-x) == t.logCumulative(x, tail: .upper))
      #expect(t.density(x) == t.density(-x))
      #expect(t.quantile(0.02) == -t.quantile(0.02, tail: .upper))
      let f = FDistribution(numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: v)
      // x * x is rounded: the condition number of the tail of F times 2^-53.
      let tail = f.cumulative(x * x, tail: .upper)
      let condition = tail > 0 ? x * x * f.density(x * x) / tail : 0
      #expect(abs(t.twoSidedProbability(x) - tail) <= (1e-15 + condition * 0x1p-52) * tail)
    }
    let limit = StudentTDistribution(degreesOfFreedom: .infinity)
    let near = StudentTDistribution(degreesOfFreedom: 1e24)
    for x in [-30.0, -2, -1e-9, 0, 0.4, 5] {
      expectClose(near.cumulative(x), limit.cumulative(x), 1e-13, "limit at \(x)")
      expectClose(near.density(x), limit.density(x), 1e-13)
    }
    expectClose(near.quantile(1e-30), limit.quantile(1e-30))
    let f = FDistribution(numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 1e18)
    let fLimit = FDistribution(numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: .infinity)
    expectClose(f.cumulative(2, tail: .upper), fLimit.cumulative(2, tail: .upper))
    expectClose(f.quantile(0.01), fLimit.quantile(0.01))
  }

  @Test("Near its centre a t probability keeps the digits of its distance from one half")
  func studentTNearZero() {
    let t = StudentTDistribution(degreesOfFreedom: 5)
    for x in [1e-14, 1e-10, 1e-8] {
      #expect(abs(t.cumulative(x) - (0.5 + x * t.density(0))) <= 0x1p-53)
      expectClose(t.quantile(0.5 + 0x1p-40), 0x1p-40 / t.density(0), 1e-12)
    }
    #expect(t.quantile(0.5) == 0)
  }

  @Test("Large shapes join the continued fraction to the uniform expansion")
  func gammaLargeShape() {
    // P(a, x) - P(a + 1, x) = x^a exp(-x) / Gamma(a + 1), across the change of method.
    for a in [9999.5, 10_400, 1e6] {
      for ratio in [0.93, 0.9601, 0.999, 1, 1.002, 1.0399, 1.05] {
        let x = a * ratio
        let lower = GammaDistribution(shape: a, rate: 1)
        let upper = GammaDistribution(shape: a + 1, rate: 1)
        let tail: Tail = ratio < 1 ? .lower : .upper
        let here = lower.logCumulative(x, tail: tail)
        let next = upper.logCumulative(x, tail: tail)
        let change = exp(upper.logDensity(x) - here)
        expectClose(expm1(next - here), tail == .lower ? -change : change, 1e-11, "\(a) \(ratio)")
      }
    }
  }

  @Test("Where Boost's quantiles fail ours do not")
  func boostTraps() {
    // mpmath, 40 digits: bisection on the cumulative probability.
    let beta = BetaDistribution(shape1: 0.5, shape2: 2)
    expectClose(beta.quantile(1e-10), 4.4444444444444447683e-21)
    let f = FDistribution(numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: 4)
    expectClose(f.quantile(1e-16), 1.7777777777777777035e-32)
    let t = StudentTDistribution(degreesOfFreedom: 0.5)
    expectClose(t.quantile(1e-100, tail: .upper), 1.0284911563163399707e+199)
  }

  @Test("Noncentral tails agree with high-precision quadrature and sums")
  func noncentralTails() {
    // mpmath, 30 digits: trapezoidal rule in log s; sums of 60 to 400 terms.
    func t(_ x: Double, _ v: Double, _ d: Double, _ tail: Tail) -> Double {
      NoncentralTDistribution(degreesOfFreedom: v, noncentrality: d).cumulative(x, tail: tail)
    }
    expectClose(t(2, 10, 37, .lower), 4.2873842338999506368e-206, 1e-11)
    expectClose(t(50, 3, -5, .upper), 1.1282158077002274823e-13, 1e-11)
    expectClose(t(-2, 3, 8, .lower), 1.0439743995631030732e-18, 1e-11)
    expectClose(t(1000, 5, 3, .upper), 1.6591805027648210328e-12, 1e-11)
    expectClose(t(40, 10, 1, .upper), 2.2663166945001634254e-11, 1e-11)
    expectClose(t(1, 0.7, 3, .lower), 0.0365930122175638455066, 1e-11)
    expectClose(
      NoncentralChiSquaredDistribution(degreesOfFreedom: 5, noncentrality: 20)
        .cumulative(1000, tail: .upper), 6.1911650276325487113e-161, 1e-11)
    expectClose(
      NoncentralChiSquaredDistribution(degreesOfFreedom: 5, noncentrality: 200)
        .cumulative(1e-3), 6.3451180477982496208e-53, 1e-11)
    expectClose(
      NoncentralFDistribution(
        numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 40, noncentrality: 5
      ).cumulative(100, tail: .upper), 9.5153143604365944538e-15, 1e-11)
    expectClose(
      NoncentralFDistribution(
        numeratorDegreesOfFreedom: 3, denominatorDegreesOfFreedom: 40, noncentrality: 50
      ).cumulative(1e-4), 1.9579724283584875083e-17, 1e-11)
  }

  @Test("Noncentral t by quadrature squares to noncentral F by its sum")
  func noncentralTSquared() {
    var generator = SplitMix(state: 12)
    for _ in 0..<40 {
      let v = generator.logUniform(0.3, 1e4)
      let d = generator.uniform(-8, 8)
      let x = generator.logUniform(0.1, 30)
      let t = NoncentralTDistribution(degreesOfFreedom: v, noncentrality: d)
      let f = NoncentralFDistribution(
        numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: v, noncentrality: d * d)
      let outside = t.cumulative(x, tail: .upper) + t.cumulative(-x)
      expectClose(outside, f.cumulative(x * x, tail: .upper), 1e-11, "\(v) \(d) \(x)")
      // Reflection: -T has the opposite noncentrality.
      let reflected = NoncentralTDistribution(degreesOfFreedom: v, noncentrality: -d)
      expectClose(reflected.cumulative(-x), t.cumulative(x, tail: .upper), 1e-13)
    }
  }

  @Test("Without noncentrality the noncentral distributions are the central ones")
  func zeroNoncentrality() {
    for x in [0.01, 0.9, 4, 60] {
      for v in [0.8, 12, 900] {
        expectClose(
          NoncentralTDistribution(degreesOfFreedom: v, noncentrality: 0).cumulative(-x),
          StudentTDistribution(degreesOfFreedom: v).cumulative(-x), 1e-12, "t \(x) \(v)")
        expectClose(
          NoncentralChiSquaredDistribution(degreesOfFreedom: v, noncentrality: 0).cumulative(x),
          ChiSquaredDistribution(degreesOfFreedom: v).cumulative(x), 1e-13)
      }
    }
  }

  @Test("The studentised range of two groups is sqrt(2) |t|, in far tails too")
  func studentizedRangeOfTwo() {
    for v in [0.5, 3, 17.5, 400, 1e6, .infinity] {
      let range = StudentizedRangeDistribution(groups: 2, degreesOfFreedom: v)
      let t = StudentTDistribution(degreesOfFreedom: v)
      for x in [1e-6, 0.02, 0.7, 2, 8, 30] {
        let q = x * 2.0.squareRoot()
        expectClose(
          range.cumulative(q, tail: .upper), t.twoSidedProbability(x), 1e-11, "\(v) \(x)")
        if v.isFinite {
          let f = FDistribution(numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: v)
          expectClose(range.cumulative(q), f.cumulative(x * x), 1e-11, "lower \(v) \(x)")
        }
        expectClose(range.density(q), t.density(x) * 2.0.squareRoot(), 1e-11, "density \(v) \(x)")
      }
      expectClose(
        range.quantile(1e-12, tail: .upper), t.quantile(5e-13, tail: .upper) * 2.0.squareRoot(),
        1e-11)
    }
  }

  @Test("The studentised range agrees with high-precision quadrature")
  func studentizedRange() {
    // mpmath, 30 digits: trapezoidal rules in z and in log s.
    func range(_ q: Double, _ groups: Int, _ v: Double, _ tail: Tail) -> Double {
      StudentizedRangeDistribution(groups: groups, degreesOfFreedom: v).cumulative(q, tail: tail)
    }
    expectClose(range(60, 3, 10.5, .upper), 1.2102605086619110324e-12, 1e-11)
    expectClose(range(25, 6, 200, .upper), 1.4677179298413821568e-41, 1e-11)
    expectClose(range(0.01, 4, 12, .lower), 1.347332250569202479e-7, 1e-11)
    expectClose(range(30, 10, 5, .upper), 0.000059315230423930874054, 1e-11)
    expectClose(range(3.5, 20, 15, .lower), 0.38669802245660003761, 1e-11)
  }
}
