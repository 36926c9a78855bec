extension PivotedQR {
  /// The x that minimises |A x - b|, in the order of the columns of A.
  /// - Throws: `LinearAlgebraError.rankDeficient`: keep only `independentColumns` and factor again.
  public func solve(_ b: [Double]) throws(LinearAlgebraError) -> [Double] {
    try checkFullRank()
    let effects = Array(transposedProduct(b).prefix(columns))
    let pivoted = try upper.solveTriangular(.upper, Matrix(column: effects)).elements
    var x = [Double](repeating: 0, count: columns)
    for (position, column) in permutation.enumerated() { x[column] = pivoted[position] }
    return x
  }

  /// inverse(R), upper triangular, in the order of the permuted columns.
  /// - Throws: `LinearAlgebraError.rankDeficient`.
  public func inverseUpper() throws(LinearAlgebraError) -> Matrix {
    try checkFullRank()
    return try upper.solveTriangular(.upper, .identity(columns))
  }

  /// inverse(A' A) = P inverse(R) inverse(R)' P', in the order of the columns of A.
  /// - Throws: `LinearAlgebraError.rankDeficient`.
  public func inverseCrossProduct() throws(LinearAlgebraError) -> Matrix {
    let permuted = try inverseUpper().outerProduct()
    var result = Matrix(rows: columns, columns: columns)
    for j in 0..<columns {
      for i in 0..<columns { result[permutation[i], permutation[j]] = permuted[i, j] }
    }
    return result
  }

  private func checkFullRank() throws(LinearAlgebraError) {
    guard rank == columns else { throw .rankDeficient(rank: rank, columns: columns) }
  }
}

extension Matrix {
  /// The Euclidean norm of a column, without overflow.
  func columnNorm(_ j: Int) -> Double {
    let column = elements[(j * rows)..<((j + 1) * rows)]
    let largest = column.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 0 }
    let sum = column.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * sum.squareRoot()
  }
}
