import COpenBLAS
import Glibc

/// The LU factorisation with partial pivoting of a square matrix: P A = L U. LAPACK's `dgetrf`.
public struct LUFactor: Sendable {
  private let factored: Matrix
  private let pivots: [Int32]

  /// Factors a square matrix.
  /// - Throws: `LinearAlgebraError.singular`, `.notFinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.isSquare, "an LU factor needs a square matrix")
    try matrix.checkFinite()
    var factored = matrix
    var pivots = [Int32](repeating: 0, count: matrix.rows)
    let info = matrix.rows == 0 ? 0 : factored.withMutableView { Self.factor($0, &pivots) }
    guard info == 0 else { throw .singular(order: Int(info)) }
    self.factored = factored
    self.pivots = pivots
  }

  private static func factor(_ view: MutableMatrixView, _ pivots: inout [Int32]) -> Int32 {
    OpenBLAS.prepare()
    let n = Int32(view.rows)
    let info = LAPACKE_dgetrf_work(
      LAPACK_COL_MAJOR, n, n, view.base, Int32(view.stride), &pivots)
    precondition(info >= 0, "LAPACK refused argument \(-info) of dgetrf")
    return info
  }

  /// The sign of the determinant: 1 or -1.
  public var determinantSign: Double {
    let swaps = pivots.enumerated().count { $0.offset + 1 != Int($0.element) }
    let negatives = factored.diagonal.count { $0 < 0 }
    return (swaps + negatives) % 2 == 0 ? 1 : -1
  }

  /// log |det A|.
  public var logAbsoluteDeterminant: Double { factored.logDiagonalSum }

  /// det A, which may overflow where `logAbsoluteDeterminant` does not.
  public var determinant: Double { determinantSign * abs(factored.diagonal.reduce(1, *)) }

  /// The solution X of A X = B.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rows == factored.rows, "matrix shapes do not fit the solve")
    if b.elements.isEmpty { return b }
    var x = b
    x.withMutableView { view in
      factored.withView { factor in
        let n = Int32(factor.rows)
        let info = LAPACKE_dgetrs_work(
          LAPACK_COL_MAJOR, 78, n, Int32(view.columns), factor.base, n, pivots, view.base, n)
        precondition(info == 0, "LAPACK refused argument \(-info) of dgetrs")
      }
    }
    return x
  }

  /// The solution x of A x = b.
  public func solve(_ b: [Double]) -> [Double] { solve(Matrix(column: b)).elements }
}
