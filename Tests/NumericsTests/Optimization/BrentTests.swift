import Glibc
import Numerics
import Testing

@Suite struct BrentTests {
  @Test func rootsOfKnownFunctions() throws {
    let cases: [(ClosedRange<Double>, Double, @Sendable (Double) -> Double)] = [
      (0...2, 2.squareRoot(), { $0 * $0 - 2 }),
      (0...1, 0.739_085_133_215_160_6, { cos($0) - $0 }),
      (-4...10, 0, { $0 * $0 * $0 }),
      (0...1e3, log(1e3), { exp($0 / 1) - 1e3 }),
      (-1...1, 0.25, { $0 < 0.25 ? -1 : 1 }),
      (1e-12...1, 1e-9, { log($0 / 1e-9) }),
    ]
    for (interval, exact, f) in cases {
      let root = try Brent.root(in: interval, tolerance: 1e-14, of: f)
      #expect(abs(root - exact) <= 1e-14 + 1e-15 * abs(exact))
    }
  }

  @Test func rootsAtTheEndsAreFound() throws {
    #expect(try Brent.root(in: 0...1) { $0 } == 0)
    #expect(try Brent.root(in: -1...0) { $0 } == 0)
  }

  /// Bisection is the twin: Brent needs fewer evaluations on smooth functions, and agrees.
  @Test func agreesWithBisection() throws {
    var stream = RandomStream(seed: 41)
    for _ in 0..<200 {
      let shift = stream.normal()
      let slope = stream.exponential() + 0.01
      let f = { (x: Double) in tanh(slope * (x - shift)) + 0.1 * (x - shift) }
      var evaluations = 0
      let root = try Brent.root(in: -10...10) { x in
        evaluations += 1
        return f(x)
      }
      var (lower, upper) = (-10.0, 10.0)
      while upper - lower > 1e-13 {
        let middle = 0.5 * (lower + upper)
        if f(middle) < 0 { lower = middle } else { upper = middle }
      }
      #expect(abs(root - lower) < 1e-12)
      #expect(evaluations < 45)
    }
  }

  @Test func missingBracketIsAnError() {
    #expect(throws: OptimizationError.notBracketed(lower: 1, upper: 2)) {
      try Brent.root(in: 1...2) { $0 }
    }
    #expect(throws: OptimizationError.notFinite(at: [1])) {
      try Brent.root(in: 1...2) { _ in .nan }
    }
    #expect(throws: OptimizationError.notConverged(evaluations: 5)) {
      try Brent.root(in: 0...1e6, maximumEvaluations: 5) { $0 * $0 - 2 }
    }
  }

  @Test func minimaOfKnownFunctions() throws {
    let cases: [(ClosedRange<Double>, Double, @Sendable (Double) -> Double)] = [
      (-3...5, 1.3, { ($0 - 1.3) * ($0 - 1.3) }),
      (0...10, log(2), { exp($0) - 2 * $0 }),
      (-10...10, 0, { $0 * $0 * $0 * $0 + $0 * $0 }),
      (0...1, 0.4, { abs($0 - 0.4) }),
      (-1...4, 2, { $0 < 0.5 ? .infinity : ($0 - 2) * ($0 - 2) }),
    ]
    for (interval, exact, f) in cases {
      let minimum = try Brent.minimum(in: interval, of: f)
      #expect(abs(minimum.argument - exact) < 3e-8 * (1 + abs(exact)))
      #expect(minimum.value == f(minimum.argument))
    }
  }

  @Test func minimumAtAnEndIsApproached() throws {
    let minimum = try Brent.minimum(in: 2...9) { $0 }
    #expect(minimum.argument > 2)
    #expect(minimum.argument < 2 + 1e-6)
  }

  @Test func minimumOfNothingIsAnError() {
    #expect(throws: OptimizationError.self) { try Brent.minimum(in: 0...1) { _ in .nan } }
  }
}
