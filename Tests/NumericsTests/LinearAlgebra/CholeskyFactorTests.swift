import Glibc
import Testing

@testable import Numerics

@Suite struct CholeskyFactorTests {
  @Test func knownFactor() throws {
    let factor = try CholeskyFactor(Matrix(rows: [[4, 99], [2, 5]]))  // 99: never read
    #expect(factor.lower == Matrix(rows: [[2, 0], [1, 2]]))
    #expect(abs(factor.logDeterminant - log(16)) < 1e-15)
    #expect(factor.solve([8, 14]) == [0.75, 2.5])
  }

  @Test func factorsReconstructSolveAndInvert() throws {
    var stream = RandomStream(seed: 71)
    for order in 0...40 {
      let matrix = randomPositiveDefinite(order, &stream)
      let factor = try CholeskyFactor(matrix)
      #expect(difference(factor.reconstruct(), matrix) < 1e-14)
      let x = randomVector(order, &stream)
      #expect(difference(factor.solve(matrix * x), x) < 1e-11)
      #expect(difference(factor.lower * factor.solveLower(x), x) < 1e-12)
      #expect(difference(factor.lower.transposed * factor.solveLowerTransposed(x), x) < 1e-12)
      let inverse = factor.inverse()
      #expect(inverse == inverse.transposed)
      #expect(difference(matrix * inverse, .identity(order)) < 1e-11)
      #expect(difference(factor.solve(Matrix.identity(order)), inverse) < 1e-11)
      if order > 0 {
        let determinant = try LUFactor(matrix)
        #expect(abs(factor.logDeterminant - determinant.logAbsoluteDeterminant) < 1e-11)
      }
    }
  }

  /// Orders at which the factor is found by halves.
  @Test(arguments: [192, 257, 500]) func largeFactors(order: Int) throws {
    var stream = RandomStream(seed: 73)
    let matrix = randomPositiveDefinite(order, &stream)
    let factor = try CholeskyFactor(matrix)
    #expect(difference(factor.reconstruct(), matrix) < 1e-13)
    let inverse = factor.inverse()
    #expect(inverse == inverse.transposed)
    #expect(difference(matrix * inverse, .identity(order)) < 1e-10)
    for failing in [1, 33, 100, order / 2 + 1, order] {
      var indefinite = Matrix.identity(order)
      for value in [0, -1, Double.nan, .infinity] {
        indefinite[failing - 1, failing - 1] = value
        #expect(throws: LinearAlgebraError.notPositiveDefinite(order: failing)) {
          try CholeskyFactor(indefinite)
        }
      }
    }
  }

  /// The small kernel and LAPACK are twins.
  @Test func smallKernelAgreesWithLAPACK() throws {
    var stream = RandomStream(seed: 72)
    for order in 1...16 {
      let small = randomPositiveDefinite(order, &stream)
      // The same matrix as the leading block of one that LAPACK factors.
      var large = Matrix.identity(20)
      for i in 0..<order { for j in 0..<order { large[i, j] = small[i, j] } }
      let (first, second) = (try CholeskyFactor(small).lower, try CholeskyFactor(large).lower)
      for i in 0..<order { for j in 0..<order { #expect(abs(first[i, j] - second[i, j]) < 1e-13) } }
    }
  }

  @Test(arguments: [1, 2, 5, 16, 17, 40]) func indefiniteMatricesAreRefused(order: Int) {
    for failing in 1...order {
      var matrix = Matrix.identity(order)
      for value in [0, -1, Double.nan, .infinity] {
        matrix[failing - 1, failing - 1] = value
        #expect(throws: LinearAlgebraError.notPositiveDefinite(order: failing)) {
          try CholeskyFactor(matrix)
        }
      }
    }
  }

  /// Not-a-number anywhere in the lower triangle is caught, by the kernel and by LAPACK.
  @Test(arguments: [6, 30, 150]) func notANumberIsCaught(order: Int) {
    var matrix = Matrix.identity(order)
    matrix[order - 2, 1] = .nan
    #expect(throws: LinearAlgebraError.self) { try CholeskyFactor(matrix) }
  }

  /// Hilbert matrices: condition 1e13 at order 10 still factors, and order 16 must fail.
  @Test func nearlySingularMatrices() throws {
    func hilbert(_ order: Int) -> Matrix {
      Matrix(rows: (0..<order).map { i in (0..<order).map { 1 / Double(i + $0 + 1) } })
    }
    let factor = try CholeskyFactor(hilbert(10))
    #expect(difference(factor.reconstruct(), hilbert(10)) < 1e-15)
    // log det of the Hilbert matrix of order 10: -log of 4.6206893947914691316e52.
    #expect(abs(factor.logDeterminant + log(4.620_689_394_791_469e52)) < 1e-3)
    #expect(throws: LinearAlgebraError.self) { try CholeskyFactor(hilbert(16)) }
  }
}
