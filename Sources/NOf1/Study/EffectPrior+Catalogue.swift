import Glibc

extension EffectPrior {
  /// The priors of an effect that are known by name, in the order they are shown.
  ///
  /// On the analysis scale (log ratio; difference for scores, with S the pooled within-arm
  /// standard deviation of the outcome):
  ///
  /// | name | counts, durations | binary, ordinal | scores |
  /// |---|---|---|---|
  /// | trial | N(-0.07, 0.30^2), counts with lower better only | | |
  /// | sceptical | N(0, 0.15^2) | N(0, 0.15^2) | N(0, (0.2 S)^2) |
  /// | wide | N(0, 0.80^2) | N(0, 1) | N(0, S^2) |
  /// | enthusiast | N(log 0.75, 0.30^2) | N(log 0.75, 0.30^2) | N(-mcid, (0.4 S)^2) |
  ///
  /// `trial` is what trials of magnesium against placebo for leg cramps leave for one more
  /// person: on average 7 % fewer cramps, between 48 % fewer and 68 % more. `enthusiast` is
  /// centred on the effect that matters; where higher is better its mean changes sign.
  ///
  /// - Parameters:
  ///   - outcome: its kind and which way is better.
  ///   - minimalImportantDifference: the centre of the enthusiast prior of scores.
  ///   - pooledStandardDeviation: S, needed for scores: without it they have no prior.
  public static func catalogue(
    for outcome: Outcome, minimalImportantDifference: Double, pooledStandardDeviation: Double?
  ) -> [EffectPrior] {
    let sign: Double = outcome.better == .lower ? 1 : -1
    func prior(_ name: String, _ mean: Double, _ sd: Double) -> EffectPrior {
      EffectPrior(name: name, mean: mean == 0 ? 0 : sign * mean, standardDeviation: sd)
    }
    switch outcome.kind {
    case .score:
      guard let spread = pooledStandardDeviation else { return [] }
      return [
        prior("sceptical", 0, 0.2 * spread), prior("wide", 0, spread),
        prior("enthusiast", -minimalImportantDifference, 0.4 * spread),
      ]
    case .count, .duration, .binary, .ordinal:
      let isOdds = outcome.scale == .oddsRatio
      let hasTrials = outcome.kind == .count && outcome.better == .lower
      return (hasTrials ? [prior("trial", -0.07, 0.30)] : []) + [
        prior("sceptical", 0, 0.15), prior("wide", 0, isOdds ? 1 : 0.80),
        prior("enthusiast", log(0.75), 0.30),
      ]
    }
  }

  /// The name of the default prior: `trial` for counts of which fewer are better when the
  /// reference is placebo-like and some treatment is magnesium, else `wide`.
  static func defaultName(for outcome: Outcome, reference: String, treatments: [String]) -> String {
    let aboutTrials =
      outcome.kind == .count && outcome.better == .lower && ArmName.isComparator(reference)
      && treatments.contains(where: ArmName.isMagnesium)
    return aboutTrials ? "trial" : "wide"
  }
}
