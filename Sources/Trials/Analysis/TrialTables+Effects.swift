import Tables

extension TrialTables {
  /// The effect of every comparison that the plan chooses.
  ///
  /// Of changes and final values what the plan prefers is taken; the rest is listed as excluded.
  /// - Throws: `InvalidInput`: A310 if nothing fits the filters, A312 if a study is left with
  ///   several effects.
  public func effects(_ plan: PoolingPlan) throws(InvalidInput) -> TrialEffects {
    let chosen = comparisons.filter {
      $0.phase != .baseline && (plan.group == nil || $0.group == plan.group)
    }
    let outcomes = outcomesByStudies(chosen)
    guard let outcome = plan.outcome ?? outcomes.first?.outcome,
      outcomes.contains(where: { $0.outcome == outcome })
    else { throw InvalidInput(nothingFits(plan, outcomes.map(\.outcome))) }
    let candidates = chosen.filter { $0.outcome == outcome }
    var resolved = plan
    resolved.outcome = outcome
    let measure = plan.measure ?? Self.naturalMeasure(of: candidates)
    resolved.measure = measure
    var builder = EffectBuilder(plan: resolved, measure: measure, candidates: candidates)
    let (rows, passedOver) = builder.selectedRows(candidates)
    builder.build(rows)
    try requireOneEach(builder.effects)
    return TrialEffects(
      plan: resolved, measure: measure, unit: builder.unit, effects: builder.effects,
      uncontrolled: builder.uncontrolled,
      excluded: passedOver + builder.excluded + silentTrials(resolved, candidates),
      otherOutcomes: outcomes.filter { $0.outcome != outcome })
  }

  /// The trials of the group that print nothing of the outcome.
  private func silentTrials(
    _ plan: PoolingPlan, _ candidates: [TrialComparison]
  ) -> [TrialExclusion] {
    let named = Set(candidates.map(\.study))
    return trials.filter { !named.contains($0.study) && (plan.group ?? $0.group) == $0.group }.map {
      let message = "no number for this outcome was found"
      let hint = $0.note.isEmpty ? "see its source" : $0.note
      let reason =
        $0.source?.finding("A318", .information, message: message, hint: hint)
        ?? Finding(code: "A318", severity: .information, message: message, hint: hint)
      return TrialExclusion(
        study: $0.study, outcome: plan.outcome ?? "", timepoint: "", reason: reason)
    }
  }

  /// The outcomes, those with the most controlled studies that have numbers first, then those with
  /// the most studies that have any.
  private func outcomesByStudies(
    _ comparisons: [TrialComparison]
  ) -> [(outcome: String, comparisons: Int)] {
    var order: [String] = []
    var controlled: [String: Set<String>] = [:]
    var any: [String: Set<String>] = [:]
    for comparison in comparisons {
      let outcome = comparison.outcome
      if any[outcome] == nil {
        order.append(outcome)
        any[outcome] = []
      }
      guard comparison.hasNumbers else { continue }
      any[outcome, default: []].insert(comparison.study)
      if comparison.isControlled { controlled[outcome, default: []].insert(comparison.study) }
    }
    let ranked = order.enumerated().map { index, outcome in
      (outcome, controlled[outcome]?.count ?? 0, any[outcome]?.count ?? 0, index)
    }
    return ranked.sorted { ($1.1, $1.2, $0.3) < ($0.1, $0.2, $1.3) }
      .map { (outcome: $0.0, comparisons: $0.1) }
  }

  private static func naturalMeasure(of comparisons: [TrialComparison]) -> EffectMeasure {
    let usable = comparisons.filter(\.isControlled)
    let both = (usable.isEmpty ? comparisons : usable).compactMap { comparison in
      comparison.treatment.flatMap { first in comparison.comparator.map { (first, $0) } }
    }
    if both.contains(where: { $0.personTime != nil && $1.personTime != nil }) {
      return .incidenceRateRatio
    }
    func hasShare(_ arm: ArmRecord) -> Bool { arm.events != nil || arm.percent != nil }
    if both.contains(where: { hasShare($0) && hasShare($1) }) { return .riskRatio }
    if both.contains(where: { $0.mean != nil && $1.mean != nil }) { return .meanDifference }
    let printed = comparisons.flatMap(\.contrasts).first { $0.estimate != nil }
    return printed.flatMap { EffectMeasure(rawValue: $0.measure) } ?? .generic
  }

  private func nothingFits(_ plan: PoolingPlan, _ outcomes: [String]) -> Finding {
    func none(_ message: String, _ there: [String]) -> Finding {
      Finding(
        code: "A310", severity: .error, message: message,
        hint: there.isEmpty ? nil : "there are \(there.joined(separator: ", "))")
    }
    if let group = plan.group, !groups.contains(group) {
      return none("there is no group '\(group)'", groups)
    }
    if outcomes.isEmpty { return none("no study of the group prints a comparison", []) }
    return none("there is no outcome '\(plan.outcome ?? "")'", outcomes)
  }

  private func requireOneEach(_ effects: [TrialEffect]) throws(InvalidInput) {
    var seen = Set<String>()
    for effect in effects where !seen.insert(effect.study).inserted {
      let several = effect.comparison.excluded(
        "A312", "the study \(effect.study) has more than one effect for this outcome",
        hint: "choose with --timepoint, or give each comparison its own label",
        severity: .error, column: "study")
      throw InvalidInput(several.reason)
    }
  }
}

extension TrialComparison {
  /// Something from which an effect might be made.
  var hasNumbers: Bool {
    let arms = [treatment, comparator].compactMap { $0 }
    let isComplete = arms.count == 2 && arms.allSatisfy { $0.mean != nil || $0.events != nil }
    let hasCells = !cells.isEmpty && cells.allSatisfy { $0.mean != nil && ($0.sd ?? $0.se) != nil }
    return isComplete || hasCells || contrasts.contains { $0.estimate != nil }
  }
}
