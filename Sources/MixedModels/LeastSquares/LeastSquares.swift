import Glibc
import Numerics

/// The x that minimises |A x - b|, to the precision of the data.
///
/// Householder QR with column pivoting, then refinement of solution and residuals together:
///
///     [ I   A ] [ r ]   [ b ]
///     [ A'  0 ] [ x ] = [ 0 ]
///
/// What the equations lack is summed in twice the working precision, and solved for with the same
/// factor until it no longer matters. Coefficients and residuals then are those of the stored
/// columns to working precision, though their condition be 1e10; normal equations would lose every
/// digit.
///
/// Source: Björck (1967), "Iterative refinement of linear least squares solutions I", BIT 7,
/// 257-278.
struct LeastSquares: Sendable {
  /// x, in the order of the columns.
  let coefficients: [Double]
  /// b - A x.
  let residuals: [Double]
  /// |b - A x|^2.
  let residualSumOfSquares: Double
  /// inverse(A'A).
  let unscaledCovariance: Matrix
  /// log det A'A.
  let logDeterminant: Double

  private static let maximumSteps = 8

  /// - Throws: `LinearAlgebraError.rankDeficient`, `.notFinite`.
  init(_ a: Matrix, _ b: [Double]) throws(LinearAlgebraError) {
    precondition(a.rows == b.count, "one response for every row")
    let factor = try PivotedQR(a, tolerance: 1e-14)
    unscaledCovariance = try factor.inverseCrossProduct()
    let upper = factor.upper
    logDeterminant = (0..<a.columns).reduce(0) { $0 + 2 * log(abs(upper[$1, $1])) }
    let norms = (0..<a.columns).map { dotProduct(a.column($0), a.column($0)).squareRoot() }

    var solution = AugmentedVector(
      residuals: .init(repeating: 0, count: a.rows),
      coefficients: .init(repeating: 0, count: a.columns))
    // The first step solves the equations, the others refine.
    var previous = Double.infinity
    for _ in 0..<Self.maximumSteps {
      let lack = solution.lack(a, b)
      let step = try AugmentedVector(solving: factor, upper, lack)
      let size = Self.size(step.coefficients, norms)
      // A step that is no smaller than the one before is rounding alone.
      guard size < previous / 2 else { break }
      solution.add(step)
      let scale = Self.size(solution.coefficients, norms)
      // Steps shrink by the same factor: what is still to come is below the last place.
      if previous < .infinity, size * (size / previous) <= scale * .ulpOfOne / 4 { break }
      previous = size
    }
    coefficients = solution.coefficients
    residuals = solution.residuals
    residualSumOfSquares = dotProduct(residuals, residuals)
  }

  /// The largest coefficient in units of its column.
  private static func size(_ coefficients: [Double], _ norms: [Double]) -> Double {
    zip(coefficients, norms).reduce(0) { max($0, abs($1.0 * $1.1)) }
  }
}
