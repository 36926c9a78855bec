import Numerics

/// Fisher's exact test of one table.
enum FisherTest {
  /// The two-sided P: all tables with these margins that are no more probable than the observed
  /// one, up to rounding, as in R's `fisher.test`. It is 1 where the margins leave one table only.
  static func probability(_ table: TwoGroupEvents) -> Double {
    let distribution = ConditionalDistribution([table])
    let probabilities = distribution.probabilities(logOddsRatio: 0)
    let observed = probabilities[table.treatment.events - distribution.support.lowerBound]
    return min(1, probabilities.reduce(0) { $1 <= observed * (1 + 1e-7) ? $0 + $1 : $0 })
  }
}
