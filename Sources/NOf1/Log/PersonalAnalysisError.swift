import Tables

/// Why a valid log gives no answer.
///
/// Input that is wrong is `InvalidInput` (exit status 2): someone must correct it. A log that is
/// right but has too little in it is not estimable (exit status 4): more nights may help.
///
/// | what | thrown as | code |
/// |---|---|---|
/// | no rows, missing column, unreadable cell, two rows for a date | `InvalidInput` | N101 to N111, D104 |
/// | an arm of the study that is nowhere in the log | `InvalidInput` | N113 |
/// | nothing says which arm is the reference | `InvalidInput` | N112 |
/// | all nights on one arm | `.notEstimable` | N171 |
/// | an arm in the log without a recorded night | `.notEstimable` | N172 |
/// | fewer than two recorded nights | `.notEstimable` | N173 |
/// | score or duration that does not vary within any arm | `.notEstimable` | N174 |
/// | score or duration with no arm recorded twice | `.notEstimable` | N175 |
/// | no recorded night left on an arm after the declared wash-in | `.notEstimable` | N176 |
/// | counts that are all zero, binary outcomes that are all alike | not an error | |
public enum PersonalAnalysisError: Error, Equatable, Sendable {
  case notEstimable(Finding)
}

extension PersonalAnalysisError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notEstimable(let finding):
      finding.message + (finding.hint.map { " (\($0))" } ?? "")
    }
  }
}
