import NOf1
import Numerics
import SimulatedStudies

/// The rules that are compared: one look at the end, declared looks, as many as one likes.
struct EarlyRules: Sendable {
  let study: PersonalStudy
  let calibration: LookCalibration

  /// Thresholds for the looks are calibrated on one schedule of the design.
  init(
    prior: String, design: EarlyCell.Design, known: LookCalibration?, simulations: Int,
    seed: UInt64, jobs: Int
  ) {
    study = PersonalStudy.magnesiumAgainstPlacebo(prior: prior)
    if let known {
      calibration = known
      return
    }
    var stream = RandomStream(seed: seed, task: 9_000)
    let plan = PairedCycles(cycles: design.cycles, nightsPerPeriod: design.nightsPerPeriod)
      .draw(arms: [study.reference] + study.treatments, &stream)
    calibration = LookCalibration(
      plan: plan, rows: design.looks.map { $0 * 2 * design.nightsPerPeriod }, study: study,
      referenceMean: design.rate, sigma: EarlyCell.sigma, simulations: simulations, seed: seed,
      jobs: jobs)
  }

  func simulation(_ log: PersonalLog) -> VerdictSimulation {
    VerdictSimulation(log: log, study: study, rule: VerdictRule(), seed: 0)
  }
}
