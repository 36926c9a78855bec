import Glibc
import NOf1
import Numerics

/// One simulated log with the study it is analysed for, to measure the analysis on.
public struct SimulatedCase: Sendable {
  public let study: PersonalStudy
  public let log: PersonalLog

  /// 84 nights in six randomised cycles of two weeks, with a true effect: rate ratio or odds
  /// ratio 0.5, or 2 points of a score. Ordinal outcomes have four levels.
  public init(_ kind: Outcome.Kind, seed: UInt64 = 1) {
    study = PersonalStudy.magnesiumAgainstPlacebo(kind)
    var stream = RandomStream(seed: seed)
    let schedule = PairedCycles(cycles: 6, nightsPerPeriod: 7)
      .draw(arms: [study.reference] + study.treatments, &stream)
    let isScore = kind == .score
    let simulator = SeriesSimulator(
      kind: kind, referenceMean: isScore ? 5 : kind == .ordinal ? 1.3 : 0.62,
      sigma: isScore ? 1.5 : 0.6, rho: 0.3,
      effect: isScore ? -2 : Glibc.log(0.5))
    log = simulator.draw(schedule, &stream)
  }
}
