import Glibc
import Numerics

extension PoolingPlan {
  /// The prior of tau that is taken where the plan names none, in units of the outcome:
  ///
  /// - log ratios and standardised differences: half-normal with scale 0.5 (tau of 0.5 makes the
  ///   true ratios of nine studies in ten differ up to fivefold; Friede et al. 2017);
  /// - mean differences: half-normal with half the standard deviation of people under the
  ///   comparator, which is the same on the scale of standardised differences;
  /// - everything else: half-Cauchy with the root of the harmonic mean of the sampling variances,
  ///   so that the answer does not depend on the unit (as DuMouchel 1994).
  func statedPrior(for effects: [TrialEffect]) -> StatedPrior {
    if let prior { return StatedPrior(prior: prior, basis: "as given") }
    guard let measure = effects.first?.effect.measure else {
      return StatedPrior(prior: .halfNormal(scale: 0.5), basis: "no study")
    }
    if measure.isLogarithm {
      return StatedPrior(
        prior: .halfNormal(scale: 0.5), basis: "half-normal, scale 0.5 on the log scale")
    }
    if measure == .standardizedMeanDifference {
      return StatedPrior(
        prior: .halfNormal(scale: 0.5), basis: "half-normal, scale 0.5 standard deviations")
    }
    if measure.hasUnit, let deviation = Self.comparatorDeviation(effects) {
      return StatedPrior(
        prior: .halfNormal(scale: deviation / 2),
        basis: "half-normal, scale half the comparator's standard deviation")
    }
    let precision = effects.map { 1 / $0.effect.variance }.reduce(0, +) / Double(effects.count)
    return StatedPrior(
      prior: .halfCauchy(scale: (1 / precision).squareRoot()),
      basis: "half-Cauchy, scale the typical standard error of a study")
  }

  /// Pooled over the comparators of all studies that print one: sqrt(sum (n - 1) s^2 / sum (n - 1)).
  private static func comparatorDeviation(_ effects: [TrialEffect]) -> Double? {
    var (squares, freedom) = (0.0, 0.0)
    for effect in effects {
      let group: GroupMean
      switch effect.summary {
      case .means(let means): group = means.comparator
      case .pairedMeans(let means): group = means.comparator
      default: continue
      }
      squares += Double(group.count - 1) * group.standardDeviation * group.standardDeviation
      freedom += Double(group.count - 1)
    }
    return freedom > 0 ? (squares / freedom).squareRoot() : nil
  }
}
