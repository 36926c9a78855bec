import Glibc
import Numerics

/// One combination of a plan: a design, and the persons who go through it.
struct PowerSetting: Sendable {
  let study: PersonalStudy
  let rule: VerdictRule
  let schedule: PowerSchedule
  let rate: Double
  /// As reported: a ratio, or a difference for scores.
  let effect: Double
  let rho: Double
  let missing: Double
  let sigma: Double
  let seed: UInt64

  /// The verdict about one simulated person.
  func answer(person: Int) -> Verdict.Answer {
    let (planned, drawn) = logs(person: person)
    return VerdictSimulation(log: planned, study: study, rule: rule, seed: seed).look(drawn).answer
  }

  /// A person's own schedule, and the nights as they turn out.
  func logs(person: Int) -> (planned: PersonalLog, drawn: PersonalLog) {
    let key = streamKey
    var order = RandomStream(seed: key, task: 0, substream: UInt64(person))
    var luck = RandomStream(seed: key, task: 1, substream: UInt64(person))
    let planned = schedule.draw(&order)
    return (planned, simulator.draw(planned, &luck))
  }

  private var simulator: SeriesSimulator {
    SeriesSimulator(
      kind: study.outcome.kind, referenceMean: rate, sigma: sigma, rho: rho,
      effect: study.outcome.scale.isLogarithmic ? log(effect) : effect, missing: missing)
  }

  /// The seed of the cell's own streams: the plan's seed sent through one Philox block for every
  /// value that makes the design and the person. The effect is left out: whoever has the same
  /// number has the same luck under every effect.
  private var streamKey: UInt64 {
    // -0 is 0.
    let person = [rate, rho, missing, sigma].map { ($0 + 0).bitPattern }
    return ([UInt64(schedule.cycles), UInt64(schedule.periodNights)] + person)
      .reduce(seed) { key, value in
        var stream = RandomStream(seed: key, task: value)
        return stream.next()
      }
  }

  func cell(_ answers: ArraySlice<Verdict.Answer>) -> PowerCell {
    func count(_ answer: Verdict.Answer) -> Int { answers.count { $0 == answer } }
    return PowerCell(
      cycles: schedule.cycles, periodNights: schedule.periodNights, nights: schedule.nights,
      rate: rate, effect: effect, rho: rho, missing: missing, simulations: answers.count,
      responder: count(.responder), nonResponder: count(.nonResponder),
      inconclusive: count(.inconclusive), designCannotIdentify: count(.designCannotIdentify))
  }
}
