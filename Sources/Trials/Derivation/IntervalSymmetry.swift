/// Whether an estimate is the middle of its interval, on the scale of the analysis.
public struct IntervalSymmetry: Sendable, Codable, Equatable {
  /// The middle of the ends, with all their roundings.
  public let centre: ValueRange
  public let estimate: ValueRange
  /// From the lower end to the estimate, as printed.
  public let lowerPart: Double
  /// From the estimate to the upper end, as printed.
  public let upperPart: Double

  /// Some values that round to the printed ones make the estimate the middle.
  public var isSymmetric: Bool {
    centre.widened(by: 1e-12 * (1 + centre.magnitude.high)).overlaps(estimate)
  }
}
