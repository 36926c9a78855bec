/// A family of contrasts of means, tested together.
public struct ContrastTable: Sendable, Codable, Equatable {
  public let method: DegreesOfFreedomMethod
  public let information: Information?
  /// How p values and intervals allow for the number of contrasts.
  public let adjustment: MultiplicityAdjustment
  /// Of the intervals; simultaneous by the adjustment.
  public let level: Double
  public let rows: [ContrastEstimate]
  /// Contrasts that the data do not determine.
  public let notEstimable: [String]
  public let notes: [FixedEffectsInference.Note]
}
