import Tables

/// Why a model has no estimate although its input can be read.
public enum MixedModelError: Error, Sendable, Equatable {
  /// The columns of X depend on one another.
  case designNotOfFullRank
  /// The residuals are zero: nothing is left to estimate a variance from.
  case perfectFit
  /// As many coefficients as rows, or more.
  case tooFewRows(rows: Int, coefficients: Int)
  /// A combination of structures that is not offered, with the reason.
  case unsupported(String)
  /// The optimiser gave up, after so many evaluations.
  case notConverged(evaluations: Int)
  /// A quantity that does not exist for this model, with code, reason and hint.
  case notAvailable(Finding)
}
