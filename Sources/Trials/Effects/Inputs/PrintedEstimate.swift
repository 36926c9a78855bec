/// An effect taken over as it was printed, on the scale of its measure.
public struct PrintedEstimate: Sendable, Equatable {
  /// Of ratios, the logarithm.
  public let estimate: Double
  public let standardError: Double
  public let design: ComparisonDesign

  /// - Throws: `EffectError.notFinite`, `.standardErrorNotPositive`.
  public init(
    estimate: Double, standardError: Double, design: ComparisonDesign
  ) throws(EffectError) {
    guard estimate.isFinite else { throw .notFinite(what: "estimate") }
    guard standardError > 0, standardError.isFinite else {
      throw .standardErrorNotPositive(standardError)
    }
    self.estimate = estimate
    self.standardError = standardError
    self.design = design
  }
}
