extension PooledEffects {
  /// y - x' b for each study.
  public var studyResiduals: [Double] {
    effects.indices.map { i in effects[i].estimate - fitted(i) }
  }

  /// The weights that combined the studies, not normalised.
  public var weights: [Double] {
    switch pooling.weighting {
    case .inverseVariance: effects.map { 1 / ($0.variance + tauSquaredInWeights) }
    case .equal: [Double](repeating: 1, count: studies)
    case .given(let weights): weights
    }
  }

  /// What the pooling says of each study.
  ///
  /// Standard errors of residuals are the diagonal of (I - H)(V + tau^2 I)(I - H)' (metafor's
  /// `rstandard`), intervals of shrunken effects use the quantile of the test.
  public func studyEstimates() throws -> [StudyEstimate] {
    let kernel = kernel
    let p = design.columns
    let weights = weights
    let total = weights.reduce(0, +)
    let operation = try kernel.leverageOperator(weights: weights)
    let quantile = testQuantile
    return effects.indices.map { i in
      var (leverage, variance) = (0.0, 0.0)
      for j in effects.indices {
        var hat = 0.0
        for a in 0..<p { hat += kernel.z[i * p + a] * operation[j * p + a] }
        if i == j { leverage = hat }
        let share = (i == j ? 1 : 0) - hat
        variance += share * share * (effects[j].variance + tauSquaredInWeights)
      }
      let isFittedExactly = residualDegreesOfFreedom == 0 || 1 - leverage < 1e-12
      return StudyEstimate(
        study: effects[i].study, weight: weights[i] / total, leverage: leverage,
        residual: effects[i].estimate - fitted(i),
        residualStandardError: isFittedExactly ? nil : variance.squareRoot(),
        shrunken: shrunken(i, quantile: quantile))
    }
  }

  func fitted(_ study: Int) -> Double {
    estimates.indices.reduce(0) { $0 + design.rows[study * design.columns + $1] * estimates[$1] }
  }

  private func shrunken(_ study: Int, quantile: Double?) -> StudyEstimate.Shrunken? {
    guard pooling.model != .equalEffects, let tauSquared, let quantile, let varianceFactor else {
      return nil
    }
    let effect = effects[study]
    let share = tauSquared / (tauSquared + effect.variance)
    let estimate = share * effect.estimate + (1 - share) * fitted(study)
    let mean = varianceFactor * variance(of: design.row(study))
    let error = (share * effect.variance + (1 - share) * (1 - share) * mean).squareRoot()
    return StudyEstimate.Shrunken(
      estimate: estimate, standardError: error, interval: .around(estimate, quantile * error))
  }
}
