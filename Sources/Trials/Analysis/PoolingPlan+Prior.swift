extension PoolingPlan {
  /// The prior of tau that is taken where the plan names none, in units of the outcome:
  ///
  /// - log ratios and standardised differences: half-normal with scale 0.5 (tau of 0.5 makes the
  ///   true ratios of nine studies in ten differ up to fivefold; Friede et al. 2017);
  /// - mean differences: half-normal with half the standard deviation of people under the
  ///   comparator, which is the same on the scale of standardised differences;
  /// - everything else: half-Cauchy with the root of the harmonic mean of the sampling variances,
  ///   so that the answer does not depend on the unit (as DuMouchel 1994).
  /// - Throws: `PoolingError.outOfRange` of an empirical prior on another scale.
  func statedPrior(for effects: [TrialEffect]) throws -> StatedPrior {
    if let prior { return StatedPrior(prior: prior, basis: "as given") }
    guard let measure = effects.first?.effect.measure else {
      return StatedPrior(prior: .halfNormal(scale: 0.5), basis: "no study")
    }
    if let empiricalPrior {
      return StatedPrior(
        prior: try empiricalPrior.prior(for: measure), basis: empiricalPrior.source)
    }
    let studies = effects.compactMap { effect in
      effect.summary.map { SummarizedStudy(study: effect.study, summary: $0) }
    }
    let deviation = SummarizedStudy.comparatorStandardDeviation(of: studies)
    if let prior = try? HeterogeneityPrior.standard(
      for: measure, comparatorStandardDeviation: deviation)
    {
      let scale =
        measure.isLogarithm
        ? "0.5 on the log scale"
        : measure.hasUnit ? "half the comparator's standard deviation" : "0.5 standard deviations"
      return StatedPrior(prior: prior, basis: "half-normal, scale \(scale)")
    }
    let precision = effects.map { 1 / $0.effect.variance }.reduce(0, +) / Double(effects.count)
    return StatedPrior(
      prior: .halfCauchy(scale: (1 / precision).squareRoot()),
      basis: "half-Cauchy, scale the typical standard error of a study")
  }
}
