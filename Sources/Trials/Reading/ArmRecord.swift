/// One arm of a study at one time, for one outcome, as printed.
public struct ArmRecord: Sendable {
  public enum Role: String, Sendable, Codable, CaseIterable {
    case treatment, comparator
    /// Everybody in the study.
    case all
  }

  /// When the outcome was measured.
  public enum Phase: String, Sendable, Codable, CaseIterable {
    case baseline, treatment
    /// From baseline on.
    case change
  }

  public var study = ""
  public var group = ""
  public var outcome = ""
  public var arm = ""
  public var role = Role.treatment
  public var timepoint = ""
  public var phase = Phase.treatment
  /// Of a crossover: the order of the treatments, and the period from 1.
  public var sequence = ""
  public var period: Int?

  public var n: PrintedNumber?
  public var mean: PrintedNumber?
  public var sd: PrintedNumber?
  public var se: PrintedNumber?
  public var median: PrintedNumber?
  public var q1: PrintedNumber?
  public var q3: PrintedNumber?
  public var min: PrintedNumber?
  public var max: PrintedNumber?
  public var events: PrintedNumber?
  public var total: PrintedNumber?
  public var percent: PrintedNumber?
  public var ciLow: PrintedNumber?
  public var ciHigh: PrintedNumber?
  /// In percent.
  public var ciLevel: PrintedNumber?
  /// The statistic that the interval belongs to: `mean`, `median`, `percent`.
  public var intervalOf = ""
  /// Time that the people of the arm were watched, together.
  public var personTime: PrintedNumber?
  public var unit = ""
  /// The days that a count is for.
  public var unitDays: PrintedNumber?
  public var definition = ""
  public var nBasis = ""
  /// Counts were found from other printed numbers.
  public var isRecovered = false
  /// Somebody was allocated to a comparator.
  public var isControlled = true
  /// The row of a wide table that it came from; nil in a long one.
  public var pair: Int?
  public var source: RowSource?

  public init() {}

  /// The people that a count of events is out of.
  public var people: PrintedNumber? { total ?? n }
}
