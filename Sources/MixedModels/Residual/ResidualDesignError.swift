/// Why a residual covariance cannot be estimated from these rows.
///
/// Rows are positions among the used rows of the model frame, counted from 0.
public enum ResidualDesignError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A time, covariate or weight of a row is infinite or not a number.
  case notFinite(row: Int)
  /// Every group has one row only, so that no two residuals are correlated.
  case noRepeatedGroup(group: String?)
  /// The distance in time to the row before it, within the group, is not whole.
  case fractionalDistance(row: Int, distance: Double)
  /// Two rows of a group have the same time.
  case repeatedTime(row: Int, group: String, time: Double)
  /// Two rows of a group are of the same visit.
  case repeatedVisit(row: Int, group: String, visit: String)
  /// No group has rows of both visits.
  case separateVisits(String, String)
  /// No row belongs to this stratum.
  case emptyStratum(String)
  /// The variance covariate of a row is zero.
  case zeroCovariate(row: Int)
  /// The variance covariate has the same absolute value everywhere, or everywhere within a visit
  /// where visits have variances of their own.
  case constantCovariate
  /// Visits have variances of their own already.
  case unstructuredWithStrata
  /// The case weight of a row is not positive.
  case weightNotPositive(row: Int)

  public var description: String {
    switch self {
    case .notFinite(let row):
      "The time, variance covariate or weight of row \(row + 1) is not a finite number."
    case .noRepeatedGroup(let group):
      "Every level of \(group.map { "'\($0)'" } ?? "the group") has one row only: residuals cannot "
        + "be correlated. Name a group with repeated rows, or leave the correlation out."
    case .fractionalDistance(let row, let distance):
      "Row \(row + 1) is \(distance) time units after the row before it; ar1 needs whole distances. "
        + "Use car1, or a time that counts occasions."
    case .repeatedTime(let row, let group, let time):
      "Row \(row + 1) repeats the time \(time) of '\(group)'. Give each row of a group its own time."
    case .repeatedVisit(let row, let group, let visit):
      "Row \(row + 1) repeats the visit '\(visit)' of '\(group)'. Keep one row per visit."
    case .separateVisits(let first, let second):
      "The visits '\(first)' and '\(second)' never occur in the same group: their correlation "
        + "cannot be estimated. Use cs or ar1, or leave one of the visits out."
    case .emptyStratum(let stratum):
      "No row belongs to '\(stratum)': its variance cannot be estimated. Drop that level."
    case .zeroCovariate(let row):
      "The variance covariate of row \(row + 1) is zero, where a power has no finite variance. "
        + "Use a covariate that is not zero."
    case .constantCovariate:
      "The variance covariate does not vary where it should explain unequal variances: its power "
        + "cannot be estimated. Leave the variance out."
    case .unstructuredWithStrata:
      "An unstructured correlation has a variance for every visit already: leave ident out."
    case .weightNotPositive(let row):
      "The weight of row \(row + 1) is not positive. Leave the row out, or give it a weight."
    }
  }
}
