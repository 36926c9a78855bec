import Tables

/// Makes effects of one measure and one unit from comparisons.
struct EffectBuilder {
  let plan: PoolingPlan
  let measure: EffectMeasure
  private(set) var effects: [TrialEffect] = []
  private(set) var uncontrolled: [TrialEffect] = []
  private(set) var excluded: [TrialExclusion] = []
  /// The unit of the outcome: what most comparisons have, per week where days are known.
  let unit: String
  /// Comparisons of counts are brought to a week.
  private let isPerWeek: Bool

  init(plan: PoolingPlan, measure: EffectMeasure, candidates: [TrialComparison]) {
    self.plan = plan
    self.measure = measure
    let units = candidates.filter { $0.isControlled && $0.hasNumbers }.map(\.outcomeUnit)
    guard measure.hasUnit, let common = OutcomeUnit.mostCommon(of: units) else {
      (unit, isPerWeek) = ("", false)
      return
    }
    let same = units.filter { $0.base == common.base && $0.days != nil }
    isPerWeek = same.contains { $0.days != common.days } || common.days == 7
    unit = isPerWeek ? "\(common.base) per week" : common.text
  }

  /// The rows that stand for their study, and the others of the same study.
  func selectedRows(
    _ candidates: [TrialComparison]
  ) -> (rows: [TrialComparison], passedOver: [TrialExclusion]) {
    let atTime = candidates.filter { plan.timepoint == nil || $0.timepoint == plan.timepoint }
    let takesChanges = plan.prefersChanges && measure == .meanDifference
    var rows: [TrialComparison] = []
    var passedOver = candidates.filter { plan.timepoint != nil && $0.timepoint != plan.timepoint }
      .map {
        $0.excluded(
          "A319", "another time was asked for", hint: "it is at \($0.timepoint)",
          severity: .information)
      }
    let preferred = takesChanges ? ArmRecord.Phase.change : .treatment
    let preferring = atTime.filter { $0.pair == nil && $0.phase == preferred && $0.hasNumbers }
    let studies = Set(preferring.map(\.study))
    for row in atTime {
      if row.pair == nil, row.phase != preferred, studies.contains(row.study) {
        passedOver.append(
          row.excluded(
            "A319", "the study also gives \(preferred.words), and those are taken",
            hint: "see the settings of trials stress for the other choice",
            severity: .information))
      } else {
        rows.append(row)
      }
    }
    return (rows, passedOver)
  }

  mutating func build(_ rows: [TrialComparison]) {
    for row in rows {
      switch effect(of: row) {
      case .success(let effect) where row.isControlled && row.design.isControlled:
        effects.append(effect)
      case .success(let effect): uncontrolled.append(effect)
      case .failure(let exclusion): excluded.append(exclusion.exclusion)
      }
    }
  }

  private struct Failure: Error {
    let exclusion: TrialExclusion
  }

  private func effect(of row: TrialComparison) -> Result<TrialEffect, Failure> {
    let factor = factor(of: row)
    do throws(EffectUnavailable) {
      let effect = try effect(of: row, factor: factor ?? 1)
      return factor == nil ? .failure(Failure(exclusion: otherUnit(row))) : .success(effect)
    } catch {
      return .failure(Failure(exclusion: error.exclusion(of: row)))
    }
  }

  private func otherUnit(_ row: TrialComparison) -> TrialExclusion {
    row.excluded(
      "A311", "its unit is \(Finding.quoted(row.outcomeUnit.text)), the others' '\(unit)'",
      hint: "give the days that the count is for, or pool SMD or ROM, which have no unit",
      column: "unit")
  }

  private func factor(of row: TrialComparison) -> Double? {
    guard measure.hasUnit, !unit.isEmpty else { return 1 }
    let own = row.outcomeUnit
    if isPerWeek, let days = own.days, "\(own.base) per week" == unit { return 7 / days }
    return own.text == unit ? 1 : nil
  }

  private func effect(
    of row: TrialComparison, factor: Double
  ) throws(EffectUnavailable) -> TrialEffect {
    do {
      if !row.cells.isEmpty { return try effectOfCells(row, factor) }
      return try effectOfArms(row, factor)
    } catch {
      guard error.allowsReport else { throw error }
      guard let report = try effectOfReport(row, factor) else { throw error }
      return report
    }
  }

  /// From the numbers of both arms.
  private func effectOfArms(
    _ row: TrialComparison, _ factor: Double
  ) throws(EffectUnavailable) -> TrialEffect {
    guard measure.shape != .printed else {
      throw .numbersMissing("the arms' numbers", for: measure)
    }
    let correlation =
      row.design == .parallel
      ? nil : row.correlation(tried: plan.correlations)
    let summary = try row.summary(for: measure, factor: factor, correlation: correlation?.value)
    let paired = summary.design == .parallel ? measure : measure.paired ?? measure
    let specification = EffectSpecification(measure: paired, zeroCells: plan.zeroCells)
    let effect: StudyEffect
    do throws(EffectError) {
      effect = try specification.effect(of: summary, study: row.study)
    } catch {
      throw .impossible(error)
    }
    // The paired form of a measure estimates the same quantity, and is pooled under its name.
    let named = StudyEffect(
      study: row.study, measure: measure, estimate: effect.estimate, variance: effect.variance,
      note: effect.note)
    return TrialEffect(
      comparison: row, effect: named, origin: .arms, summary: summary, correlation: correlation,
      unit: unit, factor: factor)
  }

  /// From the cells of a crossover.
  private func effectOfCells(
    _ row: TrialComparison, _ factor: Double
  ) throws(EffectUnavailable) -> TrialEffect {
    guard measure == .meanDifference else {
      throw .numbersMissing(measure.shape.words, for: measure)
    }
    let table = try row.crossoverTable(factor: factor)
    let correlation = row.correlation(tried: plan.correlations)
    guard let effect = try row.treatmentEffect(of: table, correlation: correlation.value) else {
      throw .numbersMissing("standard deviations of the cells", for: measure)
    }
    return TrialEffect(
      comparison: row, effect: effect, origin: .cells, summary: nil, correlation: correlation,
      unit: unit, factor: factor, crossover: table)
  }

  /// From a reported estimate.
  private func effectOfReport(
    _ row: TrialComparison, _ factor: Double
  ) throws(EffectUnavailable) -> TrialEffect? {
    guard let report = row.contrasts.first(where: { $0.estimate != nil }) else { return nil }
    let printed = try report.printedEstimate(
      of: measure, design: row.design, people: row.peopleCount)
    let scale = measure.hasUnit ? factor : 1
    let note = EffectNote(formula: printed.formula, design: row.design)
    let effect = StudyEffect(
      study: row.study, measure: measure, estimate: printed.estimate * scale,
      variance: printed.standardError * printed.standardError * scale * scale, note: note)
    return TrialEffect(
      comparison: row, effect: effect, origin: .report, summary: nil, correlation: nil, unit: unit,
      factor: scale)
  }
}
