import Testing

@testable import Numerics

@Suite struct QuadraticModelTests {
  private func length(_ x: [Double]) -> Double { dotProduct(x, x).squareRoot() }

  /// The conditions of Moré and Sorensen: (H + shift I) p = -g with H + shift I positive
  /// semidefinite, shift >= 0, and shift = 0 inside the ball.
  private func checkOptimality(
    _ gradient: [Double], _ hessian: Matrix, _ radius: Double
  ) throws {
    let model = QuadraticModel(.init(gradient: gradient, hessian: hessian))
    let step = try model.step(within: radius)
    let p = step.direction
    let scale = max(hessian.largestMagnitude, length(gradient), 1)
    #expect(length(p) <= radius * (1 + 1e-9))
    let slope = zip(hessian * p, gradient).map { $0 + $1 }
    let shift = length(p) > 0 ? -dotProduct(slope, p) / dotProduct(p, p) : 0
    let residual = zip(slope, p).map { $0 + shift * $1 }
    #expect(length(residual) < 1e-8 * scale * max(1, radius))
    let lowest = try SymmetricEigen(hessian).values[0]
    #expect(shift >= -1e-9 * scale)
    #expect(lowest + shift >= -1e-8 * scale)
    if length(p) < radius * (1 - 1e-6) { #expect(abs(shift) < 1e-8 * scale) }
    let decrease = -dotProduct(gradient, p) - 0.5 * dotProduct(p, hessian * p)
    #expect(abs(step.decrease - decrease) < 1e-10 * scale * max(1, radius * radius))
  }

  @Test func stepsAreOptimalInTheBall() throws {
    var stream = RandomStream(seed: 131)
    for trial in 0..<400 {
      let order = 1 + trial % 6
      var hessian = randomMatrix(order, order, &stream)
      hessian.mirrorLowerTriangle()
      if trial % 3 == 0 { hessian = randomPositiveDefinite(order, &stream) }
      let scale = [1e-4, 1, 1e3][trial % 3]
      let gradient = randomVector(order, &stream).map { $0 * scale }
      try checkOptimality(gradient, hessian, [0.01, 1, 30][trial / 3 % 3])
    }
  }

  /// The hard case: no gradient along the direction of lowest curvature.
  @Test func hardCases() throws {
    try checkOptimality([0, 1], Matrix(diagonal: [-1, 2]), 1)
    try checkOptimality([0, 1e-14], Matrix(diagonal: [-1, 2]), 5)
    try checkOptimality([0, 0], Matrix(diagonal: [-1, -1]), 2)
    try checkOptimality([0, 0, 3], Matrix(diagonal: [-2, -2, 1]), 4)
    // The gradient beyond the lowest direction alone reaches the boundary.
    try checkOptimality([0, 100], Matrix(diagonal: [-1, 2]), 1)
    try checkOptimality([1e-13, 1], Matrix(diagonal: [-1, 2]), 1)
    try checkOptimality([0, 1], Matrix(diagonal: [0, 1]), 3)
  }

  /// None of many random points of the disc is better.
  @Test func noPointOfTheDiscIsBetter() throws {
    var stream = RandomStream(seed: 132)
    for _ in 0..<40 {
      var hessian = randomMatrix(2, 2, &stream)
      hessian.mirrorLowerTriangle()
      let gradient = randomVector(2, &stream)
      let step = try QuadraticModel(.init(gradient: gradient, hessian: hessian)).step(within: 1)
      var best = 0.0
      for _ in 0..<2_000 {
        let (u, v) = (2 * stream.uniform() - 1, 2 * stream.uniform() - 1)
        if u * u + v * v > 1 { continue }
        let decrease = -dotProduct(gradient, [u, v]) - 0.5 * dotProduct([u, v], hessian * [u, v])
        best = max(best, decrease)
      }
      #expect(best <= step.decrease + 1e-9)
      #expect(best > 0.8 * step.decrease)  // and the points come close
    }
  }
}
