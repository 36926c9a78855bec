import Glibc
import Numerics

/// The change of basis of [X y]: [X y] M, with X orthogonal and y what least squares leave of it.
///
/// X T has orthogonal columns of root mean square 1, T upper triangular; y becomes
/// (y - X T gamma) / s.
struct ResponseBasis: Sendable {
  /// T, p x p.
  let designTransform: Matrix
  /// gamma: the least-squares coefficients of X T.
  let centre: [Double]
  /// s, the unit of the transformed response.
  let scale: Double
  /// 2 log |det T|.
  let logDeterminant: Double

  var columnCount: Int { centre.count }

  /// The basis from the lower triangle of [X y]'[X y].
  /// - Parameter leastPivot: of Cholesky's factor of the columns at length 1; what is left of a
  ///   column beside those before it, which squares have blurred by 1e-16 / leastPivot.
  /// - Throws: `MixedModelError.designNotOfFullRank`.
  init(products: Matrix, rowCount: Int, leastPivot: Double = 0) throws(MixedModelError) {
    let p = products.rows - 1
    let n = Double(max(rowCount, 1))
    // Columns are scaled first, so that their units do not matter to the factor.
    let norms = (0..<p).map { max(products[$0, $0].squareRoot(), .leastNormalMagnitude) }
    var correlation = Matrix(rows: p, columns: p)
    for a in 0..<p {
      for b in 0...a { correlation[a, b] = products[a, b] / (norms[a] * norms[b]) }
    }
    let inverse: Matrix
    do { inverse = try CholeskyFactor(correlation).solveLower(.identity(p)) } catch {
      throw .designNotOfFullRank
    }
    guard inverse.diagonal.allSatisfy({ $0 * leastPivot < 1 }) else { throw .designNotOfFullRank }
    var transform = Matrix(rows: p, columns: p)
    var logDeterminant = 0.0
    for a in 0..<p {
      for b in 0...a { transform[b, a] = inverse[a, b] / norms[b] * n.squareRoot() }
      logDeterminant += 2 * log(transform[a, a])
    }
    // T'X'X T = n I.
    let projected = transform.transposedProduct((0..<p).map { products[p, $0] })
    centre = projected.map { $0 / n }
    let total = products[p, p] / n
    let left = max(total - dotProduct(centre, centre), 1e-16 * total)
    scale = left > 0 ? left.squareRoot() : 1
    designTransform = transform
    self.logDeterminant = logDeterminant
  }

  /// M, such that [X y] M are the columns of the basis: (p + 1) x (p + 1).
  var matrix: Matrix {
    let p = columnCount
    var result = Matrix(rows: p + 1, columns: p + 1)
    let shift = designTransform * centre
    for a in 0..<p {
      for b in 0..<p { result[a, b] = designTransform[a, b] }
      result[a, p] = -shift[a] / scale
    }
    result[p, p] = 1 / scale
    return result
  }

  /// inverse(M): [X y] from the columns of the basis.
  var inverseMatrix: Matrix {
    let p = columnCount
    var result = Matrix(rows: p + 1, columns: p + 1)
    let inverse = Self.inverseUpper(designTransform)
    for a in 0..<p {
      for b in 0..<p { result[a, b] = inverse[a, b] }
      result[a, p] = centre[a]
    }
    result[p, p] = scale
    return result
  }

  static func inverseUpper(_ upper: Matrix) -> Matrix {
    var result = Matrix.identity(upper.rows)
    result.withMutableView { view in upper.withView { view.solve($0, .upper) } }
    return result
  }

  /// beta of the original columns from that of the basis.
  func coefficients(_ transformed: [Double]) -> [Double] {
    designTransform * transformed.indices.map { centre[$0] + scale * transformed[$0] }
  }

  /// Covariance of the original coefficients from that in the basis: T C T'.
  func covariance(_ transformed: Matrix) -> Matrix {
    var result = (designTransform * transformed).productTransposed(designTransform)
    for a in 0..<result.rows { for b in 0..<a { result[b, a] = result[a, b] } }
    return result
  }
}
