import COpenBLAS

/// The singular value decomposition A = U diag(values) V', in its thin form.
///
/// LAPACK's `dgesdd`. The largest component of each left vector is positive.
public struct SingularValueDecomposition: Sendable, Equatable {
  /// The min(rows, columns) singular values, descending.
  public let values: [Double]
  /// U: the left vectors as columns.
  public let left: Matrix
  /// V: the right vectors as columns.
  public let right: Matrix

  /// Decomposes a matrix.
  /// - Throws: `LinearAlgebraError.notFinite`, `.notConverged`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.checkFinite()
    let count = min(matrix.rows, matrix.columns)
    var values = [Double](repeating: 0, count: count)
    var left = Matrix(rows: matrix.rows, columns: count)
    var rightTransposed = Matrix(rows: count, columns: matrix.columns)
    if count > 0 {
      var scratch = matrix
      let info = scratch.withMutableView {
        Self.decompose($0, &values, &left.elements, &rightTransposed.elements)
      }
      guard info == 0 else {
        throw .notConverged(routine: "singular value decomposition", failures: Int(info))
      }
    }
    var right = rightTransposed.transposed
    for j in 0..<count where left.signOfLargest(inColumn: j) < 0 {
      left.negateColumn(j)
      right.negateColumn(j)
    }
    self.values = values
    self.left = left
    self.right = right
  }

  private static func decompose(
    _ view: MutableMatrixView, _ values: inout [Double], _ left: inout [Double],
    _ rightTransposed: inout [Double]
  ) -> Int32 {
    OpenBLAS.prepare()
    let (m, n) = (Int32(view.rows), Int32(view.columns))
    let (small, large) = (min(m, n), max(m, n))
    let size = 3 * small + max(large, 5 * small * small + 4 * small) + 32 * (large + small)
    var work = [Double](repeating: 0, count: Int(size))
    var integerWork = [Int32](repeating: 0, count: 8 * Int(small))
    let info = LAPACKE_dgesdd_work(
      LAPACK_COL_MAJOR, 83, m, n, view.base, Int32(view.stride), &values, &left, m,
      &rightTransposed, small, &work, size, &integerWork)
    precondition(info >= 0, "LAPACK refused argument \(-info) of dgesdd")
    return info
  }

  /// The 2-norm condition number, infinite for a singular matrix.
  public var conditionNumber: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }

  /// U diag(values) V'.
  public func reconstruct() -> Matrix {
    var scaled = left
    for j in 0..<left.columns {
      for i in 0..<left.rows { scaled.elements[i + j * left.rows] *= values[j] }
    }
    return scaled.productTransposed(right)
  }
}
