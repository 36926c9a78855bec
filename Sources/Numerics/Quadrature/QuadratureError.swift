/// Why an integral has no value to give.
public enum QuadratureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The interval limit was reached before the error estimate met the tolerance.
  case notConverged(value: Double, errorEstimate: Double)
  /// The integrand was infinite or not a number.
  case notFinite(at: Double)

  public var description: String {
    switch self {
    case .notConverged(let value, let errorEstimate):
      "The integral did not converge: \(value) with an estimated error of \(errorEstimate). "
        + "Allow more intervals, loosen the tolerance, or split the range at a singularity."
    case .notFinite(let at):
      "The integrand is not finite at \(at). Split the range there or rewrite the integrand."
    }
  }
}
