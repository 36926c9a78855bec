import Tables

extension PersonRecord {
  /// Fits one person's log and keeps what their nights say about the primary effect.
  ///
  /// Level, trend, sigma, rho, covariates and the effects of other arms have their own priors and
  /// are integrated out.
  /// - Parameter prior: of the average and the spread of effects, as far as it is known before all
  ///   persons have been read; it decides only how far the likelihood is looked at.
  /// - Throws: `notEstimable` where the wash-in leaves too little to fit.
  init(
    _ log: PersonalLog, study: PersonalStudy, prior given: PopulationPrior?,
    resolution: SeriesPosterior.Resolution? = nil
  ) throws(PersonalAnalysisError) {
    let kind = study.outcome.kind
    let scale = OutcomeScale(log, kind: kind)
    let unit = kind == .score ? scale.standardDeviation : 1
    let prior = given ?? .standard(for: study.outcome, unit: unit)
    // Wide enough for anybody of this population, and for a narrow one about its average.
    let wide = EffectPrior(
      name: "wide", mean: prior.mean,
      standardDeviation: max(4 * prior.spread, prior.standardDeviation))
    let narrow = EffectPrior(
      name: "narrow", mean: prior.mean, standardDeviation: 0.5 * prior.spread)
    guard
      let fit = PersonalFit(
        log, study: study, scale: scale, prior: wide,
        variant: ModelVariant(washInNights: study.washInNights),
        resolution: resolution ?? .population(kind))
    else { throw .tooFewNightsAfterWashIn(study.washInNights) }
    let primary = log.arms.firstIndex(of: study.treatments[0]) ?? 1
    let likelihood = fit.integratedLikelihood(arm: primary, priors: [wide, narrow])
    let used = fit.data.nightsOnArm
    let count = used.reduce(0, +)
    let degreesOfFreedom = kind == .score ? max(0, count - log.arms.count) : 0
    self.init(
      likelihood: PersonLikelihood(likelihood),
      squares: scale.standardDeviation * scale.standardDeviation * Double(degreesOfFreedom),
      degreesOfFreedom: degreesOfFreedom, nights: used[primary], referenceNights: used[0])
  }
}

extension SeriesPosterior.Resolution {
  /// One person of many: against three times as many nodes the shrunken effect moves by less than
  /// 0.01 posterior standard deviations. (Gaussian series get twice the numbers given.)
  static func population(_ kind: Outcome.Kind) -> SeriesPosterior.Resolution {
    kind == .score || kind == .duration
      ? SeriesPosterior.Resolution(sigmas: 6, rhos: 4, sweepPoints: 9)
      : SeriesPosterior.Resolution(sigmas: 8, rhos: 6, sweepPoints: 11)
  }
}
