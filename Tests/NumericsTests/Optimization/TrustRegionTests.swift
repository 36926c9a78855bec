import Glibc
import Testing

@testable import Numerics

@Suite struct TrustRegionTests {
  @Test(arguments: [2, 3, 5, 10]) func rosenbrock(dimension: Int) throws {
    let start = (0..<dimension).map { $0 % 2 == 0 ? -1.2 : 1 }
    let minimum = try TrustRegion().minimize(
      from: start, value: Rosenbrock.value, derivatives: Rosenbrock.derivatives)
    // From this start the valley has a second, local, minimum in four dimensions or more.
    if dimension < 4 {
      #expect(minimum.value < 1e-12)
      #expect(minimum.argument.allSatisfy { abs($0 - 1) < 1e-5 })
    }
    #expect(minimum.decrement <= 1e-10)
    #expect(minimum.derivatives.gradient.allSatisfy { abs($0) < 1e-3 })
    #expect(minimum.evaluations < 80)
    #expect(try CholeskyFactor(minimum.derivatives.hessian).order == dimension)
  }

  /// The gradient is zero at the saddle itself: only the negative curvature leads away.
  @Test func saddlePointsAreLeft() throws {
    let minimum = try TrustRegion().minimize(
      from: [0, 0],
      value: { x in 0.25 * x[0] * x[0] * x[0] * x[0] - 0.5 * x[0] * x[0] + x[1] * x[1] },
      derivatives: { x in
        TrustRegion.Derivatives(
          gradient: [x[0] * x[0] * x[0] - x[0], 2 * x[1]],
          hessian: Matrix(diagonal: [3 * x[0] * x[0] - 1, 2]))
      })
    #expect(abs(abs(minimum.argument[0]) - 1) < 1e-5)
    #expect(abs(minimum.value + 0.25) < 1e-10)
  }

  @Test(arguments: 1...5) func agreesWithBOBYQA(variables: Int) throws {
    let problem = PoissonRegression(seed: UInt64(110 + variables), variables: variables)
    let start = [Double](repeating: 0, count: variables)
    let newton = try TrustRegion().minimize(
      from: start, value: problem.value, derivatives: problem.derivatives)
    let oracle = try DerivativeFreeMinimizer().minimize(from: start, problem.value)
    #expect(difference(newton.argument, oracle.argument) < 1e-5)
    #expect(newton.value <= oracle.value + 1e-9)
    #expect(newton.evaluations < oracle.evaluations)
  }

  /// Curvature that is wrong by a factor still leads to the minimum, in more steps.
  @Test func approximateHessiansConverge() throws {
    let problem = PoissonRegression(seed: 120, variables: 3)
    let start = [0.0, 0, 0]
    let exact = try TrustRegion().minimize(
      from: start, value: problem.value, derivatives: problem.derivatives)
    let approximate = try TrustRegion().minimize(from: start, value: problem.value) { x in
      let derivatives = problem.derivatives(x)
      let diagonal = derivatives.hessian.diagonal.map { 1.5 * $0 }
      return TrustRegion.Derivatives(
        gradient: derivatives.gradient, hessian: Matrix(diagonal: diagonal))
    }
    #expect(difference(approximate.argument, exact.argument) < 1e-5)
    #expect(approximate.derivativeEvaluations > exact.derivativeEvaluations)
  }

  /// A value whose rounding error is above the decrease that the tolerance asks for.
  @Test(arguments: [1e3, 1e6, 1e9]) func roundingOfALargeValueDoesNoHarm(offset: Double) throws {
    let problem = PoissonRegression(seed: 121, variables: 4)
    let start = [0.0, 0, 0, 0]
    let plain = try TrustRegion().minimize(
      from: start, value: problem.value, derivatives: problem.derivatives)
    let shifted = try TrustRegion().minimize(
      from: start, value: { problem.value($0) + offset }, derivatives: problem.derivatives)
    #expect(difference(shifted.argument, plain.argument) < 1e-5)
    #expect(shifted.evaluations <= plain.evaluations + 3)
  }

  /// Steps into a region without values are refused: here -log of what must stay positive.
  @Test func valuesThatAreNotFiniteShrinkTheBall() throws {
    let minimum = try TrustRegion(initialRadius: 50).minimize(
      from: [20], value: { x in x[0] > 0 ? x[0] - log(x[0]) : .nan },
      derivatives: { x in
        TrustRegion.Derivatives(
          gradient: [1 - 1 / x[0]], hessian: Matrix(rows: [[1 / (x[0] * x[0])]]))
      })
    #expect(abs(minimum.argument[0] - 1) < 1e-5)
  }

  @Test func failuresAreErrors() {
    let bowl = { (x: [Double]) in
      TrustRegion.Derivatives(gradient: [2 * x[0]], hessian: Matrix(rows: [[2]]))
    }
    #expect(throws: OptimizationError.notFinite(at: [3])) {
      try TrustRegion().minimize(from: [3], value: { _ in .nan }, derivatives: bowl)
    }
    #expect(throws: OptimizationError.notFinite(at: [3])) {
      try TrustRegion().minimize(from: [3], value: { $0[0] * $0[0] }) { _ in
        TrustRegion.Derivatives(gradient: [.nan], hessian: Matrix(rows: [[2]]))
      }
    }
    #expect(throws: OptimizationError.notConverged(evaluations: 4)) {
      try TrustRegion(maximumEvaluations: 4).minimize(
        from: [-1.2, 1], value: Rosenbrock.value, derivatives: Rosenbrock.derivatives)
    }
    // A function without a minimum.
    #expect(throws: OptimizationError.notConverged(evaluations: 60)) {
      try TrustRegion(maximumEvaluations: 60).minimize(from: [0], value: { -$0[0] }) { _ in
        TrustRegion.Derivatives(gradient: [-1], hessian: Matrix(rows: [[0]]))
      }
    }
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try TrustRegion().minimize(from: [3], value: { _ in throw Refused() }, derivatives: bowl)
    }
  }
}
