/// A group of people with the mean and standard deviation of their outcome.
public struct GroupMean: Sendable, Equatable {
  public let count: Int
  public let mean: Double
  /// Of the people, with n - 1; not a standard error.
  public let standardDeviation: Double

  /// - Throws: `EffectError.groupTooSmall` below two people, `.standardDeviationNotPositive`,
  ///   `.notFinite`.
  public init(count: Int, mean: Double, standardDeviation: Double) throws(EffectError) {
    guard count >= 2 else { throw .groupTooSmall(count: count, minimum: 2) }
    guard mean.isFinite else { throw .notFinite(what: "mean") }
    guard standardDeviation > 0 else { throw .standardDeviationNotPositive(standardDeviation) }
    guard standardDeviation.isFinite else { throw .notFinite(what: "standard deviation") }
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  var n: Double { Double(count) }
  var variance: Double { standardDeviation * standardDeviation }
  /// The squared standard error of the mean over the squared mean, s^2 / (n m^2).
  var relativeVariance: Double { variance / (n * mean * mean) }
}
