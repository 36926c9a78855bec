/// The choices that remain once the numbers of every study are fixed.
struct StressFrame {
  let plan: PoolingPlan
  let effects: [TrialEffect]
  let denominator: Denominator
  let isHeadline: Bool

  func settings() throws -> [TrialStress.Setting] {
    var result: [TrialStress.Setting] = []
    for correlation in correlations {
      let assumed = correlation.map { value in effects.map { $0.assuming(correlation: value) } }
      for (subset, kept) in subsets(of: assumed ?? effects) {
        result += try answers(kept, correlation, subset)
      }
    }
    return result
  }

  /// nil takes what the headline takes; the others are tried where a crossover prints none.
  private var correlations: [Double?] {
    let isOpen = effects.contains { $0.assuming(correlation: 0.99).effect != $0.effect }
    return [nil] + (isOpen ? plan.correlations.map { $0 } : [])
  }

  private func subsets(of effects: [TrialEffect]) -> [(String, [TrialEffect])] {
    var result = [("all", effects)]
    let careful = effects.filter { $0.comparison.trial?.riskOfBias == "low" }
    if !careful.isEmpty && careful.count < effects.count {
      result.append(("low risk of bias", careful))
    }
    if effects.count > 1 {
      for index in effects.indices {
        var others = effects
        others.remove(at: index)
        result.append(("without \(effects[index].study)", others))
      }
    }
    return result
  }

  private func answers(
    _ kept: [TrialEffect], _ correlation: Double?, _ subset: String
  ) throws -> [TrialStress.Setting] {
    let studies = kept.map(\.effect)
    var result: [TrialStress.Setting] = []
    func add(
      _ estimator: String, _ interval: String, _ estimate: Double, _ limits: EffectInterval?,
      stands row: PoolingHeadline.Row? = nil
    ) {
      let isFirst = isHeadline && correlation == nil && subset == "all"
      result.append(
        TrialStress.Setting(
          estimator: estimator, interval: interval, correlation: correlation,
          denominator: denominator.rawValue, values: plan.prefersChanges ? "changes" : "final",
          subset: subset, studies: studies.count, estimate: estimate, limits: limits,
          isHeadline: isFirst && row == PoolingHeadline.Row(studies: studies.count)))
    }
    let prior = try plan.statedPrior(for: kept).prior
    let posterior = try BayesianPooling(prior: prior).pool(studies)
    add(
      "bayes", "posterior", posterior.mean.median,
      posterior.mean.interval(level: plan.confidenceLevel), stands: .bayesian)
    for model in models(studies.count) {
      for test in tests(studies.count) {
        let pooled = try Pooling(
          model: model, test: test, confidenceLevel: plan.confidenceLevel
        ).pool(studies)
        let mean = pooled.coefficients[0]
        let isPlanned = model == .randomEffects(plan.estimator) && test == .flooredKnappHartung
        add(
          model.name, test == .normal ? "wald" : "hksj-floor", mean.estimate,
          mean.inference?.interval,
          stands: isPlanned ? .flooredKnappHartung : studies.count == 1 ? .singleStudy : nil)
      }
    }
    return result
  }

  private func models(_ studies: Int) -> [Pooling.Model] {
    let random: [HeterogeneityEstimator] = [
      .restrictedMaximumLikelihood, .dersimonianLaird, .pauleMandel, .sidikJonkman,
    ]
    return [.equalEffects] + (studies > 1 ? random.map { .randomEffects($0) } : [])
  }

  private func tests(_ studies: Int) -> [Pooling.Test] {
    studies > 1 ? [.flooredKnappHartung, .normal] : [.normal]
  }
}

extension Pooling.Model {
  fileprivate var name: String {
    switch self {
    case .equalEffects: "equal"
    case .randomEffects(let estimator): estimator.rawValue.lowercased()
    case .givenHeterogeneity: "given"
    }
  }
}
