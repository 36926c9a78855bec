/// Why a matrix could not be factored or a system not be solved.
public enum LinearAlgebraError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The leading block of this order is the first that is not positive definite.
  case notPositiveDefinite(order: Int)
  /// The factor has an exact zero on its diagonal at this order (counted from 1).
  case singular(order: Int)
  /// Fewer linearly independent columns than columns.
  case rankDeficient(rank: Int, columns: Int)
  /// The matrix holds an infinity or not-a-number.
  case notFinite
  /// An iterative routine did not converge; `failures` is LAPACK's count.
  case notConverged(routine: String, failures: Int)

  public var description: String {
    switch self {
    case .notPositiveDefinite(let order):
      "The matrix is not positive definite: its leading block of order \(order) fails. "
        + "Look for a redundant or constant column, or a variance of zero."
    case .singular(let order):
      "The matrix is singular at row \(order): remove the redundant equation."
    case .rankDeficient(let rank, let columns):
      "The \(columns) columns have rank \(rank): remove \(columns - rank) redundant ones."
    case .notFinite:
      "The matrix holds an infinite value or not-a-number: check the data it was built from."
    case .notConverged(let routine, let failures):
      "The \(routine) did not converge (\(failures) values): check the scale of the matrix."
    }
  }
}
