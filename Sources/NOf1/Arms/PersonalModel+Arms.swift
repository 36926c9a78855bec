import Numerics

extension PersonalModel {
  /// What the log says beside its primary contrast, and what a reader must know of it.
  ///
  /// - Parameter effects: the effect of every treatment against the reference.
  /// - Returns: no analysis for two arms without two doses above 0.
  func armsAnalysis(effects: [EffectEstimate]) -> (analysis: ArmsAnalysis?, notes: [String]) {
    let dose = DoseLine(self)
    let estimate = dose.flatMap { line in line.levels.count > 1 ? line.estimate(self) : nil }
    guard log.arms.count > 2 || estimate != nil else { return (nil, []) }
    let analysis = ArmsAnalysis(
      comparisons: comparisons(effects: effects), forms: FormsFit(self)?.estimate(self),
      dose: estimate)
    return (analysis, dose.map { [$0.note] } ?? [])
  }

  /// With more arms than these the pairs are so many that each is fitted as sensitivity fits are.
  private static let manyArms = 5

  /// Every pair: all treatments against the reference, then against the first treatment, and so on.
  private func comparisons(effects: [EffectEstimate]) -> [ArmComparison] {
    var result = effects.enumerated().map { index, effect in
      ArmComparison(effect, against: log.arms[0], isPrimary: index == 0)
    }
    for against in 1..<log.arms.count {
      for arm in (against + 1)..<max(against + 1, log.arms.count) {
        guard let marginal = difference(arm, against) else { continue }
        let direction = EffectDirection(study)
        result.append(
          ArmComparison(
            EffectSummary(marginal, direction, level: level), marginal, arm: log.arms[arm],
            against: log.arms[against], scale: direction.scale))
      }
    }
    return result
  }

  /// The posterior of the difference of two treatments' effects, each with the study's prior.
  func difference(_ arm: Int, _ against: Int) -> MarginalPosterior? {
    let count = fit.data.treatments
    var contrast = [Double](repeating: 0, count: count)
    contrast[arm - 1] = 1
    contrast[against - 1] = -1
    let variance = study.prior.standardDeviation * study.prior.standardDeviation
    let series = fit.data.series
    guard
      let basis = EffectBasis(
        contrast: contrast, mean: [Double](repeating: study.prior.mean, count: count),
        covariance: Matrix(diagonal: [Double](repeating: variance, count: count)))
    else { return nil }
    let posterior = SeriesPosterior(
      series.replacingEffects(count, columns: (1...count).map(series.column), in: basis),
      resolution: log.arms.count > PersonalModel.manyArms ? .sensitivity : .full,
      region: fit.posterior.region)
    return posterior.marginal(of: 1)
  }
}

extension SeriesPosterior {
  /// The posterior of a coefficient under its own prior.
  func marginal(of coefficient: Int) -> MarginalPosterior {
    let prior = series.coefficients[coefficient]
    return posterior(integratedLikelihood(of: coefficient, priors: [prior]), prior: prior)
  }
}

/// The numbers of an effect that every table shows, on the scale on which it is reported.
struct EffectSummary {
  let estimate: Double
  let low: Double
  let high: Double
  let benefit: Double
  let importantBenefit: Double

  init(_ posterior: MarginalPosterior, _ direction: EffectDirection, level: Double) {
    estimate = direction.reported(posterior.quantile(0.5))
    low = direction.reported(posterior.quantile((1 - level) / 2))
    high = direction.reported(posterior.quantile((1 + level) / 2))
    benefit = direction.probabilityOfBenefit(posterior)
    importantBenefit = direction.probabilityOfBenefit(posterior, atLeast: direction.important)
  }
}

extension ArmComparison {
  fileprivate init(
    _ summary: EffectSummary, _ marginal: MarginalPosterior, arm: String, against: String,
    scale: EffectScale
  ) {
    self.init(
      arm: arm, against: against, scale: scale, estimate: summary.estimate, mean: marginal.mean,
      sd: marginal.standardDeviation, confidenceLow: summary.low, confidenceHigh: summary.high,
      probabilityOfBenefit: summary.benefit,
      probabilityOfImportantBenefit: summary.importantBenefit, isPrimary: false)
  }

  fileprivate init(_ effect: EffectEstimate, against: String, isPrimary: Bool) {
    self.init(
      arm: effect.arm, against: against, scale: effect.scale, estimate: effect.estimate,
      mean: effect.mean, sd: effect.sd, confidenceLow: effect.confidenceLow,
      confidenceHigh: effect.confidenceHigh, probabilityOfBenefit: effect.probabilityOfBenefit,
      probabilityOfImportantBenefit: effect.probabilityOfImportantBenefit, isPrimary: isPrimary)
  }
}
