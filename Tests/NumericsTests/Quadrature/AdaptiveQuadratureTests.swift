import Glibc
import Testing

@testable import Numerics

@Suite struct AdaptiveQuadratureTests {
  /// Kronrod's 15 points integrate degree 22 exactly, Gauss's 7 points degree 13.
  @Test func oneIntervalIsExactForPolynomials() throws {
    for degree in stride(from: 0, through: 22, by: 2) {
      let estimate = try KronrodEstimate(from: -1, to: 1) { pow($0, Double(degree)) }
      #expect(abs(estimate.value - 2 / Double(degree + 1)) < 1e-15 * 4)
      if degree <= 12 { #expect(estimate.error < 1e-12) }
    }
    let beyond = try KronrodEstimate(from: -1, to: 1) { pow($0, 24) }
    #expect(abs(beyond.value - 2.0 / 25) > 1e-11)
  }

  @Test func closedForms() throws {
    let quadrature = AdaptiveQuadrature()
    let cases: [(Double, Double, Double, @Sendable (Double) -> Double)] = [
      (0, 1, 2.0 / 3, { $0.squareRoot() }),
      (0, 1, -1, { log($0) }),
      (0, .pi, 2, { sin($0) }),
      (-1, 1, 2 * atan(5) / 5, { 1 / (1 + 25 * $0 * $0) }),
      (-.infinity, .infinity, Double.pi.squareRoot(), { exp(-$0 * $0) }),
      (-.infinity, .infinity, .pi, { 1 / (1 + $0 * $0) }),
      (0, .infinity, 1, { exp(-$0) }),
      (2, .infinity, 0.5, { 1 / ($0 * $0) }),
      (-.infinity, -1, exp(-1), { exp($0) }),
    ]
    for (lower, upper, exact, f) in cases {
      let integral = try quadrature.integrate(from: lower, to: upper, f)
      let error = abs(integral.value - exact)
      #expect(error <= max(1e-12, 1e-10 * abs(exact)))
      // An honest estimate covers the error, but for the last rounding.
      #expect(error <= integral.errorEstimate + 1e-14)
    }
  }

  @Test func limitsMayBeReversedOrEqual() throws {
    let quadrature = AdaptiveQuadrature()
    let forward = try quadrature.integrate(from: 0, to: 2) { $0 * $0 * $0 }
    let backward = try quadrature.integrate(from: 2, to: 0) { $0 * $0 * $0 }
    #expect(backward.value == -forward.value)
    #expect(try quadrature.integrate(from: 2, to: 2) { $0 }.value == 0)
  }

  @Test func evaluationsAreCounted() throws {
    for (lower, upper) in [(0.0, 1.0), (0, .infinity), (-.infinity, .infinity)] {
      var count = 0
      let integral = try AdaptiveQuadrature().integrate(from: lower, to: upper) { x in
        count += 1
        return exp(-x * x) * abs(x - 0.3)
      }
      #expect(integral.evaluations == count)
    }
  }

  @Test func divergenceIsAnError() {
    let error = #expect(throws: QuadratureError.self) {
      try AdaptiveQuadrature().integrate(from: 0, to: 1) { 1 / $0 }
    }
    if case .notConverged = error { return }
    Issue.record("unexpected \(String(describing: error))")
  }

  @Test func nonFiniteIntegrandIsAnError() {
    #expect(throws: QuadratureError.notFinite(at: 0)) {
      try AdaptiveQuadrature().integrate(from: -1, to: 1) { 1 / $0 }
    }
  }

  @Test func integrandErrorsCross() {
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try AdaptiveQuadrature().integrate(from: 0, to: 1) { _ in throw Refused() }
    }
  }
}
