import Glibc
import NOf1
import Numerics
import SimulatedStudies

/// One cell of the calibration of early looks: a design, a person, a true effect, a prior.
struct EarlyCell: Sendable {
  /// A design with the look at which each rule may speak.
  struct Design: Sendable, Equatable {
    let cycles: Int
    let nightsPerPeriod: Int
    /// Complete cycles at the declared looks.
    let looks: [Int]
    /// Cramps a night on the placebo.
    let rate: Double

    var words: String { "\(cycles) x \(nightsPerPeriod), \(rate) cramps a night" }
  }

  /// What the analysis does not expect.
  enum Disturbance: String, Sendable, CaseIterable {
    case none = "none"
    case falling = "cramps fall by half"
    case missing = "10 % missing"
    case overdispersed = "over-dispersed"
    case all = "all three"
  }

  let design: Design
  let disturbance: Disturbance
  let rho: Double
  let rateRatio: Double
  let prior: String

  /// A usual study, and the one in which the fixed design errs most.
  static let designs = [
    Design(cycles: 6, nightsPerPeriod: 7, looks: [3, 4, 6], rate: 0.62),
    Design(cycles: 4, nightsPerPeriod: 14, looks: [2, 3, 4], rate: 0.3),
  ]
  static let priors = ["trial", "wide"]
  static let sigma = 0.6

  /// Without an effect: everything. With a halved rate: no disturbance and all of them.
  static let all: [EarlyCell] = [1.0, 0.5].flatMap { rateRatio in
    priors.flatMap { prior in
      designs.flatMap { design in
        Disturbance.allCases.filter { rateRatio == 1 || $0 == .none || $0 == .all }
          .flatMap { disturbance in
            CalibrationCell.correlations.map { rho in
              EarlyCell(
                design: design, disturbance: disturbance, rho: rho, rateRatio: rateRatio,
                prior: prior)
            }
          }
      }
    }
  }

  var simulator: SeriesSimulator {
    let isFalling = disturbance == .falling || disturbance == .all
    let isMissing = disturbance == .missing || disturbance == .all
    let isOverdispersed = disturbance == .overdispersed || disturbance == .all
    return SeriesSimulator(
      kind: .count, referenceMean: design.rate, sigma: Self.sigma, rho: rho,
      effect: log(rateRatio), trend: isFalling ? -log(2) / 2 : 0, missing: isMissing ? 0.1 : 0,
      overdispersionSize: isOverdispersed ? 1.5 : nil)
  }

  /// One simulated log, on a schedule of its own, judged by all rules.
  func verdicts(_ rules: EarlyRules, _ stream: inout RandomStream) -> EarlyVerdicts {
    let schedule = PairedCycles(
      cycles: design.cycles, nightsPerPeriod: design.nightsPerPeriod
    ).draw(arms: [rules.study.reference] + rules.study.treatments, &stream)
    let log = simulator.draw(schedule, &stream)
    var looks: [Int: VerdictSimulation.Look] = [:]
    func look(_ cycles: Int) -> VerdictSimulation.Look {
      if let known = looks[cycles] { return known }
      let look = rules.simulation(log).look(log.seen(cycles: cycles))
      looks[cycles] = look
      return look
    }
    func judged(_ cycles: [Int], _ finds: (Int) -> Bool) -> EarlyVerdicts.Rule {
      var result = EarlyVerdicts.Rule()
      for cycles in cycles {
        if finds(cycles) {
          result.nightsUntilResponder = log.seen(cycles: cycles).nights.count
          break
        }
        if rateRatio < 1, look(cycles).answer == .nonResponder { result.isNonResponder = true }
      }
      return result
    }
    return EarlyVerdicts(
      fixed: judged([design.cycles]) { look($0).tightening <= 1 },
      looks: judged(design.looks) { look($0).tightening <= rules.calibration.tightening },
      continuous: judged(Array(1...design.cycles)) { cycles in
        rules.simulation(log).eValue(log.seen(cycles: cycles)) >= 20
          && look(cycles).answer == .responder
      })
  }
}

extension PersonalLog {
  /// The log at the end of a cycle.
  fileprivate func seen(cycles: Int) -> PersonalLog {
    PersonalLog(arms: arms, nights: nights.filter { ($0.cycle ?? 0) < cycles })
  }
}
