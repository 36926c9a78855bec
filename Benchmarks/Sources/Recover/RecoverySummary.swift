import Glibc
import Numerics

/// What many fits say of one parameter.
struct RecoverySummary: Sendable {
  let name: String
  let truth: Double
  /// Of the fits that have an estimate.
  let mean: Double
  /// Of the estimates.
  let deviation: Double
  /// The Monte Carlo error of the mean.
  let error: Double
  /// The mean of the standard errors, where there are any.
  let standardError: Double
  /// Fits with an interval, those whose interval has the truth in it, and the mean width.
  let intervals: Int
  let covering: Int
  let width: Double

  init(_ estimates: [RecoveredFit.Estimate]) {
    precondition(!estimates.isEmpty, "a summary needs estimates")
    name = estimates[0].name
    let truth = estimates[0].truth
    self.truth = truth
    let mean = Self.mean(estimates.map(\.value))
    let squares = estimates.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    let deviation = (squares / Double(max(estimates.count - 1, 1))).squareRoot()
    self.mean = mean
    self.deviation = deviation
    error = deviation / Double(estimates.count).squareRoot()
    standardError = Self.mean(estimates.compactMap(\.standardError))
    let limits = estimates.compactMap(\.limits)
    intervals = limits.count
    covering = limits.count { $0.contains(truth) }
    width = Self.mean(limits.map { $0.upperBound - $0.lowerBound })
  }

  var bias: Double { mean - truth }
  var coverage: Double { Double(covering) / Double(max(intervals, 1)) }

  /// The Monte Carlo error of the coverage.
  var coverageError: Double {
    (coverage * (1 - coverage) / Double(max(intervals, 1))).squareRoot()
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }
}
