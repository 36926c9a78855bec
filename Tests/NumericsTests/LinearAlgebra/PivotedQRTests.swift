import Testing

@testable import Numerics

@Suite struct PivotedQRTests {
  @Test func factorsReconstruct() throws {
    var stream = RandomStream(seed: 81)
    for _ in 0..<60 {
      let (m, n) = (1 + stream.uniform(below: 40), 1 + stream.uniform(below: 40))
      let matrix = randomMatrix(m, n, &stream)
      let factor = try PivotedQR(matrix)
      #expect(factor.rank == min(m, n))
      let upper = factor.upper
      for position in 0..<n {
        // Q R e_k is column permutation[k] of A.
        let column = upper.column(position) + [Double](repeating: 0, count: m - upper.rows)
        let product = factor.product(column)
        #expect(difference(product, matrix.column(factor.permutation[position])) < 1e-13)
      }
      let vector = randomVector(m, &stream)
      #expect(difference(factor.product(factor.transposedProduct(vector)), vector) < 1e-13)
    }
  }

  @Test func leastSquaresSolvesTheNormalEquations() throws {
    var stream = RandomStream(seed: 82)
    for columns in 1...20 {
      let matrix = randomMatrix(columns + 15, columns, &stream)
      let response = randomVector(columns + 15, &stream)
      let factor = try PivotedQR(matrix)
      let x = try factor.solve(response)
      let residual = zip(response, matrix * x).map { $0 - $1 }
      #expect(
        difference(matrix.transposedProduct(residual), [Double](repeating: 0, count: columns))
          < 1e-12)
      let normal = try CholeskyFactor(matrix.crossProduct())
      #expect(
        difference(x, normal.solve(matrix.transposedProduct(response))) < 1e-11
      )
      #expect(difference(try factor.inverseCrossProduct(), normal.inverse()) < 1e-11)
      // What Q' y leaves beyond the columns is the residual sum of squares.
      let effects = factor.transposedProduct(response)
      let rest = effects.dropFirst(columns).reduce(0) { $0 + $1 * $1 }
      #expect(abs(rest - dotProduct(residual, residual)) < 1e-12 * max(1, rest))
      let inverse = try factor.inverseUpper()
      #expect(difference(factor.upper * inverse, .identity(columns)) < 1e-12)
    }
  }

  @Test func redundantColumnsAreFound() throws {
    var stream = RandomStream(seed: 83)
    for columns in 3...12 {
      var matrix = randomMatrix(30, columns, &stream)
      for i in 0..<30 { matrix[i, 1] = matrix[i, 0] - 2 * matrix[i, 2] }
      let factor = try PivotedQR(matrix)
      #expect(factor.rank == columns - 1)
      #expect(factor.permutation.sorted() == Array(0..<columns))
      #expect(throws: LinearAlgebraError.rankDeficient(rank: columns - 1, columns: columns)) {
        try factor.solve(matrix.column(0))
      }
      let kept = matrix.selectingColumns(factor.independentColumns)
      #expect(try PivotedQR(kept).rank == columns - 1)
    }
  }

  /// A change of units changes neither the rank nor, but for rounding, the fit.
  @Test func rankDoesNotDependOnUnits() throws {
    var stream = RandomStream(seed: 84)
    let matrix = randomMatrix(25, 4, &stream)
    let response = randomVector(25, &stream)
    let units = [1e-12, 1, 1e9, 1e150]
    let scaled = matrix * Matrix(diagonal: units)
    let (plain, changed) = (try PivotedQR(matrix), try PivotedQR(scaled))
    #expect(changed.rank == 4)
    let expected = try plain.solve(response)
    let found = zip(try changed.solve(response), units).map { $0 * $1 }
    #expect(difference(found, expected) < 1e-13)
  }

  @Test func zeroAndNotFiniteMatrices() throws {
    #expect(try PivotedQR(Matrix(rows: 4, columns: 2)).rank == 0)
    #expect(try PivotedQR(Matrix(rows: 4, columns: 0)).rank == 0)
    #expect(throws: LinearAlgebraError.notFinite) { try PivotedQR(Matrix(rows: [[1], [.nan]])) }
  }
}
