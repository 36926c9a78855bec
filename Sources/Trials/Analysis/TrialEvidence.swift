/// What else the numbers of a pool say: how much hangs on single people, how much is needed,
/// whether patients differ, and crossovers by their cells.
public struct TrialEvidence: Sendable {
  /// A trial's table and how few other outcomes would take P to the other side of 0.05.
  public struct Fragility: Sendable {
    public let study: String
    public let index: FragilityIndex
  }

  /// The spread of individual responses that a trial's changes imply.
  public struct Response: Sendable {
    public let study: String
    public let response: IndividualResponse
  }

  /// Of trials with counts.
  public let fragility: [Fragility]
  /// For the plan's minimal important difference; nil without one, or where it needs an SD that no
  /// trial prints.
  public let informationSize: InformationSize?
  /// The people in the pool; nil where a number is not known.
  public let people: Int?
  /// From the ratios of standard deviations; nil where no trial prints them.
  public let variability: VariabilityQuestion?
  /// Of parallel trials that print changes from baseline.
  public let responses: [Response]
  public let crossovers: [CrossoverAnswer]
}

/// A crossover by its cells: treatment, period and carry-over, as far as they can be told apart.
public struct CrossoverAnswer: Sendable {
  public let study: String
  public let outcome: String
  public let unit: String
  /// The cells are medians: their differences are those of medians, without standard errors.
  public let isOfMedians: Bool
  /// Treatment and periods, one fit a correlation.
  public let fits: [CrossoverFit]
  /// With a carry-over in place of the sequences; empty where the design cannot tell it.
  public let carryover: [CrossoverFit]
}
