/// One schedule, drawn uniformly from all that a design admits.
public struct DrawnSchedule: Sendable, Codable, Equatable {
  public struct Night: Sendable, Codable, Equatable {
    /// From 1.
    public let day: Int
    /// ISO 8601; nil for a plan in day numbers.
    public let date: String?
    /// Index into the design's arms.
    public let arm: Int
    /// From 1.
    public let period: Int
    public let cycle: Int
    /// What the person sees: the arm, or, blinded, the code of the period's bottle.
    public let label: String
  }

  public let design: StudyDesign
  public let seed: UInt64
  /// The generator in words, with which the seed gives this schedule again.
  public let generator: String
  public let nights: [Night]
  /// How many schedules the design admits (exact below 2^53).
  public let admissible: Double
  /// The smallest one-sided p value of the randomisation test on this design.
  public let floor: Double
}
