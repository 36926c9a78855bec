import Glibc

extension EffectEstimate {
  /// Reads an effect off its posterior.
  ///
  /// - Parameter referenceMean: the person's own mean outcome on the reference: events a night, or
  ///   the share of nights with an event; nil where events avoided make no sense.
  init(
    _ posterior: MarginalPosterior, arm: String, prior: EffectPrior, direction: EffectDirection,
    level: Double, nights: Int, referenceNights: Int, kind: Outcome.Kind, referenceMean: Double?
  ) {
    let tail = (1 - level) / 2
    let low = posterior.quantile(tail)
    let high = posterior.quantile(1 - tail)
    let median = posterior.quantile(0.5)
    self.init(
      arm: arm, prior: prior, scale: direction.scale, estimate: direction.reported(median),
      mean: posterior.mean, sd: posterior.standardDeviation,
      confidenceLow: direction.reported(low), confidenceHigh: direction.reported(high),
      probabilityOfBenefit: direction.probabilityOfBenefit(posterior),
      probabilityOfImportantBenefit: direction.probabilityOfBenefit(
        posterior, atLeast: direction.important),
      probabilityOfImportantHarm: direction.probabilityOfHarm(
        posterior, beyond: direction.important),
      probabilityWorse: direction.probabilityOfHarm(posterior, beyond: direction.worse),
      nights: nights, referenceNights: referenceNights,
      avoidedPer28Nights: referenceMean.flatMap {
        AvoidedEvents(kind: kind, referenceMean: $0, median: median, low: low, high: high)
      })
  }
}

extension AvoidedEvents {
  /// Events avoided in 28 nights at the person's own rate on the reference: `28 r (1 - RR)` for
  /// counts, `28 (p - p')` with odds(p') = OR odds(p) for yes/no nights; nil for other kinds.
  init?(kind: Outcome.Kind, referenceMean: Double, median: Double, low: Double, high: Double) {
    let avoided: (Double) -> Double
    switch kind {
    case .count: avoided = { 28 * referenceMean * (1 - exp($0)) }
    case .binary:
      avoided = { logOdds in
        let odds = exp(logOdds) * referenceMean / (1 - referenceMean)
        return 28 * (referenceMean - (odds.isInfinite ? 1 : odds / (1 + odds)))
      }
    case .score, .duration, .ordinal: return nil
    }
    guard referenceMean > 0, kind == .count || referenceMean < 1 else { return nil }
    self.init(median: avoided(median), low: avoided(high), high: avoided(low))
  }
}
