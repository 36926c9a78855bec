extension StudySummary {
  /// A count of events, or of people without, is 0.
  var hasZeroCell: Bool {
    switch self {
    case .events(let events): events.cells.hasZero
    case .pairedEvents(let pair): pair.cells.hasZero
    case .rates(let rates): rates.treatment.events == 0 || rates.comparator.events == 0
    case .proportion(let group): group.events == 0 || group.events == group.total
    case .means, .pairedMeans, .correlation, .printed: false
    }
  }

  var isDoubleZero: Bool {
    switch self {
    case .events(let events): events.isDoubleZero
    case .rates(let rates): rates.isDoubleZero
    case .pairedEvents, .proportion, .means, .pairedMeans, .correlation, .printed: false
    }
  }

  var hasRecoveredCounts: Bool {
    switch self {
    case .events(let events):
      events.treatment.recoveredFromPercent != nil || events.comparator.recoveredFromPercent != nil
    case .proportion(let group): group.recoveredFromPercent != nil
    case .rates, .pairedEvents, .means, .pairedMeans, .correlation, .printed: false
    }
  }
}

extension EffectSpecification {
  /// What the rule adds to the cells of a study.
  /// - Throws: `EffectError.doubleZero` if the rule leaves the study out.
  func addedToCells(of summary: StudySummary, in set: StudySet) throws(EffectError) -> Double {
    if zeroCells.dropsDoubleZeros && summary.isDoubleZero { throw .doubleZero }
    switch summary {
    case .means, .pairedMeans, .correlation, .printed: return 0
    case .events, .rates, .pairedEvents, .proportion:
      return zeroCells.added(tableHasZero: summary.hasZeroCell, anyHasZero: set.anyHasZero)
    }
  }
}
