/// Why the maximum likelihood estimates of a generalised model's coefficients do not exist.
///
/// Along `direction` d the likelihood of every row rises or stays, however far one goes: counts
/// have x'd = 0 where y > 0 and x'd <= 0 where y = 0; events among trials have x'd >= 0 where all
/// trials are events, x'd <= 0 where none is, x'd = 0 otherwise. It rises on `rows`, where
/// x'd != 0: all the rows for which there is such a direction.
///
/// Albert and Anderson (1984), "On the existence of maximum likelihood estimates in logistic
/// regression models"; Correia, Guimaraes and Zylkin (2019), "Verifying the existence of maximum
/// likelihood estimates for generalized linear models", Proposition 1.
public struct Separation: Sendable, Equatable {
  /// A coefficient without an estimate.
  public struct Coefficient: Sendable, Equatable {
    public let name: String
    /// It runs to + infinity, or to - infinity.
    public let isIncreasing: Bool
  }

  /// What alone suffices for separation and is easily said.
  public enum Cause: Sendable, Equatable {
    /// No row has an event: all counts are zero.
    case noEvents
    /// Every trial of every row is an event.
    case onlyEvents
    /// Rows where this column of zeros and ones is 1 have no events.
    case levelWithoutEvents(column: String)
    /// Of rows where this column of zeros and ones is 1, every trial is an event.
    case levelWithOnlyEvents(column: String)
    /// Rows where all of a factor's columns are 0, its reference level, have no events.
    case referenceWithoutEvents(columns: [String])
    /// Of rows where all of a factor's columns are 0, its reference level, every trial is an event.
    case referenceWithOnlyEvents(columns: [String])
  }

  /// x'd != 0 for every row: complete separation; otherwise quasi-complete.
  public let isComplete: Bool
  /// d, one number for each coefficient; the largest |x'd| is 1.
  public let direction: [Double]
  /// The coefficients that `direction` moves, in the order of the columns.
  public let coefficients: [Coefficient]
  /// The rows that are separated, ascending.
  public let rows: [Int]
  /// The simple causes; none where only a combination of columns separates the rows.
  public let causes: [Cause]
}

extension Separation: CustomStringConvertible {
  /// What happened; the coefficients are named with the side to which they run.
  public var description: String {
    let running = coefficients.map { "\($0.name) to \($0.isIncreasing ? "+" : "-")infinity" }
    let reasons =
      causes.isEmpty
      ? ["a combination of columns predicts \(rows.count) rows without error"]
      : causes.map(\.description)
    return "Estimates do not exist: \(reasons.joined(separator: "; ")). "
      + "The likelihood rises as \(running.joined(separator: ", "))."
  }
}

extension Separation.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noEvents: "no row has an event"
    case .onlyEvents: "every trial is an event"
    case .levelWithoutEvents(let column): "no row of \(column) has an event"
    case .levelWithOnlyEvents(let column): "every trial of \(column) is an event"
    case .referenceWithoutEvents(let columns):
      "no row outside \(columns.joined(separator: ", ")) has an event"
    case .referenceWithOnlyEvents(let columns):
      "every trial outside \(columns.joined(separator: ", ")) is an event"
    }
  }
}
