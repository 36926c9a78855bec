extension EffectError {
  /// What happened, and what to do.
  var explained: (message: String, hint: String) { impossible ?? missing }

  /// Printed numbers that cannot be.
  private var impossible: (message: String, hint: String)? {
    switch self {
    case .negativeCount(let what, let count):
      (
        "A number of \(what) is \(count)",
        "see whether the cell holds a change, or a minus slipped in"
      )
    case .eventsAboveTotal(let events, let total):
      (
        "\(events) people with the event among \(total)",
        "see whether events were counted, not people, or the columns are exchanged"
      )
    case .groupTooSmall(let count, let minimum):
      ("A group of \(count)", "the statistic needs at least \(minimum)")
    case .standardDeviationNotPositive(let value):
      ("A standard deviation of \(value)", "leave the cell empty if it was not printed")
    case .notFinite(let what):
      ("The \(what) is not a finite number", "leave the cell empty if it was not printed")
    case .correlationOutOfRange(let value):
      ("A correlation of \(value)", "it lies between -1 and 1")
    case .percentOutOfRange(let value):
      (
        "A percentage of \(value)",
        "it lies between 0 and 100; a percent change is not a share of people"
      )
    case .personTimeNotPositive(let value):
      ("A person-time of \(value)", "give people times the time they were watched")
    case .standardErrorNotPositive(let value):
      ("A standard error of \(value)", "leave the cell empty if it was not printed")
    case .probabilityOutOfRange(let value):
      ("A probability of \(value)", "it lies between 0 and 1; write <0.001 for a limit")
    case .unequalCounts(let first, let second):
      (
        "\(first) and \(second) people in the two measurements of one group",
        "a paired effect is of the people who have both"
      )
    default: nil
    }
  }

  /// Effects that do not exist.
  private var missing: (message: String, hint: String) {
    switch self {
    case .wrongShape(let measure, let found):
      (
        "\(measure.rawValue) is not computed from \(found.words)",
        "it needs \(measure.shape.words)"
      )
    case .noSuchVariance(let measure, let variance):
      (
        "\(measure.rawValue) has no variance \(variance.rawValue)",
        "it has \(measure.varianceEstimators.map(\.rawValue).joined(separator: ", "))"
      )
    case .addedOutOfRange(let value):
      ("\(value) cannot be added to a cell", "1/2 is usual, 0 adds nothing")
    case .emptyCell(let measure):
      (
        "\(measure.rawValue) does not exist with an empty cell",
        "add 1/2 to the cells, or take the risk difference or the exact odds ratio"
      )
    case .doubleZero:
      (
        "Both sides have the event in nobody, or in everybody",
        "the table says nothing of a ratio; the risk difference can keep it"
      )
    case .meansWithoutRatio(let first, let second):
      (
        "The means \(first) and \(second) have no ratio with a logarithm",
        "take the difference of means"
      )
    case .noVariance(let measure):
      (
        "\(measure.rawValue) has no sampling variance here",
        "a study cannot be weighted without one; see its correlation, or its counts of 0 or all"
      )
    case .notComputed(let measure):
      (
        "\(measure.rawValue) could not be computed",
        "see whether a cell is nearly empty, or a number far too large or small"
      )
    case .noTables: ("There is no table to pool", "give at least one")
    case .notPoolable(let measure):
      ("The method does not pool \(measure.rawValue)", "Mantel-Haenszel pools RR, OR, RD and IRR")
    case .noPooledEstimate(let measure):
      (
        "No pooled \(measure.rawValue) exists",
        "one side has no events at all; take the exact odds ratio, whose interval has one end"
      )
    case .levelOutOfRange(let value):
      ("\(value) is no level of confidence", "0.95 is usual")
    default: ("", "")
    }
  }
}
