import COpenBLAS

/// Which triangle of a triangular matrix holds its elements.
package enum Triangle {
  case lower, upper

  var blas: CBLAS_UPLO { self == .lower ? CblasLower : CblasUpper }
}

/// The operations of the factorisations, in place, on blocks; small kernels or BLAS by order.
extension MutableMatrixView {
  /// self += scale * op(a) op(b), op being the transpose where asked for.
  package func addProduct(
    _ a: MatrixView, _ b: MatrixView, transposingFirst transposeA: Bool = false,
    transposingSecond transposeB: Bool = false, scale: Double = 1
  ) {
    let inner = transposeA ? a.rows : a.columns
    precondition(
      (transposeA ? a.columns : a.rows) == rows && (transposeB ? b.rows : b.columns) == columns
        && (transposeB ? b.columns : b.rows) == inner, "matrix shapes do not fit the product")
    if rows == 0 || columns == 0 || inner == 0 { return }
    if max(rows, columns, inner) <= SmallKernels.productOrder {
      return SmallKernels.addProduct(self, a, transposeA, b, transposeB, scale: scale)
    }
    OpenBLAS.prepare()
    cblas_dgemm(
      CblasColMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      Int32(rows), Int32(columns), Int32(inner), scale, a.base, Int32(a.stride), b.base,
      Int32(b.stride), 1, base, Int32(stride))
  }

  /// Lower triangle of self += scale * a a', or scale * a' a when `transposed`.
  package func rankUpdate(_ a: MatrixView, transposed: Bool = false, scale: Double = 1) {
    let inner = transposed ? a.rows : a.columns
    precondition(
      rows == columns && (transposed ? a.columns : a.rows) == rows,
      "matrix shapes do not fit the update")
    if rows == 0 || inner == 0 { return }
    if rows <= SmallKernels.rankUpdateOrder, inner <= SmallKernels.rankUpdateOrder {
      return SmallKernels.rankUpdate(self, a, transposed: transposed, scale: scale)
    }
    OpenBLAS.prepare()
    cblas_dsyrk(
      CblasColMajor, CblasLower, transposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(inner),
      scale, a.base, Int32(a.stride), 1, base, Int32(stride))
  }

  /// self := inverse(op(factor)) self for a triangular factor.
  package func solve(_ factor: MatrixView, _ triangle: Triangle, transposed: Bool = false) {
    precondition(
      factor.rows == rows && factor.columns == rows, "matrix shapes do not fit the solve")
    if rows == 0 || columns == 0 { return }
    if triangle == .lower, rows <= SmallKernels.triangularOrder {
      return transposed
        ? SmallKernels.solveLowerTransposed(factor, self) : SmallKernels.solveLower(factor, self)
    }
    OpenBLAS.prepare()
    cblas_dtrsm(
      CblasColMajor, CblasLeft, triangle.blas, transposed ? CblasTrans : CblasNoTrans,
      CblasNonUnit, Int32(rows), Int32(columns), 1, factor.base, Int32(factor.stride), base,
      Int32(stride))
  }

  /// self := self inverse(op(factor)) for a triangular factor.
  package func solveFromRight(
    _ factor: MatrixView, _ triangle: Triangle, transposed: Bool = false
  ) {
    precondition(
      factor.rows == columns && factor.columns == columns, "matrix shapes do not fit the solve")
    if rows == 0 || columns == 0 { return }
    if triangle == .lower, columns <= SmallKernels.triangularOrder {
      return SmallKernels.solveLowerFromRight(factor, transposed: transposed, self)
    }
    OpenBLAS.prepare()
    cblas_dtrsm(
      CblasColMajor, CblasRight, triangle.blas, transposed ? CblasTrans : CblasNoTrans,
      CblasNonUnit, Int32(rows), Int32(columns), 1, factor.base, Int32(factor.stride), base,
      Int32(stride))
  }

  /// Replaces the lower triangle by the Cholesky factor L, self = L L'; the upper one stands.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`.
  package func factorCholesky() throws(LinearAlgebraError) {
    precondition(rows == columns, "a Cholesky factor needs a square matrix")
    if rows == 0 { return }
    if rows <= SmallKernels.choleskyOrder {
      let order = SmallKernels.cholesky(self)
      guard order == 0 else { throw .notPositiveDefinite(order: order) }
      return
    }
    OpenBLAS.prepare()
    let info =
      rows < RecursiveKernels.leastOrder
      ? Int(LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 76, Int32(rows), base, Int32(stride)))
      : RecursiveKernels.cholesky(self)
    precondition(info >= 0, "LAPACK refused argument \(-info) of dpotrf")
    guard info == 0 else { throw .notPositiveDefinite(order: info) }
    // Not-a-number passes through the optimised dpotrf: it ends on the diagonal.
    for j in 0..<rows where !(self[j, j] > 0 && self[j, j] < .infinity) {
      throw .notPositiveDefinite(order: j + 1)
    }
  }

  /// Replaces the lower triangle, which holds a Cholesky factor L, by that of inverse(L L').
  package func invertCholesky() {
    precondition(rows == columns, "a Cholesky factor is square")
    if rows == 0 { return }
    OpenBLAS.prepare()
    let (n, leading) = (Int32(rows), Int32(stride))
    let info: Int32
    if rows < RecursiveKernels.leastOrder {
      info = LAPACKE_dpotri_work(LAPACK_COL_MAJOR, 76, n, base, leading)
    } else {
      RecursiveKernels.invertLower(self)
      info = LAPACKE_dlauum_work(LAPACK_COL_MAJOR, 76, n, base, leading)
    }
    precondition(info == 0, "dpotri fails for no factor with a positive diagonal")
  }
}
