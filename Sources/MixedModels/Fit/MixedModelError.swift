import Tables

/// Why a model has no estimate although its input can be read.
public enum MixedModelError: Error, Sendable, Equatable {
  /// The columns of X depend on one another.
  case designNotOfFullRank
  /// The residuals are zero: nothing is left to estimate a variance from.
  case perfectFit
  /// As many coefficients as rows, or more.
  case tooFewRows(rows: Int, coefficients: Int)
  /// The fixed effects predict some responses without error, so that coefficients run off to
  /// infinity.
  case separated(Separation)
  /// A combination of structures that is not offered, with the reason.
  case unsupported(String)
  /// The optimiser gave up, after so many evaluations.
  case notConverged(evaluations: Int)
  /// A quantity that does not exist for this model, with code, reason and hint.
  case notAvailable(Finding)
  /// As many correlated random effects of one factor as rows, or more, with sigma unknown.
  case tooManyRandomEffects(group: String, effects: Int, rows: Int)
  /// A column of random effects that is zero in every row.
  case randomEffectIsZero(group: String, column: String)
  /// A column of random effects whose variance cannot be told from that of others.
  case randomEffectsDependent(group: String, column: String, others: String)
  /// The fixed effects explain everything that a column of random effects could.
  case randomEffectIsFixed(group: String, column: String)
  /// Numbers so large or small that their squares have no place in double precision.
  case outOfRange(column: String, magnitude: Double)
}
