import Glibc
import Numerics

/// base to a real power.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The derivative of each element of `function` by parameter p, by central differences of fourth
/// order.
func numericalDerivative(
  _ p: Int, at parameters: [Double], step: Double = 1e-3, _ function: ([Double]) throws -> Matrix
) rethrows -> Matrix {
  func shifted(_ by: Double) throws -> Matrix {
    var moved = parameters
    moved[p] += by
    return try function(moved)
  }
  let near = try shifted(step) - shifted(-step)
  let far = try shifted(2 * step) - shifted(-2 * step)
  return (8 / (12 * step)) * near - (1 / (12 * step)) * far
}

/// The largest absolute difference, relative to the largest element of `expected` or to 1.
func largestDifference(_ computed: Matrix, _ expected: Matrix) -> Double {
  guard computed.rows == expected.rows && computed.columns == expected.columns else {
    return .infinity
  }
  let scale = expected.elements.reduce(1) { max($0, abs($1)) }
  return zip(computed.elements, expected.elements).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
}
