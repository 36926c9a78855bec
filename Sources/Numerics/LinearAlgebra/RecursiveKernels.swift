import COpenBLAS

/// The Cholesky factor and its inverse for large orders, by halves: nearly all work is in products
/// of large blocks.
///
/// OpenBLAS's own `dpotrf` and `dtrtri` spend it in triangular solves, which on AVX-512 run at a
/// third of the speed of products: 15 and 20 ms at order 1145, against 10 and 9 here.
///
/// Source: Elmroth, Gustavson, Jonsson and Kagstrom (2004), "Recursive blocked algorithms and hybrid
/// data structures for dense matrix library software", SIAM Review 46, sections 2 and 4.
enum RecursiveKernels {
  /// The least order at which these are chosen.
  static let leastOrder = 192
  /// The order at which the halving ends.
  private static let leaf = 32

  /// Factors the lower triangle in place; returns 0, or the order of the block that failed.
  static func cholesky(_ a: MutableMatrixView) -> Int {
    let n = a.rows
    if n <= leaf {
      return Int(LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 76, Int32(n), a.base, Int32(a.stride)))
    }
    let (first, second) = halves(n)
    let top = a.block(rows: first, columns: first)
    let failure = cholesky(top)
    if failure != 0 { return failure }
    let below = a.block(rows: second, columns: first)
    solveFromRightTransposed(below, top.view)
    let rest = a.block(rows: second, columns: second)
    rest.rankUpdate(below.view, scale: -1)
    let later = cholesky(rest)
    return later == 0 ? 0 : first.count + later
  }

  /// Replaces the lower triangle L by inverse(L).
  static func invertLower(_ l: MutableMatrixView) {
    let n = l.rows
    if n <= leaf {
      let info = LAPACKE_dtrtri_work(
        LAPACK_COL_MAJOR, 76, 78, Int32(n), l.base, Int32(l.stride))
      precondition(info == 0, "dtrtri fails for no factor with a positive diagonal")
      return
    }
    let (first, second) = halves(n)
    let (top, rest) = (l.block(rows: first, columns: first), l.block(rows: second, columns: second))
    let below = l.block(rows: second, columns: first)
    invertLower(top)
    invertLower(rest)
    // inverse(L)_21 = -inverse(L_22) L_21 inverse(L_11)
    multiply(below, byTriangle: top.view, CblasRight, scale: -1)
    multiply(below, byTriangle: rest.view, CblasLeft, scale: 1)
  }

  /// x := x inverse(l').
  private static func solveFromRightTransposed(_ x: MutableMatrixView, _ l: MatrixView) {
    let n = l.rows
    if n <= leaf { return x.solveFromRight(l, .lower, transposed: true) }
    let (first, second) = halves(n)
    let all = 0..<x.rows
    let (left, right) = (x.block(rows: all, columns: first), x.block(rows: all, columns: second))
    solveFromRightTransposed(left, l.block(rows: first, columns: first))
    right.addProduct(
      left.view, l.block(rows: second, columns: first), transposingSecond: true, scale: -1)
    solveFromRightTransposed(right, l.block(rows: second, columns: second))
  }

  private static func multiply(
    _ x: MutableMatrixView, byTriangle l: MatrixView, _ side: CBLAS_SIDE, scale: Double
  ) {
    cblas_dtrmm(
      CblasColMajor, side, CblasLower, CblasNoTrans, CblasNonUnit, Int32(x.rows),
      Int32(x.columns), scale, l.base, Int32(l.stride), x.base, Int32(x.stride))
  }

  /// Two halves, the first a multiple of 16 for the kernels' sake.
  private static func halves(_ n: Int) -> (Range<Int>, Range<Int>) {
    let half = (n / 2 + 15) / 16 * 16
    return (0..<half, half..<n)
  }
}
