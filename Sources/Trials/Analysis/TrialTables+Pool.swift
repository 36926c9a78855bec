import Numerics
import Tables

extension TrialTables {
  /// Pools what the plan chooses: effects, every row, heterogeneity, predictions and settings.
  /// - Throws: `InvalidInput` as `effects`, and D115, D104 of moderators; `PoolingError` of a
  ///   prior or level out of range, of subgroups or moderators that cannot be told apart.
  public func pool(_ plan: PoolingPlan) throws -> TrialPooling {
    try pool(effects(plan))
  }

  /// Pools effects that were chosen before.
  public func pool(_ chosen: TrialEffects) throws -> TrialPooling {
    let plan = chosen.plan
    let prior = try plan.statedPrior(for: chosen.effects)
    let pooler = HeadlinePooler(plan: plan, prior: prior.prior)
    let judgements = judgements(of: chosen)
    guard !chosen.effects.isEmpty else {
      return TrialPooling(
        effects: chosen, prior: prior, headline: nil, rows: [], predictions: [], subgroups: nil,
        regression: nil, leaveOneOut: [], cumulative: [], funnel: nil, correlationGrid: [],
        judgements: judgements, prediction: nil)
    }
    let studyEffects = chosen.effects.map(\.effect)
    let headline = try pooler.headline(studyEffects)
    return TrialPooling(
      effects: chosen, prior: prior, headline: headline,
      rows: PooledRows(headline, effects: chosen.effects, plan: plan).rows,
      predictions: try Self.predictions(headline, plan),
      subgroups: try subgroups(of: chosen, plan), regression: try regression(of: chosen, plan),
      leaveOneOut: pooler.leavingOut(chosen.effects),
      cumulative: pooler.cumulating(chosen.effects),
      funnel: studyEffects.count < FunnelRegression.minimumStudies
        ? nil : try FunnelRegression(studyEffects),
      correlationGrid: try correlationGrid(chosen), judgements: judgements,
      prediction: try headline.prediction())
  }

  private static func predictions(
    _ headline: PoolingHeadline, _ plan: PoolingPlan
  ) throws -> [PredictionRow] {
    var rows = [
      PredictionRow(
        method: "bayes", interval: headline.bayesian.newStudy.interval(level: plan.confidenceLevel),
        degreesOfFreedom: nil)
    ]
    for (method, name) in [
      (PredictionMethod.residual, "t, k - 1"), (.residualMinusOne, "t, k - 2"),
    ] {
      guard let prediction = try headline.knappHartung.prediction(method) else { continue }
      rows.append(
        PredictionRow(
          method: name, interval: prediction.interval(level: plan.confidenceLevel),
          degreesOfFreedom: prediction.degreesOfFreedom))
    }
    return rows
  }

  private func subgroups(
    of chosen: TrialEffects, _ plan: PoolingPlan
  ) throws -> SubgroupComparison? {
    guard let column = plan.subgroups else { return nil }
    let labels = try chosen.effects.map { try text(column, of: $0) }
    let pooling = Pooling(
      model: .randomEffects(plan.estimator), test: plan.test,
      confidenceLevel: plan.confidenceLevel)
    return try SubgroupComparison(chosen.effects.map(\.effect), groups: labels, pooling: pooling)
  }

  private func regression(of chosen: TrialEffects, _ plan: PoolingPlan) throws -> PooledEffects? {
    guard !plan.moderators.isEmpty else { return nil }
    let columns = try plan.moderators.map { name in
      (name: name, values: try chosen.effects.map { try number(name, of: $0) })
    }
    let pooling = Pooling(
      model: .randomEffects(plan.estimator), test: plan.test,
      confidenceLevel: plan.confidenceLevel)
    return try pooling.pool(
      chosen.effects.map(\.effect), design: try PoolingDesign(moderators: columns))
  }

  /// The text of a column in the row of an effect, or in the row of its trial.
  private func text(_ column: String, of effect: TrialEffect) throws(InvalidInput) -> String {
    if column == "group" { return effect.comparison.group }
    let rows = effect.comparison.sources
    for source in rows where source.table.column(column) != nil {
      let text = PrintedNumber.trimmed(source.table.rawText(row: source.row, column: column))
      if !text.isEmpty { return text }
    }
    throw InvalidInput(
      effect.comparison.excluded(
        "D115", "there is no \(Finding.quoted(column)) for \(effect.study)",
        hint: "name a column that has a value for every study", severity: .error
      ).reason)
  }

  private func number(_ column: String, of effect: TrialEffect) throws(InvalidInput) -> Double {
    let text = try text(column, of: effect)
    if let number = PrintedNumber(text), number.relation == .equal { return number.value }
    throw InvalidInput(
      effect.comparison.excluded(
        "D104", "\(Finding.quoted(text)) is not a number",
        hint: "a moderator is a column of numbers",
        severity: .error, column: column
      ).reason)
  }

  /// The headline with every crossover that prints no correlation at each value of the plan.
  private func correlationGrid(_ chosen: TrialEffects) throws -> [PoolingSetting] {
    let isOpen = chosen.effects.contains { effect in
      switch effect.correlation {
      case .unknown, .derived: true
      default: false
      }
    }
    guard isOpen else { return [] }
    return try chosen.plan.correlations.map { value in
      let effects = chosen.effects.map { $0.assuming(correlation: value) }
      let prior = try chosen.plan.statedPrior(for: effects).prior
      return HeadlinePooler(plan: chosen.plan, prior: prior).setting("r = \(value)", effects)
    }
  }

  /// The published reviews that looked at trials of the same groups and did not pool them.
  public func judgements(of effects: TrialEffects) -> [ReviewRecord] {
    let groups = Set(effects.effects.map(\.comparison.group) + [effects.plan.group ?? ""])
    return reviews.filter { review in
      let population = review.population.lowercased()
      return review.model == "not pooled"
        && groups.contains { !$0.isEmpty && population.hasPrefix($0.lowercased()) }
    }
  }
}

extension TrialComparison {
  /// The rows it was read from, the arms' first.
  var sources: [RowSource] {
    [treatment?.source, comparator?.source, contrasts.first?.source, trial?.source].compactMap {
      $0
    }
  }
}
