import Tables

/// A comparison without a place in the pool, with the reason and its place in the file.
public struct TrialExclusion: Sendable, Equatable {
  public let study: String
  public let outcome: String
  public let timepoint: String
  public let reason: Finding

  public init(study: String, outcome: String, timepoint: String, reason: Finding) {
    self.study = study
    self.outcome = outcome
    self.timepoint = timepoint
    self.reason = reason
  }
}

extension TrialComparison {
  /// Why this comparison has no place.
  func excluded(
    _ code: String, _ message: String, hint: String,
    severity: Finding.Severity = .warning, column: String? = nil
  ) -> TrialExclusion {
    let arm = treatment ?? comparator ?? cells.first
    let source = arm?.source ?? contrasts.first?.source ?? trial?.source
    let reason =
      source?.finding(code, severity, column: column, message: message, hint: hint)
      ?? Finding(code: code, severity: severity, message: message, hint: hint)
    return TrialExclusion(study: study, outcome: outcome, timepoint: timepoint, reason: reason)
  }

  func excluded(_ error: EffectError) -> TrialExclusion {
    excluded(error.code, error.explained.message, hint: error.explained.hint, column: column(error))
  }

  /// The column that an impossible number stands in.
  private func column(_ error: EffectError) -> String? {
    switch error {
    case .standardDeviationNotPositive: "sd"
    case .groupTooSmall, .unequalCounts: "n"
    case .standardErrorNotPositive: "se"
    default: nil
    }
  }
}
