/// The same people measured twice: under both treatments of a crossover, or before and after.
public struct PairedMeans: Sendable, Equatable {
  /// Under treatment, or after.
  public let treatment: GroupMean
  /// Under the comparator, or before.
  public let comparator: GroupMean
  /// Between a person's two values.
  public let correlation: Double
  /// `.crossover` or `.beforeAfter`.
  public let design: ComparisonDesign

  /// - Throws: `EffectError.correlationOutOfRange` outside -1 to 1, `.unequalCounts` if the two
  ///   measurements are not of the same number of people.
  public init(
    treatment: GroupMean, comparator: GroupMean, correlation: Double,
    design: ComparisonDesign = .crossover
  ) throws(EffectError) {
    precondition(design == .crossover || design == .beforeAfter, "one group measured twice")
    guard treatment.count == comparator.count else {
      throw .unequalCounts(treatment.count, comparator.count)
    }
    guard abs(correlation) <= 1 else { throw .correlationOutOfRange(correlation) }
    self.treatment = treatment
    self.comparator = comparator
    self.correlation = correlation
    self.design = design
  }

  /// The variance of a person's difference, s1^2 + s2^2 - 2 r s1 s2.
  public var differenceVariance: Double {
    treatment.variance + comparator.variance
      - 2 * correlation * treatment.standardDeviation * comparator.standardDeviation
  }
}
