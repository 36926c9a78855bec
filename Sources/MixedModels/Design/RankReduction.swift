import Glibc
import Numerics

/// Which columns of a matrix do not depend linearly on columns before them.
///
/// A column is kept if what is left of it after projection on the kept columns before it is longer
/// than `tolerance` times the column: the rule of LINPACK's `dqrdc2` that R's `lm` uses, an
/// earlier column kept over a later one.
enum RankReduction {
  /// Without random effects. R's `lm` uses 1e-7 and so drops x^10 of NIST's data Filip, of which
  /// 5e-8 is left, though least squares in double precision can estimate all of its powers. What
  /// rounding leaves of a column that does depend on others is about 1e-15.
  static let leastSquaresTolerance = 1e-10
  /// With random effects or correlated residuals, whose fit works on cross-products: as lme4.
  static let mixedModelTolerance = 1e-7

  /// Positions of the columns that are kept, ascending.
  ///
  /// - Complexity: O(n p^2), by far the most of it in BLAS and LAPACK.
  static func keptColumns(_ matrix: Matrix, tolerance: Double) -> [Int] {
    if isClearlyFullRank(matrix) { return Array(0..<matrix.columns) }
    guard matrix.rows > matrix.columns, let factored = try? PivotedQR(matrix) else {
      return sequential(matrix, tolerance: tolerance)
    }
    // The columns of R are to each other as those of the matrix are, and there are fewer rows.
    var columnOfR = [Int](repeating: 0, count: matrix.columns)
    for (position, column) in factored.permutation.enumerated() { columnOfR[column] = position }
    return sequential(factored.upper.selectingColumns(columnOfR), tolerance: tolerance)
  }

  /// True if Cholesky's pivots of the cross-product, as a share of its diagonal, are so large that
  /// rounding cannot have made them.
  private static func isClearlyFullRank(_ matrix: Matrix) -> Bool {
    if matrix.columns > matrix.rows { return false }
    let products = matrix.crossProduct()
    guard products.diagonal.allSatisfy({ $0 > 1e-200 && $0 < 1e200 }),
      let factor = try? CholeskyFactor(products)
    else { return false }
    return zip(factor.lower.diagonal, products.diagonal).allSatisfy { $0 * $0 > 1e-6 * $1 }
  }

  /// Gram-Schmidt in the order of the columns, every projection done twice (Giraud, Langou and
  /// Rozloznik 2005: then the basis is orthogonal to working precision).
  private static func sequential(_ matrix: Matrix, tolerance: Double) -> [Int] {
    var kept: [Int] = []
    var basis: [[Double]] = []
    for j in 0..<matrix.columns where basis.count < matrix.rows {
      var column = matrix.column(j)
      let largest = column.reduce(0) { max($0, $1.magnitude) }
      guard largest > 0, largest < .infinity else { continue }
      let scale = scalbn(1, -max(-1000, min(1000, Int(largest.exponent))))
      for index in column.indices { column[index] *= scale }
      let length = dotProduct(column, column).squareRoot()
      for _ in 0..<2 {
        for known in basis {
          let along = dotProduct(known, column)
          for index in column.indices { column[index] -= along * known[index] }
        }
      }
      let left = dotProduct(column, column).squareRoot()
      guard left > tolerance * length else { continue }
      kept.append(j)
      basis.append(column.map { $0 / left })
    }
    return kept
  }
}
