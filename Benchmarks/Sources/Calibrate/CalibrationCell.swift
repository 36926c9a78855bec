import Glibc
import NOf1
import Numerics
import SimulatedStudies

/// One cell of the calibration: a design, a person, and a true effect.
struct CalibrationCell: Sendable {
  let design: PairedCycles
  /// Cramps a night on the placebo.
  let rate: Double
  let sigma: Double
  let rho: Double
  let rateRatio: Double
  /// Name of the prior of the main fit.
  let prior: String

  /// What whole tables of the page have in common.
  struct Block: Sendable, Equatable {
    let prior: String
    let sigma: Double
  }

  /// The default prior for magnesium first, then a longer-tailed person, then the wide prior.
  static let blocks = [
    Block(prior: "trial", sigma: 0.6), Block(prior: "trial", sigma: 0.9),
    Block(prior: "wide", sigma: 0.6),
  ]
  static let designs = [(3, 14), (6, 7), (4, 14)].map { cycles, nights in
    PairedCycles(cycles: cycles, nightsPerPeriod: nights)
  }
  static let rates = [0.3, 0.62, 1.1]
  static let correlations = [0.0, 0.3, 0.6]
  static let rateRatios = [1.0, 0.5]

  /// Every cell, in the order of the page; its place is its number in the random streams.
  static let all: [CalibrationCell] = blocks.flatMap { block in
    rateRatios.flatMap { rateRatio in
      designs.flatMap { design in
        rates.flatMap { rate in
          correlations.map { rho in
            CalibrationCell(
              design: design, rate: rate, sigma: block.sigma, rho: rho, rateRatio: rateRatio,
              prior: block.prior)
          }
        }
      }
    }
  }

  /// The verdict about one simulated log, on a schedule of its own.
  func answer(_ stream: inout RandomStream, seed: UInt64) -> Verdict.Answer {
    let study = PersonalStudy.magnesiumAgainstPlacebo(prior: prior)
    let schedule = design.draw(arms: [study.reference] + study.treatments, &stream)
    let simulator = SeriesSimulator(
      kind: .count, referenceMean: rate, sigma: sigma, rho: rho, effect: log(rateRatio))
    let simulation = VerdictSimulation(
      log: schedule, study: study, rule: VerdictRule(), seed: seed)
    return simulation.answer(simulator.draw(schedule, &stream))
  }

  /// The verdicts about `logs` simulated logs. Log i depends on (seed, number, i) alone.
  func tally(logs: Int, number: Int, seed: UInt64, jobs: Int) -> VerdictTally {
    let answers = parallelMap(count: logs, jobs: jobs) { index in
      var stream = RandomStream(seed: seed, task: UInt64(number), substream: UInt64(index))
      return answer(&stream, seed: seed)
    }
    return VerdictTally(answers)
  }
}
