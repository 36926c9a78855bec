import Glibc
import Testing

@testable import Numerics

@Suite struct SpectralTests {
  @Test func eigenDecompositionsReconstruct() throws {
    var stream = RandomStream(seed: 91)
    for order in 0...40 {
      var matrix = randomMatrix(order, order, &stream)
      matrix.mirrorLowerTriangle()
      let eigen = try SymmetricEigen(matrix)
      #expect(difference(eigen.reconstruct(), matrix) < 1e-13)
      #expect(difference(eigen.vectors.crossProduct(), .identity(order)) < 1e-13)
      #expect(eigen.values == eigen.values.sorted())
      let trace = matrix.diagonal.reduce(0, +)
      #expect(abs(eigen.values.reduce(0, +) - trace) < 1e-12)
    }
  }

  /// The second difference matrix has the eigenvalues 2 - 2 cos(k pi / (n + 1)).
  @Test func knownEigenvalues() throws {
    var matrix = Matrix(diagonal: [Double](repeating: 2, count: 12))
    for k in 0..<11 { matrix[k + 1, k] = -1 }
    let values = try SymmetricEigen(matrix).values
    let exact = (1...12).map { 2 - 2 * cos(Double($0) * .pi / 13) }
    #expect(difference(values, exact) < 1e-14)
  }

  @Test func functionsOfAMatrix() throws {
    var stream = RandomStream(seed: 92)
    let matrix = randomPositiveDefinite(9, &stream)
    let root = try SymmetricEigen(matrix).applying { $0.squareRoot() }
    #expect(difference(root * root, matrix) < 1e-13)
  }

  @Test func singularValuesReconstruct() throws {
    var stream = RandomStream(seed: 93)
    for _ in 0..<60 {
      let (m, n) = (1 + stream.uniform(below: 30), 1 + stream.uniform(below: 30))
      let matrix = randomMatrix(m, n, &stream)
      let decomposition = try SingularValueDecomposition(matrix)
      #expect(difference(decomposition.reconstruct(), matrix) < 1e-13)
      let count = min(m, n)
      #expect(difference(decomposition.left.crossProduct(), .identity(count)) < 1e-13)
      #expect(difference(decomposition.right.crossProduct(), .identity(count)) < 1e-13)
      #expect(decomposition.values == decomposition.values.sorted(by: >))
      // Their squares are the eigenvalues of A' A.
      let eigen = try SymmetricEigen(matrix.crossProduct()).values.reversed().prefix(count)
      #expect(difference(decomposition.values.map { $0 * $0 }, Array(eigen)) < 1e-12)
    }
  }

  @Test func conditionNumbers() throws {
    let diagonal = Matrix(diagonal: [4, 0.5, 1])
    #expect(abs(try SingularValueDecomposition(diagonal).conditionNumber - 8) < 1e-14)
    let singular = Matrix(diagonal: [4, 0])
    #expect(try SingularValueDecomposition(singular).conditionNumber == .infinity)
  }

  @Test func determinantsAndSolutions() throws {
    #expect(abs(try LUFactor(Matrix(rows: [[0, 2], [3, 4]])).determinant + 6) < 1e-15)
    var stream = RandomStream(seed: 94)
    for order in 1...40 {
      let (a, b) = (randomMatrix(order, order, &stream), randomMatrix(order, order, &stream))
      let (first, second) = (try LUFactor(a), try LUFactor(b))
      let product = try LUFactor(a * b)
      #expect(product.determinantSign == first.determinantSign * second.determinantSign)
      let sum = first.logAbsoluteDeterminant + second.logAbsoluteDeterminant
      #expect(abs(product.logAbsoluteDeterminant - sum) < 1e-10)
      let x = randomVector(order, &stream)
      #expect(difference(a * first.solve(x), x) < 1e-10)
    }
    #expect(throws: LinearAlgebraError.singular(order: 2)) {
      try LUFactor(Matrix(rows: [[1, 2], [2, 4]]))
    }
  }

  @Test func notFiniteIsRefused() {
    let matrix = Matrix(rows: [[1, 0], [.infinity, 1]])
    #expect(throws: LinearAlgebraError.notFinite) { try SymmetricEigen(matrix) }
    #expect(throws: LinearAlgebraError.notFinite) { try SingularValueDecomposition(matrix) }
    #expect(throws: LinearAlgebraError.notFinite) { try LUFactor(matrix) }
  }
}
