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

    public init(day: Int, date: String?, arm: Int, period: Int, cycle: Int, label: String) {
      self.day = day
      self.date = date
      self.arm = arm
      self.period = period
      self.cycle = cycle
      self.label = label
    }
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

  public init(
    design: StudyDesign, seed: UInt64, generator: String, nights: [Night], admissible: Double,
    floor: Double
  ) {
    self.design = design
    self.seed = seed
    self.generator = generator
    self.nights = nights
    self.admissible = admissible
    self.floor = floor
  }
}
