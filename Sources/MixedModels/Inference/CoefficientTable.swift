/// The fixed effects with standard errors, tests and Wald intervals.
public struct CoefficientTable: Sendable, Codable, Equatable {
  public let method: DegreesOfFreedomMethod
  public let information: Information?
  /// Of the intervals.
  public let level: Double
  /// One per coefficient, labelled by its name.
  public let rows: [ContrastEstimate]
  public let notes: [FixedEffectsInference.Note]
}

extension LinearMixedModel {
  /// The fixed effects with standard errors, tests and Wald intervals.
  ///
  /// Like R's `summary()` of lmerTest, and `confint(method = "Wald")` with the method's quantiles.
  /// - Throws: as ``inference(_:information:)``.
  public func coefficientTable(
    method: DegreesOfFreedomMethod = .satterthwaite, information: Information? = nil,
    level: Double = 0.95
  ) throws -> CoefficientTable {
    try inference(method, information: information).coefficientTable(level: level)
  }
}
