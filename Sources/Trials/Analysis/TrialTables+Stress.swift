import Tables

extension TrialTables {
  /// Every combination of estimator, correlation, denominator, changes or final values, and subset
  /// of studies: choices that change nothing in these studies are left out.
  /// - Throws: as `pool`.
  public func stress(_ plan: PoolingPlan) throws -> TrialStress {
    let chosen = try effects(plan)
    var settings: [TrialStress.Setting] = []
    var seen: [[StudyEffect]] = []
    for values in [plan.prefersChanges, !plan.prefersChanges] {
      for denominator in Denominator.allCases {
        var variant = chosen.plan
        variant.prefersChanges = values
        guard let variantEffects = try? counting(denominator).effects(variant).effects,
          !variantEffects.isEmpty
        else { continue }
        let studies = variantEffects.map(\.effect)
        if seen.contains(studies) { continue }
        seen.append(studies)
        let frame = StressFrame(
          plan: variant, effects: variantEffects, denominator: denominator,
          isHeadline: seen.count == 1)
        settings += try frame.settings()
      }
    }
    return TrialStress(effects: chosen, settings: settings)
  }

  /// The tables with the people of each arm counted another way, where the study prints how many.
  func counting(_ denominator: Denominator) -> TrialTables {
    guard denominator != .printed else { return self }
    let trials = Dictionary(self.trials.map { ($0.study, $0) }, uniquingKeysWith: { a, _ in a })
    var tables = self
    for index in tables.arms.indices where tables.arms[index].events != nil {
      let arm = tables.arms[index]
      guard let trial = trials[arm.study], let people = trial.people(denominator, arm.role),
        let events = arm.events, events.value <= people.value
      else { continue }
      tables.arms[index].total = people
    }
    return tables
  }
}

/// Which people the counts of an arm are out of.
enum Denominator: String, CaseIterable {
  case printed, randomised, analysed
}

extension TrialRecord {
  func people(_ denominator: Denominator, _ role: ArmRecord.Role) -> PrintedNumber? {
    switch (denominator, role) {
    case (.randomised, .treatment): randomisedTreatment
    case (.randomised, .comparator): randomisedComparator
    case (.analysed, .treatment): analysedTreatment
    case (.analysed, .comparator): analysedComparator
    default: nil
    }
  }
}
