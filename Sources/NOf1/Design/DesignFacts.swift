/// What the log says about the design, before any model.
public struct DesignFacts: Sendable, Codable, Equatable {
  public struct Arm: Sendable, Codable, Equatable {
    public let arm: String
    /// Rows of the log, recorded or not.
    public let nights: Int
    /// Rows with an outcome.
    public let recorded: Int
    public let periods: Int
    /// Sum of the outcome for counts, nights with the event for binary outcomes, else nil.
    public let events: Int?
    /// Mean of the recorded outcomes, nil when there are none.
    public let mean: Double?

    public init(
      arm: String, nights: Int, recorded: Int, periods: Int, events: Int?, mean: Double?
    ) {
      self.arm = arm
      self.nights = nights
      self.recorded = recorded
      self.periods = periods
      self.events = events
      self.mean = mean
    }
  }

  /// One condition for a verdict.
  public struct Guard: Sendable, Codable, Equatable {
    /// `randomised`, `cycles`, `nights`, `events`.
    public let name: String
    public let required: Int
    public let observed: Int
    public let holds: Bool
    /// The condition in plain words, e.g. "at least 14 recorded nights per arm (magnesium has 9)".
    public let sentence: String

    public init(name: String, required: Int, observed: Int, holds: Bool, sentence: String) {
      self.name = name
      self.required = required
      self.observed = observed
      self.holds = holds
      self.sentence = sentence
    }
  }

  public let arms: [Arm]
  /// Calendar days from the first to the last night.
  public let spanDays: Int
  public let periods: Int
  /// Complete cycles.
  public let cycles: Int
  public let transitions: Int
  public let randomised: Bool
  public let guards: [Guard]

  /// Whether every guard holds, so that a verdict about the person can be given.
  public var identifiesResponder: Bool { guards.allSatisfy(\.holds) }

  public init(
    arms: [Arm], spanDays: Int, periods: Int, cycles: Int, transitions: Int, randomised: Bool,
    guards: [Guard]
  ) {
    self.arms = arms
    self.spanDays = spanDays
    self.periods = periods
    self.cycles = cycles
    self.transitions = transitions
    self.randomised = randomised
    self.guards = guards
  }
}
