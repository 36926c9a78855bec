import Numerics

/// The Moore-Penrose inverse of the positive part of a symmetric matrix.
///
/// The matrix is first scaled to a unit diagonal, so that the rank does not depend on units;
/// directions whose eigenvalue is then not above the tolerance are dropped.
struct PositiveInverse: Sendable {
  let matrix: Matrix
  /// Directions that were dropped.
  let dropped: Int

  init(_ symmetric: Matrix, tolerance: Double = 1e-8) throws(LinearAlgebraError) {
    let order = symmetric.rows
    let scales = symmetric.diagonal.map { $0 == 0 ? 1 : 1 / abs($0).squareRoot() }
    let eigen = try SymmetricEigen(Self.scaled(symmetric, by: scales))
    dropped = eigen.values.count { $0 <= tolerance }
    let inverse = eigen.applying { $0 > tolerance ? 1 / $0 : 0 }
    matrix = order == 0 ? symmetric : Self.scaled(inverse, by: scales)
  }

  private static func scaled(_ matrix: Matrix, by scales: [Double]) -> Matrix {
    var result = matrix
    for j in 0..<matrix.columns {
      for i in 0..<matrix.rows { result[i, j] *= scales[i] * scales[j] }
    }
    return result
  }
}
