import Glibc

/// The factor of a positive definite bordered tridiagonal matrix.
///
/// T = L D L' with L unit lower bidiagonal, W = inverse(L) B, and the Schur complement
/// S = C - W' inverse(D) W is Cholesky factored. O(n p^2 + p^3) steps, O(n p) memory.
///
///     let factor = try BorderedTridiagonalFactor(precision)
///     let mode = factor.solve(score)
///     let variances = factor.selectedInverse().diagonal
public struct BorderedTridiagonalFactor: Sendable {
  /// D.
  let pivots: [Double]
  /// The elements of L below its diagonal.
  let multipliers: [Double]
  /// W', p x n, so that the row of one position is contiguous.
  let weights: Matrix
  /// The Cholesky factor of the Schur complement S.
  let schur: CholeskyFactor

  /// Factors a matrix.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite` with the order of the failing block.
  public init(_ matrix: BorderedTridiagonal) throws(LinearAlgebraError) {
    matrix.checkShapes()
    let n = matrix.diagonal.count
    let p = matrix.corner.rows
    var pivots = matrix.diagonal
    var multipliers = matrix.offDiagonal
    var weights = matrix.border.transposed
    var complement = matrix.corner
    for i in 0..<n {
      if i > 0 {
        multipliers[i - 1] /= pivots[i - 1]
        pivots[i] -= multipliers[i - 1] * matrix.offDiagonal[i - 1]
      }
      let pivot = pivots[i]
      guard pivot > 0, pivot < .infinity else { throw .notPositiveDefinite(order: i + 1) }
      weights.elements.withUnsafeMutableBufferPointer { w in
        let row = i * p
        if i > 0 {
          for k in 0..<p { w[row + k] -= multipliers[i - 1] * w[row - p + k] }
        }
        complement.elements.withUnsafeMutableBufferPointer { s in
          for k in 0..<p {
            let factor = w[row + k] / pivot
            for l in k..<p { s[l + k * p] -= factor * w[row + l] }
          }
        }
      }
    }
    schur = try Self.factor(complement, after: n)
    self.pivots = pivots
    self.multipliers = multipliers
    self.weights = weights
  }

  private static func factor(
    _ complement: Matrix, after n: Int
  ) throws(LinearAlgebraError) -> CholeskyFactor {
    do {
      return try CholeskyFactor(complement)
    } catch {
      guard case .notPositiveDefinite(let order) = error else { throw error }
      throw .notPositiveDefinite(order: n + order)
    }
  }

  /// The logarithm of the determinant.
  public var logDeterminant: Double {
    pivots.reduce(0) { $0 + log($1) } + schur.logDeterminant
  }

  /// The solution of M x = b, b holding the n chain elements first, then the p shared ones.
  public func solve(_ b: [Double]) -> [Double] {
    let (n, p) = (pivots.count, schur.order)
    precondition(b.count == n + p, "a right-hand side of \(n + p) elements is needed")
    var chain = Array(b.prefix(n))
    var shared = Array(b.dropFirst(n))
    for i in 1..<max(n, 1) { chain[i] -= multipliers[i - 1] * chain[i - 1] }
    for i in 0..<n {
      let scaled = chain[i] / pivots[i]
      for k in 0..<p { shared[k] -= scaled * weights.elements[i * p + k] }
    }
    shared = schur.solve(shared)
    for i in (0..<n).reversed() {
      var value = chain[i]
      for k in 0..<p { value -= weights.elements[i * p + k] * shared[k] }
      value /= pivots[i]
      if i < n - 1 { value -= multipliers[i] * chain[i + 1] }
      chain[i] = value
    }
    return chain + shared
  }
}
