import Glibc
import TestSupport
import Testing

@testable import Numerics

@Suite("Special functions")
struct SpecialFunctionsTests {
  private func expectClose(_ computed: Double, _ expected: Double, _ tolerance: Double) {
    #expect(abs(computed - expected) <= tolerance, "\(computed), expected \(expected)")
  }

  @Test("Recurrences of log gamma and its derivatives")
  func recurrences() {
    var generator = SplitMix(state: 31)
    for _ in 0..<300 {
      let x = generator.logUniform(1e-3, 1e6)
      let size = abs(SpecialFunctions.logGamma(x)) + abs(log(x))
      // x + 1 is rounded: digamma(x) 2^-53 x.
      let rounding = 0x1p-52 * (size + x * abs(SpecialFunctions.digamma(x + 1)))
      expectClose(
        SpecialFunctions.logGamma(x + 1) - SpecialFunctions.logGamma(x), log(x), 4 * rounding)
      expectClose(
        SpecialFunctions.digamma(x + 1) - SpecialFunctions.digamma(x), 1 / x,
        1e-15 * (20 + 1 / x))
      expectClose(
        SpecialFunctions.trigamma(x) - SpecialFunctions.trigamma(x + 1), 1 / (x * x),
        1e-15 * (2 + 2 / (x * x)))
    }
  }

  @Test("Derivatives by finite differences")
  func derivatives() {
    for x in [0.3, 1.4616321, 4, 77.7] {
      let h = 1e-4 * x
      func slope(_ function: (Double) -> Double) -> Double {
        (8 * (function(x + h) - function(x - h)) - (function(x + 2 * h) - function(x - 2 * h)))
          / (12 * h)
      }
      expectClose(slope(SpecialFunctions.logGamma), SpecialFunctions.digamma(x), 1e-9)
      expectClose(slope(SpecialFunctions.digamma), SpecialFunctions.trigamma(x), 1e-9)
    }
  }

  @Test("log beta and log choose against products")
  func products() {
    for n in 1...60 {
      var choose = 1.0
      for k in 0...n {
        let value = SpecialFunctions.logChoose(Double(n), Double(k))
        expectClose(value, log(choose), 1e-14 * (1 + abs(value)))
        // B(k + 1, n - k + 1) = 1 / ((n + 1) choose(n, k))
        let beta = SpecialFunctions.logBeta(Double(k + 1), Double(n - k + 1))
        expectClose(beta, -log(Double(n + 1)) - log(choose), 1e-14 * (1 + abs(beta)))
        choose = choose * Double(n - k) / Double(k + 1)
      }
    }
    // B(1, b) = 1 / b, however large b.
    for b in [1e-6, 0.5, 1e8, 1e15] {
      expectClose(SpecialFunctions.logBeta(1, b), -log(b), 1e-15 * (1 + abs(log(b))))
      expectClose(SpecialFunctions.logBeta(b, 1), -log(b), 1e-15 * (1 + abs(log(b))))
    }
  }

  @Test("Logarithms of sums and differences of exponentials keep their digits")
  func logarithms() {
    for x in [1e-20, 1e-9, 0.3, 0.69, 0.7, 5, 40] {
      // Inverses: log(exp(y) - 1) for y = log(1 + exp(x)), and 1 - (1 - exp(-x)).
      let y = SpecialFunctions.logOnePlusExp(x)
      expectClose(y + SpecialFunctions.logOneMinusExp(-y), x, 1e-14 * (1 + x))
      let z = SpecialFunctions.logOneMinusExp(-x)
      expectClose(
        SpecialFunctions.logOneMinusExp(z) / x, -1, 1e-14 / min(x, 1) * exp(z) + 1e-14 * exp(x))
      expectClose(SpecialFunctions.logAddExp(x, 0), y, 1e-15 * (1 + y))
      expectClose(SpecialFunctions.logistic(x) + SpecialFunctions.logistic(-x), 1, 1e-15)
    }
    #expect(SpecialFunctions.logOnePlusExp(-800) == 0)
    #expect(SpecialFunctions.logOnePlusExp(-40) == exp(-40))
    #expect(SpecialFunctions.logOnePlusExp(800) == 800)
    #expect(SpecialFunctions.logOneMinusExp(0) == -.infinity)
    #expect(SpecialFunctions.logAddExp(-.infinity, -.infinity) == -.infinity)
    #expect(SpecialFunctions.logAddExp(-.infinity, 3) == 3)
    #expect(SpecialFunctions.logistic(-800) == 0 && SpecialFunctions.logistic(800) == 1)
  }

  @Test("The error function is the normal distribution")
  func errorFunction() {
    for z in [-3.0, -0.2, 0, 1e-9, 1.7, 4] {
      let x = z / 2.0.squareRoot()
      let phi = NormalDistribution.standard.cumulative(z)
      expectClose(SpecialFunctions.errorFunction(x), 2 * phi - 1, 4e-16)
      expectClose(SpecialFunctions.complementaryErrorFunction(-x), 2 * phi, 4e-16)
    }
  }
}
