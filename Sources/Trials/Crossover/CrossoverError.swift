import Tables

/// Why the effects of a crossover could not be computed from its cells.
public enum CrossoverError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The table is empty.
  case noCells
  /// A mean that is not finite, a spread that is not above 0, a period below 1, or fewer than two
  /// people.
  case unusableCell(sequence: String, period: Int)
  /// Two cells of one sequence in one period.
  case duplicateCell(sequence: String, period: Int)
  /// The number of people differs between the periods of a sequence.
  case unequalCounts(sequence: String, Int, Int)
  /// A correlation outside its range; all pairs of periods share it.
  case correlationOutOfRange(Double, lowest: Double)
  /// No correlation was given for a sequence.
  case noCorrelation(sequence: String)
  /// The covariance of a sequence's means is singular to rounding.
  case notPositiveDefinite(sequence: String)
  /// The terms cannot be told apart in this design.
  case notEstimable(terms: Int, rank: Int)
  /// Sequences of different periods have no common covariance matrix.
  case differentPeriods
  /// A treatment the table does not have.
  case unknownTreatment(String, available: [String])
  /// Nothing to compare the only treatment with.
  case oneTreatment(String)
  /// The classical analysis is of two treatments in two periods, in both orders.
  case notTwoByTwo
  /// The analysis needs the standard deviation or error of every cell.
  case spreadNeeded
  /// A level of confidence that is not between 0 and 1.
  case levelOutOfRange(Double)

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .noCells, .unusableCell, .duplicateCell: "A260"
    case .unequalCounts: "A261"
    case .correlationOutOfRange, .noCorrelation, .notPositiveDefinite: "A262"
    case .notEstimable, .differentPeriods: "A263"
    case .unknownTreatment, .oneTreatment: "A264"
    case .notTwoByTwo: "A265"
    case .spreadNeeded: "A266"
    case .levelOutOfRange: "A243"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }

  private var explained: (message: String, hint: String) {
    switch self {
    case .noCells: ("The crossover has no cells", "give one for each sequence and period")
    case .unusableCell(let sequence, let period):
      (
        "Sequence \(sequence) has an impossible cell in period \(period)",
        "it needs a mean, two people or more, and a spread above 0 or none"
      )
    case .duplicateCell(let sequence, let period):
      (
        "Sequence \(sequence) has two cells in period \(period)", "give one, of the last follow-up"
      )
    case .unequalCounts(let sequence, let first, let second):
      (
        "Sequence \(sequence) has \(first) people in one period and \(second) in another",
        "give the cells of the people who have both"
      )
    case .correlationOutOfRange(let value, let lowest):
      ("A correlation of \(value) within people", "it lies between \(lowest) and 1")
    case .noCorrelation(let sequence):
      ("Sequence \(sequence) has no correlation", "give one for each sequence, or one for all")
    case .notPositiveDefinite(let sequence):
      (
        "The cells of sequence \(sequence) determine each other",
        "take a correlation further from its limits"
      )
    case .notEstimable(let terms, let rank):
      (
        "The design tells \(rank) of \(terms) terms apart",
        "leave out the carry-over, or the sequence effects"
      )
    case .differentPeriods:
      (
        "The sequences have different periods and no common covariance",
        "weight each sequence by its own variances"
      )
    case .unknownTreatment(let name, let available):
      ("No cell has the treatment \(name)", "there are \(available.joined(separator: ", "))")
    case .oneTreatment(let name):
      ("\(name) is the only treatment", "a crossover compares two or more")
    case .notTwoByTwo:
      (
        "The table is not one of two treatments in two periods in both orders",
        "fit the general model"
      )
    case .spreadNeeded:
      (
        "A cell has neither a standard deviation nor a standard error",
        "fit the model with sequence effects, which gives estimates without standard errors"
      )
    case .levelOutOfRange(let value): ("\(value) is no level of confidence", "0.95 is usual")
    }
  }
}
