import COpenBLAS
import Glibc

/// The QR factorisation with column pivoting of a matrix A (rows >= columns or not): A P = Q R.
///
/// Before pivoting each column is divided by the power of two next to its norm, which is exact, so
/// that the rank does not depend on the units of the columns (but for a factor of two beside the
/// threshold). The rank is the number of leading diagonal elements of the scaled R above
/// `tolerance * |R(0, 0)|`. LAPACK's `dgeqp3`.
///
/// R's `qr()` also moves redundant columns last, by a different pivoting rule: the rank agrees, the
/// order of the columns may not.
public struct PivotedQR: Sendable {
  public static let defaultTolerance = 1e-7

  public let rows: Int
  public let columns: Int
  /// Column k of A P is column `permutation[k]` of A.
  public let permutation: [Int]
  /// The number of linearly independent columns, to the tolerance.
  public let rank: Int
  /// R above the diagonal, Householder vectors below, of the scaled matrix.
  private let factored: Matrix
  private let reflectors: [Double]
  private let scales: [Double]

  /// Factors a matrix.
  /// - Throws: `LinearAlgebraError.notFinite`.
  public init(_ matrix: Matrix, tolerance: Double = defaultTolerance) throws(LinearAlgebraError) {
    try matrix.checkFinite()
    rows = matrix.rows
    columns = matrix.columns
    var scaled = matrix
    scales = (0..<matrix.columns).map { j in
      let norm = matrix.columnNorm(j)
      return norm > 0 ? scalbn(1, -max(Int(norm.exponent), -1000)) : 1
    }
    for j in 0..<columns {
      for i in 0..<rows { scaled.elements[i + j * rows] *= scales[j] }
    }
    let count = min(rows, columns)
    var reflectors = [Double](repeating: 0, count: count)
    var pivots = [Int32](repeating: 0, count: columns)
    if count > 0 {
      scaled.withMutableView { Self.factor($0, &pivots, &reflectors) }
    }
    permutation = count > 0 ? pivots.map { Int($0) - 1 } : Array(0..<columns)
    let threshold = tolerance * (count > 0 ? abs(scaled[0, 0]) : 0)
    rank = (0..<count).first { abs(scaled[$0, $0]) <= threshold } ?? count
    factored = scaled
    self.reflectors = reflectors
  }

  private static func factor(
    _ view: MutableMatrixView, _ pivots: inout [Int32], _ reflectors: inout [Double]
  ) {
    OpenBLAS.prepare()
    let (m, n) = (Int32(view.rows), Int32(view.columns))
    let size = 2 * n + (n + 1) * 32
    var work = [Double](repeating: 0, count: Int(size))
    let info = LAPACKE_dgeqp3_work(
      LAPACK_COL_MAJOR, m, n, view.base, Int32(view.stride), &pivots, &reflectors, &work, size)
    precondition(info == 0, "LAPACK refused argument \(-info) of dgeqp3")
  }

  /// Columns of A that are kept, ascending; the others depend on them.
  public var independentColumns: [Int] { permutation.prefix(rank).sorted() }

  /// R, upper triangular, of order min(rows, columns) x columns, in the units of A.
  public var upper: Matrix {
    let count = min(rows, columns)
    var result = Matrix(rows: count, columns: columns)
    for j in 0..<columns {
      for i in 0...max(0, min(j, count - 1)) where count > 0 {
        result[i, j] = factored[i, j] / scales[permutation[j]]
      }
    }
    return result
  }

  /// Q' b: its first `rank` elements are the part of b that the columns explain.
  public func transposedProduct(_ b: [Double]) -> [Double] { applying(transposed: true, to: b) }

  /// Q b.
  public func product(_ b: [Double]) -> [Double] { applying(transposed: false, to: b) }

  private func applying(transposed: Bool, to b: [Double]) -> [Double] {
    precondition(b.count == rows, "a vector of \(rows) elements is needed")
    guard !reflectors.isEmpty else { return b }
    var result = b
    var work = [Double](repeating: 0, count: 64)
    factored.withView { view in
      let m = Int32(rows)
      let info = LAPACKE_dormqr_work(
        LAPACK_COL_MAJOR, 76, transposed ? 84 : 78, m, 1, Int32(reflectors.count), view.base,
        Int32(view.stride), reflectors, &result, m, &work, 64)
      precondition(info == 0, "LAPACK refused argument \(-info) of dormqr")
    }
    return result
  }
}
