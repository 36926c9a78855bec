extension TrialTables {
  /// What else the numbers of a pool say; what cannot be computed is left out.
  public func evidence(of pooling: TrialPooling) -> TrialEvidence {
    let used = pooling.effects.effects
    let counts = used.map(\.comparison.peopleCount)
    let people = counts.contains(nil) || used.isEmpty ? nil : counts.compactMap { $0 }.reduce(0, +)
    return TrialEvidence(
      fragility: used.compactMap(Self.fragility), informationSize: Self.informationSize(pooling),
      people: people, variability: variability(pooling.effects.plan),
      responses: used.compactMap(Self.response), crossovers: crossovers(pooling.effects.plan))
  }

  private static func fragility(_ effect: TrialEffect) -> TrialEvidence.Fragility? {
    guard case .events(let table) = effect.summary, let index = try? FragilityIndex(table) else {
      return nil
    }
    return TrialEvidence.Fragility(study: effect.study, index: index)
  }

  private static func response(_ effect: TrialEffect) -> TrialEvidence.Response? {
    guard case .means(let arms) = effect.summary, effect.comparison.phase == .change,
      let response = try? IndividualResponse(arms)
    else { return nil }
    return TrialEvidence.Response(study: effect.study, response: response)
  }

  private static func informationSize(_ pooling: TrialPooling) -> InformationSize? {
    guard let target = target(pooling) else { return nil }
    let diversity = pooling.headline.flatMap { try? $0.normal.diversity() }
    return try? InformationSize(target, diversity: diversity)
  }

  /// The plan's minimal important difference, with the comparators' spread or risk.
  private static func target(_ pooling: TrialPooling) -> InformationTarget? {
    guard let difference = pooling.effects.plan.minimalImportantDifference else { return nil }
    let measure = pooling.effects.measure
    let studies = pooling.effects.effects.compactMap { effect in
      effect.summary.map { SummarizedStudy(study: effect.study, summary: $0) }
    }
    if measure == .meanDifference {
      return SummarizedStudy.comparatorStandardDeviation(of: studies).map {
        .mean(standardDeviation: $0, minimalImportantDifference: difference)
      }
    }
    let comparators = studies.compactMap { study -> GroupEvents? in
      if case .events(let table) = study.summary { table.comparator } else { nil }
    }
    let total = comparators.map(\.total).reduce(0, +)
    guard total > 0 else { return nil }
    let risk = Double(comparators.map(\.events).reduce(0, +)) / Double(total)
    switch measure {
    case .riskRatio: return .risk(comparator: risk, treatment: min(1, risk * difference))
    case .riskDifference: return .risk(comparator: risk, treatment: risk + difference)
    case .oddsRatio:
      let odds = difference * risk / (1 - risk)
      return .risk(comparator: risk, treatment: odds / (1 + odds))
    default: return nil
    }
  }

  /// The ratios of standard deviations of the same outcome, final values, floored interval.
  private func variability(_ plan: PoolingPlan) -> VariabilityQuestion? {
    var plan = plan
    plan.measure = .variabilityRatio
    guard let studies = try? effects(plan).effects.map(\.effect),
      let pooled = try? Pooling(confidenceLevel: plan.confidenceLevel).pool(studies)
    else { return nil }
    return try? VariabilityQuestion(pooled)
  }

  private func crossovers(_ plan: PoolingPlan) -> [CrossoverAnswer] {
    comparisons.filter { row in
      !row.cells.isEmpty && row.outcome == plan.outcome
        && (plan.group == nil || row.group == plan.group)
    }.compactMap { row in
      guard let table = try? row.crossoverTable(factor: 1) else { return nil }
      let model = CrossoverModel(reference: ArmRecord.Role.comparator.rawValue)
      var other = model
      (other.hasSequenceEffects, other.hasCarryover) = (false, true)
      guard let fits = try? model.fit(table) else { return nil }
      return CrossoverAnswer(
        study: row.study, outcome: row.outcome, unit: row.outcomeUnit.text,
        isOfMedians: row.cells.contains { $0.mean == nil }, fits: fits,
        carryover: (try? other.fit(table)) ?? [])
    }
  }
}
