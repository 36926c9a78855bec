import COpenBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix A = V diag(values) V'.
///
/// LAPACK's `dsyevr`. The largest component of each vector is positive, so that the signs do not
/// depend on the library's kernels.
public struct SymmetricEigen: Sendable, Equatable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// The eigenvectors, orthonormal, as columns in the order of the values.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix, of which only the lower triangle is read.
  /// - Throws: `LinearAlgebraError.notFinite`, `.notConverged`.
  public init(_ symmetric: Matrix) throws(LinearAlgebraError) {
    precondition(symmetric.isSquare, "an eigen decomposition needs a square matrix")
    try symmetric.checkFinite()
    let order = symmetric.rows
    var values = [Double](repeating: 0, count: order)
    var vectors = Matrix(rows: order, columns: order)
    if order > 0 {
      var scratch = symmetric
      let info = scratch.withMutableView { Self.decompose($0, &values, &vectors.elements) }
      guard info == 0 else {
        throw .notConverged(routine: "eigen decomposition", failures: Int(info))
      }
    }
    vectors.orientColumns()
    self.values = values
    self.vectors = vectors
  }

  private static func decompose(
    _ view: MutableMatrixView, _ values: inout [Double], _ vectors: inout [Double]
  ) -> Int32 {
    OpenBLAS.prepare()
    let n = Int32(view.rows)
    let (size, integerSize) = (33 * n, 10 * n)
    var work = [Double](repeating: 0, count: Int(size))
    var integerWork = [Int32](repeating: 0, count: Int(integerSize))
    var support = [Int32](repeating: 0, count: 2 * Int(n))
    var found: Int32 = 0
    let info = LAPACKE_dsyevr_work(
      LAPACK_COL_MAJOR, 86, 65, 76, n, view.base, Int32(view.stride), 0, 0, 0, 0, 0, &found,
      &values, &vectors, n, &support, &work, size, &integerWork, integerSize)
    precondition(info >= 0, "LAPACK refused argument \(-info) of dsyevr")
    return info
  }

  /// V diag(values) V', symmetric to the last bit.
  public func reconstruct() -> Matrix { applying { $0 } }

  /// V diag(function(values)) V': a function of the matrix, such as its inverse square root.
  public func applying(_ function: (Double) -> Double) -> Matrix {
    var scaled = vectors
    for j in 0..<vectors.columns {
      let factor = function(values[j])
      for i in 0..<vectors.rows { scaled.elements[i + j * vectors.rows] *= factor }
    }
    var result = scaled.productTransposed(vectors)
    result.mirrorLowerTriangle()
    return result
  }
}

extension Matrix {
  /// Turns each column so that its component of largest magnitude is positive.
  mutating func orientColumns() {
    for j in 0..<columns where signOfLargest(inColumn: j) < 0 { negateColumn(j) }
  }

  func signOfLargest(inColumn j: Int) -> Double {
    let largest = (0..<rows).reduce(0.0) { abs(self[$1, j]) > abs($0) ? self[$1, j] : $0 }
    return largest < 0 ? -1 : 1
  }

  mutating func negateColumn(_ j: Int) {
    for i in 0..<rows { elements[i + j * rows].negate() }
  }
}
