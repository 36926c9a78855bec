/// Why a comparison gives no effect.
enum EffectUnavailable: Error {
  /// Numbers that would be needed are not printed.
  case numbersMissing(String, for: EffectMeasure)
  /// Printed numbers that cannot be, or have no effect.
  case impossible(EffectError)
  /// A crossover's counts without the pairs.
  case countsWithoutPairs
  /// The report is of another measure.
  case otherMeasure(String, wanted: EffectMeasure)
  /// Cells of a crossover that make no table, or from which the treatment cannot be told.
  case unusableCells(CrossoverError)
  /// The report does not say which side was taken from which.
  case directionNotStated

  /// A reported estimate may stand in for the arms.
  var allowsReport: Bool {
    switch self {
    case .numbersMissing, .countsWithoutPairs: true
    default: false
    }
  }

  func exclusion(of row: TrialComparison) -> TrialExclusion {
    switch self {
    case .numbersMissing(let what, let measure):
      row.excluded(
        "A314", "\(measure.rawValue) needs \(what), which the study does not print",
        hint: "see trials derive for what follows from its other numbers")
    case .impossible(let error): row.excluded(error)
    case .countsWithoutPairs:
      row.excluded(
        "A315", "counts of a crossover, without how many people had the event under both",
        hint: "treated as two groups, the same people would count twice")
    case .otherMeasure(let found, let wanted):
      row.excluded(
        "A316",
        "the report is of \(found.isEmpty ? "a measure not named" : found), "
          + "not of \(wanted.rawValue)",
        hint: "ask for that measure with --measure", column: "measure")
    case .unusableCells(let error):
      row.excluded(error.finding.code, error.finding.message, hint: error.finding.hint ?? "")
    case .directionNotStated:
      row.excluded(
        "A317", "the report does not say which arm is compared with which",
        hint: "write 'treatment to comparator' or the like in the column comparison",
        column: "comparison")
    }
  }
}
