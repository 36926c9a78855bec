import Glibc
import Numerics

extension PopulationAnalysis {
  /// The results that come from the posterior of (mu, tau), and all of them in words.
  init(
    _ study: PersonalStudy, _ posterior: PopulationPosterior, prior: PopulationPrior,
    unit: Double, direction: EffectDirection, level: Double, persons: Int,
    expectedResponders: Double, firmResponders: Int, excluded: Int
  ) {
    let little = 0.1 * unit
    let probability = posterior.tau.probability(atMost: little)
    let standard = NormalDistribution(mean: 0, standardDeviation: 1)
    let before = 2 * standard.cumulative(little / prior.spread) - 1
    // Odds of more than little spread, afterwards against before.
    let odds = (1 - probability) / max(probability, 1e-12) * before / max(1 - before, 1e-12)
    let factor = min(1e9, odds)
    let mu = ParameterSummary(
      "mu", posterior.mu, level: level,
      prior: "normal(\(shortText(prior.mean)), \(shortText(prior.standardDeviation)))")
    let tau = ParameterSummary(
      "tau", posterior.tau, level: level, prior: "half-normal(\(shortText(prior.spread)))")
    let words = PopulationWords(study: study, level: level, persons: persons)
    let sentences =
      [
        words.average(mu),
        factor >= PopulationWords.differing
          ? words.differ(mu: mu, tau: tau) : words.doNotDiffer(tau, little: little, probability),
        words.responders(expected: expectedResponders, firm: firmResponders),
      ] + words.excluded(excluded)
    self.init(
      outcome: study.outcome, reference: study.reference, treatment: study.treatments[0],
      minimalImportantDifference: study.minimalImportantDifference, persons: persons, mu: mu,
      tau: tau, probabilityOfLittleSpread: probability,
      probabilityOfBenefit: direction.probabilityOfBenefit(posterior.mu),
      probabilityOfImportantBenefit: direction.probabilityOfBenefit(
        posterior.mu, atLeast: direction.important),
      expectedResponders: expectedResponders, firmResponders: firmResponders,
      sentences: sentences, littleSpread: little, bayesFactorOfSpread: factor, excluded: excluded)
  }
}
