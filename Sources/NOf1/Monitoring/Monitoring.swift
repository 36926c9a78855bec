/// When the log may be analysed, as declared before the first night.
public enum Monitoring: Sendable, Codable, Equatable {
  /// Once, when the plan is done.
  case atTheEnd
  /// After each of these numbers of complete cycles, increasing; the last is the planned end.
  case looks(afterCycles: [Int])
  /// As often as one likes: the verdict needs an e-value that holds at any stopping time.
  case continuous
}

/// What monitoring did to this analysis.
public struct MonitoringResult: Sendable, Codable, Equatable {
  /// One cycle's bet.
  public struct Bet: Sendable, Codable, Equatable {
    /// Cycle (or block, or night) from 1.
    public let step: Int
    /// The factor by which the stake grew.
    public let factor: Double
    /// The stake after it: the e-value.
    public let eValue: Double
  }

  public let monitoring: Monitoring
  /// Complete cycles so far, and those planned where a plan says so.
  public let cycles: Int
  public let plannedCycles: Int?
  /// Which declared look this is, from 1; nil where none is declared.
  public let look: Int?
  /// P(benefit of at least the important size) and P(benefit) that a responder needs at this look.
  public let importantBenefit: Double
  public let anyBenefit: Double
  /// Chance of a false responder over all looks with these thresholds, in the worst simulated cell.
  public let falseResponders: Double?
  /// Continuous monitoring: the bets, and what the stake must reach.
  public let bets: [Bet]
  public let eValueNeeded: Double?
  /// In plain words: what was declared, what it costs, what it means for this analysis.
  public let sentence: String
}
