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
  static func keptColumns(_ matrix: Matrix, tolerance: Double) -> [Int] {
    isClearlyFullRank(matrix)
      ? Array(0..<matrix.columns) : sequential(matrix, tolerance: tolerance)
  }

  /// True if Cholesky's pivots of the cross-product, as a share of its diagonal, are so large that
  /// rounding cannot have made them.
  private static func isClearlyFullRank(_ matrix: Matrix) -> Bool {
    let p = matrix.columns
    if p > matrix.rows { return false }
    var gram = matrix.crossProduct().elements
    let diagonal = (0..<p).map { gram[$0 + $0 * p] }
    guard diagonal.allSatisfy({ $0 > 1e-200 && $0 < 1e200 }) else { return false }
    for j in 0..<p {
      let pivot = gram[j + j * p]
      guard pivot > 1e-6 * diagonal[j] else { return false }
      for k in (j + 1)..<max(p, j + 1) {
        let factor = gram[k + j * p] / pivot
        for i in k..<p { gram[i + k * p] -= factor * gram[i + j * p] }
      }
    }
    return true
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
