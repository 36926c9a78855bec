/// A symmetric matrix [[T, B], [B', C]] with T tridiagonal (n x n), B (n x p) and C (p x p) dense.
///
/// The precision matrix of a first-order Markov chain observed together with p shared effects: its
/// factor, solutions, determinant and the variances of all unknowns take O(n p^2) steps.
public struct BorderedTridiagonal: Sendable, Equatable {
  /// The diagonal of T: n numbers.
  public var diagonal: [Double]
  /// The elements beside the diagonal of T: n - 1 numbers.
  public var offDiagonal: [Double]
  /// B, n x p.
  public var border: Matrix
  /// C, p x p, of which only the lower triangle is read.
  public var corner: Matrix

  /// - Precondition: n is at least 1 and the shapes agree.
  public init(diagonal: [Double], offDiagonal: [Double], border: Matrix, corner: Matrix) {
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
    self.border = border
    self.corner = corner
    checkShapes()
  }

  /// n + p.
  public var order: Int { diagonal.count + corner.rows }

  /// The same matrix with all its zeros.
  public func dense() -> Matrix {
    let n = diagonal.count
    var result = Matrix(rows: order, columns: order)
    for i in 0..<n {
      result[i, i] = diagonal[i]
      if i > 0 { result[i, i - 1] = offDiagonal[i - 1] }
      for k in 0..<corner.rows { result[n + k, i] = border[i, k] }
    }
    for k in 0..<corner.rows {
      for l in 0...k { result[n + k, n + l] = corner[k, l] }
    }
    result.mirrorLowerTriangle()
    return result
  }

  /// The product with a vector of n + p elements.
  public static func * (matrix: BorderedTridiagonal, vector: [Double]) -> [Double] {
    let n = matrix.diagonal.count
    precondition(vector.count == matrix.order, "a vector of \(matrix.order) elements is needed")
    let (chain, shared) = (Array(vector.prefix(n)), Array(vector.dropFirst(n)))
    var corner = matrix.corner
    corner.mirrorLowerTriangle()
    var upper = matrix.border * shared
    for i in 0..<n {
      upper[i] += matrix.diagonal[i] * chain[i]
      if i > 0 { upper[i] += matrix.offDiagonal[i - 1] * chain[i - 1] }
      if i < n - 1 { upper[i] += matrix.offDiagonal[i] * chain[i + 1] }
    }
    let lower = zip(matrix.border.transposedProduct(chain), corner * shared).map { $0 + $1 }
    return upper + lower
  }

  func checkShapes() {
    precondition(
      !diagonal.isEmpty && offDiagonal.count == diagonal.count - 1
        && border.rows == diagonal.count && corner.isSquare && border.columns == corner.rows,
      "the parts of a bordered tridiagonal matrix do not fit")
  }
}
