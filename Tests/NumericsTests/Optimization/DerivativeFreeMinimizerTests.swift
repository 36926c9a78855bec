import Glibc
import Numerics
import Testing

@Suite struct DerivativeFreeMinimizerTests {
  @Test(arguments: DerivativeFreeMinimizer.Method.allCases)
  func rosenbrock(method: DerivativeFreeMinimizer.Method) throws {
    let minimum = try DerivativeFreeMinimizer(method: method, restarts: 10).minimize(
      from: [-1.2, 1], Rosenbrock.value)
    #expect(minimum.value < 1e-10)
    #expect(minimum.argument.allSatisfy { abs($0 - 1) < 1e-4 })
    #expect(minimum.variablesAtBound.isEmpty)
    #expect(minimum.nonFiniteEvaluations == 0)
  }

  /// A variance whose best value is zero.
  @Test(arguments: DerivativeFreeMinimizer.Method.allCases)
  func boundaryOptimum(method: DerivativeFreeMinimizer.Method) throws {
    let minimum = try DerivativeFreeMinimizer(method: method).minimize(
      from: [1, 1], lower: [0, 0]
    ) { x in (x[0] + 1) * (x[0] + 1) + (x[1] - 2) * (x[1] - 2) }
    #expect(minimum.argument[0] == 0)
    #expect(abs(minimum.argument[1] - 2) < 1e-5)
    #expect(minimum.variablesAtBound == [0])
    #expect(abs(minimum.value - 1) < 1e-10)
  }

  @Test func narrowBoundsAndOneVariable() throws {
    let narrow = try DerivativeFreeMinimizer().minimize(
      from: [0.5, 0.5], lower: [0.49, 0], upper: [0.51, 1], Rosenbrock.value)
    #expect(narrow.argument[0] == 0.51)
    #expect(abs(narrow.argument[1] - 0.51 * 0.51) < 1e-5)
    let single = try DerivativeFreeMinimizer().minimize(from: [5]) { cosh($0[0] - 2) }
    #expect(abs(single.argument[0] - 2) < 1e-5)
    let fixed = try DerivativeFreeMinimizer().minimize(
      from: [2, 0], lower: [2, -9], upper: [2, 9], Rosenbrock.value)
    #expect(fixed.argument[0] == 2)
    #expect(abs(fixed.argument[1] - 4) < 1e-5)
  }

  /// Not-a-number at every seventh call, and everywhere left of the minimum.
  @Test(arguments: DerivativeFreeMinimizer.Method.allCases)
  func notANumberIsFlaggedAndNeverReturned(method: DerivativeFreeMinimizer.Method) throws {
    let minimum = try DerivativeFreeMinimizer(method: method).minimize(from: [3, 3]) { x in
      x[0] < 0.5 ? .nan : (x[0] - 1) * (x[0] - 1) + (x[1] + 1) * (x[1] + 1)
    }
    #expect(minimum.value.isFinite)
    #expect(minimum.argument[0] >= 0.5)
    let bowl = { (x: [Double]) in (x[0] - 1) * (x[0] - 1) + (x[1] + 1) * (x[1] + 1) }
    var calls = 0
    let disturbed = try DerivativeFreeMinimizer(method: method).minimize(from: [3, 3]) { x in
      calls += 1
      return calls % 7 == 0 ? .nan : bowl(x)
    }
    #expect(disturbed.nonFiniteEvaluations == calls / 7)
    #expect(disturbed.evaluations == calls)
    #expect(disturbed.value == bowl(disturbed.argument))
    #expect(disturbed.value < bowl([3, 3]) / 10)
    #expect(throws: OptimizationError.notFinite(at: [3, 3])) {
      try DerivativeFreeMinimizer(method: method).minimize(from: [3, 3]) { _ in .nan }
    }
  }

  @Test(arguments: DerivativeFreeMinimizer.Method.allCases)
  func thrownErrorsCrossAndStop(method: DerivativeFreeMinimizer.Method) {
    struct Refused: Error, Equatable { let call: Int }
    var calls = 0
    #expect(throws: Refused(call: 5)) {
      try DerivativeFreeMinimizer(method: method).minimize(from: [-1.2, 1]) { x in
        calls += 1
        if calls == 5 { throw Refused(call: calls) }
        return Rosenbrock.value(x)
      }
    }
    #expect(calls == 5)
  }

  @Test func tooFewEvaluationsAreAnError() {
    #expect(throws: OptimizationError.notConverged(evaluations: 20)) {
      try DerivativeFreeMinimizer(maximumEvaluations: 20).minimize(
        from: [-1.2, 1], Rosenbrock.value)
    }
  }
}
