extension TrialTables {
  /// Every comparison of a treatment with a comparator that the tables hold, in the order of their
  /// first row: rows of a wide table, arms of a study with the same outcome and time, and reports
  /// without arms.
  ///
  /// In a before-after study the comparator is the arm at baseline. Arms of single sequences of a
  /// crossover are one comparison with `cells` and without arms.
  public var comparisons: [TrialComparison] {
    let trials = Dictionary(self.trials.map { ($0.study, $0) }, uniquingKeysWith: { a, _ in a })
    var order: [[String]] = []
    var together: [[String]: [ArmRecord]] = [:]
    for arm in arms where arm.role != .all && arm.sequence.isEmpty {
      let key = pairKey(arm, trials[arm.study])
      if together[key] == nil { order.append(key) }
      together[key, default: []].append(arm)
    }
    let pairs = order.compactMap { key in
      together[key].map { comparison(of: $0, trials[$0[0].study]) }
    }
    let (paired, left) = attach(contrasts, to: pairs + crossovers(trials))
    return paired + left.map { comparison($0, trials[$0.study]) }
  }

  /// Crossovers that are printed by sequences and periods, one a study and outcome.
  private func crossovers(_ trials: [String: TrialRecord]) -> [TrialComparison] {
    var order: [[String]] = []
    var cells: [[String]: [ArmRecord]] = [:]
    for arm in arms where arm.role != .all && !arm.sequence.isEmpty {
      let key = [arm.study, arm.group, arm.outcome]
      if cells[key] == nil { order.append(key) }
      cells[key, default: []].append(arm)
    }
    return order.map { key in
      let own = cells[key] ?? []
      let trial = trials[key[0]]
      return TrialComparison(
        study: key[0], group: key[1], outcome: key[2], timepoint: "", phase: .treatment,
        treatment: nil, comparator: nil, contrasts: [], trial: trial, design: .crossover,
        isControlled: (trial?.isControlled ?? true) && own.allSatisfy(\.isControlled), cells: own)
    }
  }

  private func pairKey(_ arm: ArmRecord, _ trial: TrialRecord?) -> [String] {
    if let pair = arm.pair { return ["row", String(pair)] }
    // Before and after stand at different times, and are one comparison.
    let when = trial?.design == .beforeAfter ? [] : [arm.timepoint, arm.phase.rawValue]
    return [arm.study, arm.group, arm.outcome] + when
  }

  private func comparison(of arms: [ArmRecord], _ trial: TrialRecord?) -> TrialComparison {
    let first = arms[0]
    let isBeforeAfter = trial?.design == .beforeAfter
    let treatment = arms.first {
      isBeforeAfter ? $0.phase == .treatment : $0.role == .treatment
    }
    let comparator = arms.first { isBeforeAfter ? $0.phase == .baseline : $0.role == .comparator }
    return TrialComparison(
      study: first.study, group: first.group, outcome: first.outcome,
      timepoint: (treatment ?? first).timepoint, phase: (treatment ?? first).phase,
      treatment: treatment, comparator: comparator, contrasts: [], trial: trial,
      design: trial?.design ?? .parallel,
      isControlled: (trial?.isControlled ?? true) && arms.allSatisfy(\.isControlled))
  }

  private func comparison(_ contrast: ContrastRecord, _ trial: TrialRecord?) -> TrialComparison {
    TrialComparison(
      study: contrast.study, group: contrast.group, outcome: contrast.outcome,
      timepoint: contrast.timepoint, phase: .treatment, treatment: nil, comparator: nil,
      contrasts: [contrast], trial: trial, design: contrast.design ?? trial?.design ?? .parallel,
      isControlled: (trial?.isControlled ?? true) && contrast.isControlled)
  }

  /// Gives every report of the treatments to the comparison it is about: the row of a wide table,
  /// or the same study and outcome at the same time, or at any time after baseline.
  private func attach(
    _ contrasts: [ContrastRecord], to comparisons: [TrialComparison]
  ) -> (comparisons: [TrialComparison], left: [ContrastRecord]) {
    var result = comparisons
    var left: [ContrastRecord] = []
    let places = Dictionary(grouping: result.indices) { result[$0].subject }
    for contrast in contrasts where contrast.isOfTreatments {
      let same = places[contrast.subject] ?? []
      let atTime = same.filter { result[$0].timepoint == contrast.timepoint }
      let chosen = atTime.isEmpty ? same.filter { result[$0].phase != .baseline } : atTime
      for index in chosen { result[index] = result[index].adding(contrast) }
      if chosen.isEmpty { left.append(contrast) }
    }
    return (result, left)
  }
}

extension ContrastRecord {
  fileprivate var subject: [String] {
    pair.map { ["row", String($0)] } ?? [study, group, outcome]
  }
}

extension TrialComparison {
  fileprivate var subject: [String] {
    let pair = treatment?.pair ?? comparator?.pair
    return pair.map { ["row", String($0)] } ?? [study, group, outcome]
  }

  fileprivate func adding(_ contrast: ContrastRecord) -> TrialComparison {
    TrialComparison(
      study: study, group: group, outcome: outcome, timepoint: timepoint, phase: phase,
      treatment: treatment, comparator: comparator, contrasts: contrasts + [contrast],
      trial: trial, design: contrast.design ?? design,
      isControlled: isControlled && contrast.isControlled, cells: cells)
  }
}
