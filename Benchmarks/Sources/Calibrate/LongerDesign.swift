import Glibc
import NOf1
import Numerics
import SimulatedStudies

/// A design that is monitored continuously for as long as one likes.
struct LongerDesign: Sendable {
  enum Draw: Sendable {
    case cycles(PairedCycles)
    case nights(NightlyDraws)
  }

  let draw: Draw
  let words: String

  static let all = [
    LongerDesign(
      draw: .cycles(PairedCycles(cycles: 12, nightsPerPeriod: 7)),
      words: "12 cycles of 7 nights per arm"),
    LongerDesign(
      draw: .cycles(PairedCycles(cycles: 14, nightsPerPeriod: 3)),
      words: "14 cycles of 3 nights per arm"),
    LongerDesign(draw: .nights(NightlyDraws(nights: 84)), words: "84 nights, each drawn by itself"),
    LongerDesign(
      draw: .nights(NightlyDraws(nights: 168)), words: "168 nights, each drawn by itself"),
  ]
}

/// How often the e-value reaches 20, and how soon, when the rate is halved and when it is not.
struct LongerResult: Sendable {
  let design: LongerDesign
  let noEffect: EarlyTally
  let halved: EarlyTally

  init(_ design: LongerDesign, people: Int, number: Int, seed: UInt64, jobs: Int) {
    func tally(_ rateRatio: Double) -> EarlyTally {
      let verdicts = parallelMap(count: people, jobs: jobs) { index in
        var stream = RandomStream(
          seed: seed, task: 20_000 + UInt64(2 * number) + (rateRatio < 1 ? 1 : 0),
          substream: UInt64(index))
        return design.verdict(rateRatio: rateRatio, &stream)
      }
      return EarlyTally(verdicts, \.continuous)
    }
    self.design = design
    noEffect = tally(1)
    halved = tally(0.5)
  }
}

extension LongerDesign {
  /// One person, who looks after every cycle (paired cycles) or every week (single nights).
  fileprivate func verdict(rateRatio: Double, _ stream: inout RandomStream) -> EarlyVerdicts {
    var study = PersonalStudy.magnesiumAgainstPlacebo(prior: "wide")
    let arms = [study.reference] + study.treatments
    let schedule: PersonalLog
    let nightsPerLook: Int
    switch draw {
    case .cycles(let cycles):
      schedule = cycles.draw(arms: arms, &stream)
      nightsPerLook = 2 * cycles.nightsPerPeriod
    case .nights(let nights):
      schedule = nights.draw(arms: arms, &stream)
      nightsPerLook = 7
      study.randomisation = .nightly(maximumRun: nights.nights)
      study.plannedNights = nights.nights
    }
    let log = SeriesSimulator(
      kind: .count, referenceMean: 0.62, sigma: EarlyCell.sigma, rho: 0.3, effect: log(rateRatio)
    ).draw(schedule, &stream)
    let simulation = VerdictSimulation(log: log, study: study, rule: VerdictRule(), seed: 0)
    var result = EarlyVerdicts.Rule()
    for count in stride(from: nightsPerLook, through: log.nights.count, by: nightsPerLook) {
      let seen = PersonalLog(arms: arms, nights: Array(log.nights.prefix(count)))
      if simulation.eValue(seen) >= 20, simulation.look(seen).answer == .responder {
        result.nightsUntilResponder = count
        break
      }
    }
    return EarlyVerdicts(fixed: .init(), looks: .init(), continuous: result)
  }
}
