/// A claim about a treatment, as fields that can be held against tables of trials.
///
/// Only the fields are judged: `statement`, `id`, `article`, `topic` and `note` decide nothing.
public struct Claim: Sendable {
  /// Which way the outcome is said to go with the treatment.
  public enum Direction: String, Sendable, Codable, CaseIterable {
    case lower, higher, better, worse
    case noDifference = "no difference"
    case notSettled = "not settled"
  }

  /// How the number of a claim binds.
  public enum Bound: String, Sendable, Codable, CaseIterable {
    case exactly, about, range
    case atLeast = "at least"
    case atMost = "at most"
    case above, below
    /// A size in words, without a number.
    case small
  }

  /// What the number of a claim is.
  public enum Quantity: String, Sendable, Codable, CaseIterable {
    case dose, intake, effect, share, count, threshold
    case timeToEffect = "time to effect"
    case stoppingTime = "stopping time"
    case yearOfStudy = "year of the study"
  }

  /// What could decide a claim.
  public enum Test: String, Sendable, Codable, CaseIterable {
    case trials, reviews, arithmetic, reference, nothing
  }

  public var id = ""
  public var article = ""
  public var topic = ""
  public var statement = ""
  public var population = ""
  /// The group of the trial tables that the population falls into; empty if none does.
  public var group = ""
  public var comparator = ""
  public var outcome = ""
  public var direction: Direction?
  /// The number of the claim, the lower end of a range.
  public var quantity: PrintedNumber?
  public var quantityHigh: PrintedNumber?
  public var bound: Bound?
  public var unit = ""
  public var quantityOf: Quantity?
  public var furtherQuantities: [String] = []
  /// What the quantity is said to equal.
  public var equals: PrintedNumber?
  public var equalsHigh: PrintedNumber?
  public var equalsUnit = ""
  /// It speaks of what single persons get.
  public var isIndividual = false
  /// Arithmetic alone can check it.
  public var isArithmetic = false
  public var testableBy: Test?
  /// Studies that bear on it.
  public var studies: [String] = []
  /// Reviews that bear on it.
  public var reviews: [String] = []
  public var sourceURL = ""
  public var note = ""
  public var source: RowSource?

  public init() {}
}
