import Glibc
import Trials

extension TrialEffects {
  /// The smallest effect that matters as a size on the analysis scale; nil without one.
  /// - Throws: `PoolingError.outOfRange` for a ratio of 1 or of no positive number.
  func importantSize() throws -> Double? {
    guard let difference = plan.minimalImportantDifference else { return nil }
    let size = (measure.isLogarithm ? log(difference) : difference).magnitude
    guard size > 0, size.isFinite else {
      throw PoolingError.outOfRange(
        "a smallest effect that matters of \(difference): a ratio is above 0 and not 1")
    }
    return size
  }
}
