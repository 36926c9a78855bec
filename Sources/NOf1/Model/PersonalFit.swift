import Glibc

/// One fit of a person's log: a variant of the model under one prior of the effects.
struct PersonalFit {
  let data: LogSeries
  let posterior: SeriesPosterior
  private let study: PersonalStudy
  private let log: PersonalLog
  private let direction: EffectDirection

  /// Nil when the variant leaves too little to fit.
  init?(
    _ log: PersonalLog, study: PersonalStudy, scale: OutcomeScale, prior: EffectPrior,
    variant: ModelVariant, resolution: SeriesPosterior.Resolution = .full
  ) {
    guard
      let data = LogSeries(
        log, study: study, scale: scale,
        prior: prior.workingNormal(for: log, kind: study.outcome.kind), variant: variant)
    else { return nil }
    self.data = data
    self.study = study
    self.log = log
    direction = EffectDirection(study)
    posterior = SeriesPosterior(data.series, resolution: resolution)
  }

  /// What the data say about the effect of an arm, wide enough for all the given priors.
  func integratedLikelihood(arm: Int, priors: [EffectPrior]) -> IntegratedLikelihood {
    posterior.integratedLikelihood(of: arm, priors: priors.map { NormalScaleMixture($0) })
  }

  /// The posterior of an arm's effect under a prior.
  func marginal(_ likelihood: IntegratedLikelihood, under prior: EffectPrior) -> MarginalPosterior {
    prior.shape == nil
      ? posterior.posterior(likelihood, prior: prior.coefficient)
      : posterior.posterior(likelihood, prior: NormalScaleMixture(prior))
  }

  /// From the predictor of a night, as `SeriesPosterior.predictors` gives it, to the outcome's own
  /// scale: for ordinal outcomes the mean of the levels' numbers, with the distances between
  /// thresholds at their posterior means.
  func reportedValue() -> (_ predictor: Double) -> Double {
    guard let levels = data.levels else { return study.outcome.kind.reportedValue }
    let thresholds = data.series.thresholds.map { posterior.location(of: $0).mean }
    let middle = thresholds[(thresholds.count - 1) / 2]
    return { levels.expected($0, thresholds: thresholds.map { $0 - middle }) }
  }

  /// The reported effect of an arm.
  func estimate(_ marginal: MarginalPosterior, arm: Int, under prior: EffectPrior, level: Double)
    -> EffectEstimate
  {
    let rows = data.rows.filter { log.nights[$0].arm == 0 }
    let outcomes = rows.compactMap { log.nights[$0].outcome }
    let referenceMean =
      outcomes.isEmpty ? nil : outcomes.reduce(0, +) / Double(outcomes.count)
    return EffectEstimate(
      marginal, arm: log.arms[arm], prior: prior, direction: direction, level: level,
      nights: data.nightsOnArm[arm], referenceNights: data.nightsOnArm[0],
      kind: study.outcome.kind, referenceMean: referenceMean)
  }
}

extension EffectPrior {
  /// As the normal prior of a coefficient, which stands in for one with heavy tails.
  var coefficient: Series.Coefficient {
    Series.Coefficient(name: name, mean: mean, standardDeviation: standardDeviation)
  }
}
