import Glibc

/// The Cholesky factor L of a symmetric positive definite matrix A = L L'.
///
///     let factor = try CholeskyFactor(covariance)
///     let weighted = factor.solve(residuals)
///     let deviance = factor.logDeterminant + dotProduct(residuals, weighted)
///
/// Plain Swift up to order 16, LAPACK's `dpotrf` above, by halves for large orders.
public struct CholeskyFactor: Sendable, Equatable {
  /// L: lower triangular with a positive diagonal, zero above it.
  public let lower: Matrix

  /// Factors a symmetric matrix, of which only the lower triangle is read.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`, also where the matrix is not finite.
  public init(_ symmetric: Matrix) throws(LinearAlgebraError) {
    precondition(symmetric.isSquare, "a Cholesky factor needs a square matrix")
    var lower = symmetric
    try lower.withMutableView { view throws(LinearAlgebraError) in try view.factorCholesky() }
    lower.clearAboveDiagonal()
    self.lower = lower
  }

  public var order: Int { lower.rows }

  /// log det A = 2 * sum of log L(i, i).
  public var logDeterminant: Double { 2 * lower.logDiagonalSum }

  /// The solution x of A x = b.
  public func solve(_ b: [Double]) -> [Double] {
    var x = b
    withColumnView(&x) { solveInPlace($0) }
    return x
  }

  /// The solution X of A X = B.
  public func solve(_ b: Matrix) -> Matrix {
    var x = b
    x.withMutableView { solveInPlace($0) }
    return x
  }

  /// The solution x of L x = b: b as independent standard variables when A is its covariance.
  public func solveLower(_ b: [Double]) -> [Double] {
    var x = b
    withColumnView(&x) { view in lower.withView { view.solve($0, .lower) } }
    return x
  }

  /// The solution X of L X = B.
  public func solveLower(_ b: Matrix) -> Matrix {
    var x = b
    x.withMutableView { view in lower.withView { view.solve($0, .lower) } }
    return x
  }

  /// The solution x of L' x = b: a draw with covariance inverse(A) when b is standard normal.
  public func solveLowerTransposed(_ b: [Double]) -> [Double] {
    var x = b
    withColumnView(&x) { view in lower.withView { view.solve($0, .lower, transposed: true) } }
    return x
  }

  /// inverse(A), symmetric to the last bit.
  public func inverse() -> Matrix {
    var result: Matrix
    if order <= SmallKernels.triangularOrder {
      result = solve(.identity(order))
    } else {
      result = lower
      result.withMutableView { $0.invertCholesky() }
    }
    result.mirrorLowerTriangle()
    return result
  }

  /// A = L L', symmetric to the last bit.
  public func reconstruct() -> Matrix { lower.outerProduct() }

  private func solveInPlace(_ view: MutableMatrixView) {
    lower.withView { factor in
      view.solve(factor, .lower)
      view.solve(factor, .lower, transposed: true)
    }
  }
}

extension Matrix {
  /// The sum of the logarithms of the absolute diagonal elements.
  var logDiagonalSum: Double { diagonal.reduce(0) { $0 + log(abs($1)) } }
}
