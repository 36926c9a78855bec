/// Why a root or a minimum could not be found.
public enum OptimizationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The function has the same sign at both ends of the interval.
  case notBracketed(lower: Double, upper: Double)
  /// The function was infinite or not a number where a number is needed.
  case notFinite(at: [Double])
  /// The limit on evaluations was reached first.
  case notConverged(evaluations: Int)
  /// The library refused the problem or failed.
  case failed(reason: String)

  public var description: String {
    switch self {
    case .notBracketed(let lower, let upper):
      "No sign change between \(lower) and \(upper): widen the interval that holds the root."
    case .notFinite(let at):
      "The function is not finite at \(at): start elsewhere or restrict the range."
    case .notConverged(let evaluations):
      "No convergence after \(evaluations) evaluations: allow more, or check the function."
    case .failed(let reason):
      "The optimiser failed: \(reason)."
    }
  }
}
