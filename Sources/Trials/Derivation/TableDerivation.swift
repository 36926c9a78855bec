import Tables

/// A number that a table does not print, with what follows for it from the others, or why nothing
/// does.
public struct TableDerivation: Sendable {
  public enum Outcome: Sendable, Equatable {
    case derived(DerivedValue)
    case impossible(DerivationError)
  }

  public let subject: ConsistencyCheck.Subject
  public let quantity: DerivedValue.Quantity
  public let outcome: Outcome
  /// The row that it belongs to.
  public let place: Place?

  public var derived: DerivedValue? {
    if case .derived(let value) = outcome { value } else { nil }
  }

  /// Why there is no value; nil if there is one.
  public var finding: Finding? {
    guard case .impossible(let error) = outcome else { return nil }
    return Finding(
      code: error.code, severity: .information, message: error.finding.message,
      hint: error.finding.hint, place: place)
  }

  /// Everything that the tables imply without printing it, arms first, in the order of the rows:
  /// means and SDs of arms, counts from percentages, correlations of baseline and end; standard
  /// errors of comparisons, SDs that two groups share, SDs of differences and their correlations.
  ///
  /// `comparisons`: those of the same tables.
  public static func derive(
    _ tables: TrialTables, comparisons: [TrialComparison]
  ) -> [TableDerivation] {
    tables.arms.flatMap { arm($0) } + ArmChange.all(in: tables.arms).flatMap { change($0) }
      + ContrastContext.all(comparisons).flatMap { contrast($0) }
  }

  /// The result of one derivation, whether it throws or not.
  static func attempt(
    _ quantity: DerivedValue.Quantity, _ subject: ConsistencyCheck.Subject, _ place: Place?,
    _ body: () throws(DerivationError) -> DerivedValue
  ) -> TableDerivation {
    let outcome: Outcome
    do { outcome = .derived(try body()) } catch { outcome = .impossible(error) }
    return TableDerivation(subject: subject, quantity: quantity, outcome: outcome, place: place)
  }
}
