import Numerics

@testable import NOf1

/// Simulated logs of ordered levels.
enum OrdinalLogs {
  static let levels = ["none", "mild", "moderate", "severe"]

  /// Paired cycles of two arms on consecutive nights.
  static func log(
    cycles: Int = 4, period: Int = 7, seed: UInt64 = 1, effect: Double = -0.8, sigma: Double = 0.6,
    shares: [Double] = [0.3, 0.3, 0.25, 0.15]
  ) -> PersonalLog {
    var stream = RandomStream(seed: seed, task: 55)
    let nights = (0..<(2 * cycles * period)).map { night in
      let number = night / period
      return PersonalLog.Night(
        day: night, arm: (number + number / 2) % 2, outcome: 0, period: number, cycle: number / 2)
    }
    let simulator = SeriesSimulator(
      kind: .ordinal, referenceMean: 0, sigma: sigma, rho: 0.4, effect: effect,
      referenceDistribution: LevelDistribution(
        codes: shares.indices.map(Double.init), shares: shares))
    return simulator.draw(PersonalLog(arms: ["A", "B"], nights: nights), &stream)
  }

  static func study(
    levels: [String]? = levels, better: Outcome.Direction = .lower, spread: Double = 1
  ) -> PersonalStudy {
    PersonalStudy(
      outcome: Outcome(column: "severity", kind: .ordinal, better: better, levels: levels),
      reference: "A", treatments: ["B"],
      minimalImportantDifference: better == .lower ? 0.75 : 1 / 0.75, randomised: true,
      randomisation: .pairedCycles,
      prior: EffectPrior(name: "wide", mean: 0, standardDeviation: spread))
  }
}
