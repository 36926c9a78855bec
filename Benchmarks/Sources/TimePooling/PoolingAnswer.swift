import Trials

/// What is computed of one meta-analysis: what `rma` and `predict` compute when called.
struct PoolingAnswer {
  let estimate: Double
  let numbers: [Double]

  /// In the order in which `peers/rma.R` prints them; not a number where there is none.
  init(_ pooling: Pooling, _ effects: [StudyEffect]) throws {
    let pooled = try pooling.pool(effects)
    let coefficient = pooled.coefficients[0]
    let inference = coefficient.inference
    let prediction = try pooled.predictionInterval()
    let (plain, restricted) = (
      pooled.fitStatistics(restricted: false), pooled.fitStatistics(restricted: true)
    )
    estimate = coefficient.estimate
    numbers = [
      coefficient.estimate, inference?.standardError, pooled.tauSquared,
      pooled.heterogeneity.standardError, inference?.probability, inference?.interval.lower,
      inference?.interval.upper, prediction?.lower, prediction?.upper,
      pooled.residualHeterogeneity, pooled.residualHeterogeneityProbability, pooled.inconsistency,
      pooled.relativeExcess, plain.logLikelihood, restricted.logLikelihood,
    ].map { $0 ?? .nan }
  }
}
