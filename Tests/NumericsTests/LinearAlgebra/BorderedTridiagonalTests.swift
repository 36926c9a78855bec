import Testing

@testable import Numerics

@Suite struct BorderedTridiagonalTests {
  /// Positive definite: a dominant diagonal in the chain, B' inverse(T) B plus a margin in the corner.
  private func random(_ n: Int, _ p: Int, _ stream: inout RandomStream) throws
    -> BorderedTridiagonal
  {
    let offDiagonal = randomVector(n - 1, &stream)
    let diagonal = (0..<n).map { i in
      let left = i > 0 ? abs(offDiagonal[i - 1]) : 0
      let right = i < n - 1 ? abs(offDiagonal[i]) : 0
      return left + right + 0.1 + stream.exponential()
    }
    let border = randomMatrix(n, p, &stream)
    let chain = BorderedTridiagonal(
      diagonal: diagonal, offDiagonal: offDiagonal, border: Matrix(rows: n, columns: 0),
      corner: Matrix(rows: 0, columns: 0))
    let explained = border.transposedProduct(try CholeskyFactor(chain.dense()).solve(border))
    return BorderedTridiagonal(
      diagonal: diagonal, offDiagonal: offDiagonal, border: border,
      corner: explained + randomPositiveDefinite(p, &stream))
  }

  @Test func agreesWithDenseAlgebra() throws {
    var stream = RandomStream(seed: 101)
    for _ in 0..<150 {
      let (n, p) = (1 + stream.uniform(below: 40), stream.uniform(below: 8))
      let matrix = try random(n, p, &stream)
      let factor = try BorderedTridiagonalFactor(matrix)
      let dense = try CholeskyFactor(matrix.dense())
      #expect(abs(factor.logDeterminant - dense.logDeterminant) < 1e-10)
      let b = randomVector(n + p, &stream)
      #expect(difference(factor.solve(b), dense.solve(b)) < 1e-10)
      #expect(difference(matrix * b, matrix.dense() * b) < 1e-13)
      let inverse = dense.inverse()
      let selected = factor.selectedInverse()
      #expect(difference(selected.diagonal, inverse.diagonal) < 1e-10)
      for i in 0..<n {
        if i > 0 { #expect(abs(selected.chainOffDiagonal[i - 1] - inverse[i, i - 1]) < 1e-10) }
        for k in 0..<p { #expect(abs(selected.border[i, k] - inverse[i, n + k]) < 1e-10) }
      }
      for k in 0..<p {
        for l in 0..<p { #expect(abs(selected.corner[k, l] - inverse[n + k, n + l]) < 1e-10) }
      }
    }
  }

  @Test func solutionsSolve() throws {
    var stream = RandomStream(seed: 102)
    let matrix = try random(500, 6, &stream)
    let x = randomVector(506, &stream)
    #expect(difference(try BorderedTridiagonalFactor(matrix).solve(matrix * x), x) < 1e-10)
  }

  /// A random walk of n steps from a known start has variances 1, 2, ..., n.
  @Test func randomWalk() throws {
    let n = 50
    var diagonal = [Double](repeating: 2, count: n)
    diagonal[n - 1] = 1
    let walk = BorderedTridiagonal(
      diagonal: diagonal, offDiagonal: [Double](repeating: -1, count: n - 1),
      border: Matrix(rows: n, columns: 0), corner: Matrix(rows: 0, columns: 0))
    let factor = try BorderedTridiagonalFactor(walk)
    #expect(abs(factor.logDeterminant) < 1e-12)
    let inverse = factor.selectedInverse()
    #expect(difference(inverse.chainDiagonal, (1...n).map(Double.init)) < 1e-13)
    #expect(difference(inverse.chainOffDiagonal, (1..<n).map(Double.init)) < 1e-13)
  }

  @Test func indefiniteMatricesNameTheBlock() throws {
    var stream = RandomStream(seed: 103)
    let good = try random(10, 3, &stream)
    var bad = good
    bad.diagonal[6] = -1
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 7)) {
      try BorderedTridiagonalFactor(bad)
    }
    bad = good
    bad.corner[1, 1] = 0
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 12)) {
      try BorderedTridiagonalFactor(bad)
    }
    bad = good
    bad.border[4, 2] = .nan
    #expect(throws: LinearAlgebraError.self) { try BorderedTridiagonalFactor(bad) }
  }
}
