extension Matrix {
  /// The solution X of T X = B for a triangular T = self, or of T' X = B when `transposed`.
  ///
  /// Only the named triangle is read.
  /// - Throws: `LinearAlgebraError.singular` where the diagonal has a zero.
  package func solveTriangular(
    _ triangle: Triangle, transposed: Bool = false, _ b: Matrix
  ) throws(LinearAlgebraError) -> Matrix {
    precondition(isSquare && b.rows == rows, "matrix shapes do not fit the solve")
    if let zero = diagonal.firstIndex(of: 0) { throw .singular(order: zero + 1) }
    var x = b
    x.withMutableView { view in withView { view.solve($0, triangle, transposed: transposed) } }
    return x
  }
}
