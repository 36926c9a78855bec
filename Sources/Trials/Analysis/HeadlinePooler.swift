/// Pools subsets and variants of the same studies by one policy.
struct HeadlinePooler {
  let plan: PoolingPlan
  let prior: HeterogeneityPrior

  func headline(_ effects: [StudyEffect]) throws -> PoolingHeadline {
    try PoolingHeadline(
      effects, prior: BayesianPooling(prior: prior), estimator: plan.estimator,
      confidenceLevel: plan.confidenceLevel)
  }

  /// The row that would speak first, alone: there may be as many settings as studies.
  func setting(_ name: String, _ effects: [TrialEffect]) -> PoolingSetting {
    let studies = effects.map(\.effect)
    var answer: (estimate: Double, interval: EffectInterval?, tau: Double?)?
    switch PoolingHeadline.Row(studies: studies.count) {
    case .bayesian:
      answer = (try? BayesianPooling(prior: prior).pool(studies)).map {
        ($0.mean.median, $0.mean.interval(level: plan.confidenceLevel), $0.tau.median)
      }
    case .flooredKnappHartung: answer = pooled(studies, .flooredKnappHartung)
    case .singleStudy: answer = pooled(studies, .normal)
    }
    return PoolingSetting(
      setting: name, studies: studies.count, estimate: answer?.estimate,
      interval: answer?.interval, tau: answer?.tau)
  }

  private func pooled(
    _ studies: [StudyEffect], _ test: Pooling.Test
  ) -> (estimate: Double, interval: EffectInterval?, tau: Double?)? {
    let pooling = Pooling(
      model: .randomEffects(plan.estimator), test: test, confidenceLevel: plan.confidenceLevel)
    guard let pooled = try? pooling.pool(studies) else { return nil }
    let tau = test == .normal ? nil : pooled.tauSquared?.squareRoot()
    return (pooled.estimates[0], pooled.coefficients[0].inference?.interval, tau)
  }

  func leavingOut(_ effects: [TrialEffect]) -> [PoolingSetting] {
    guard effects.count > 1 else { return [] }
    return effects.indices.map { index in
      var others = effects
      others.remove(at: index)
      return setting("without \(effects[index].study)", others)
    }
  }

  /// By year of publication, studies without a year last, and in their order within a year.
  func cumulating(_ effects: [TrialEffect]) -> [PoolingSetting] {
    func year(_ effect: TrialEffect) -> Int {
      effect.comparison.trial.flatMap { Int($0.year) } ?? .max
    }
    let ordered = effects.enumerated().sorted {
      (year($0.element), $0.offset) < (year($1.element), $1.offset)
    }.map(\.element)
    return ordered.indices.map { last in
      setting("up to \(ordered[last].study)", Array(ordered[...last]))
    }
  }
}

extension TrialEffect {
  /// The same effect of a crossover with another correlation; anything else unchanged.
  func assuming(correlation value: Double) -> TrialEffect {
    if let crossover, correlation.isOpen,
      let other = try? comparison.treatmentEffect(of: crossover, correlation: value)
    {
      return TrialEffect(
        comparison: comparison, effect: other, origin: origin, summary: nil,
        correlation: correlation, unit: unit, factor: factor, crossover: crossover)
    }
    guard case .pairedMeans(let means) = summary, correlation.isOpen,
      let pair = try? PairedMeans(
        treatment: means.treatment, comparator: means.comparator, correlation: value,
        design: means.design),
      let other = try? EffectSpecification(measure: effect.measure.paired ?? effect.measure)
        .effect(of: .pairedMeans(pair), study: study)
    else { return self }
    let named = StudyEffect(
      study: study, measure: effect.measure, estimate: other.estimate, variance: other.variance,
      note: other.note)
    return TrialEffect(
      comparison: comparison, effect: named, origin: origin, summary: .pairedMeans(pair),
      correlation: correlation, unit: unit, factor: factor)
  }
}

extension PairedCorrelation? {
  /// Not printed: it was recovered, or is not known.
  fileprivate var isOpen: Bool {
    switch self {
    case .derived, .unknown: true
    case .printed, nil: false
    }
  }
}
