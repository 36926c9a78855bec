import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct PowerSettingTests {
  private func setting(
    effect: Double = 1, rate: Double = 1.2, missing: Double = 0.2, cycles: Int = 4,
    randomisation: Randomisation = .pairedCycles, kind: Outcome.Kind = .count
  ) -> PowerSetting {
    var study = ModelLogs.study(kind)
    study.randomisation = randomisation
    return PowerSetting(
      study: study, rule: VerdictRule(),
      schedule: PowerSchedule(study: study, cycles: cycles, periodNights: 6), rate: rate,
      effect: effect, rho: 0.3, missing: missing, sigma: 0.6, seed: 1)
  }

  @Test func aPersonHasTheSameLuckUnderEveryEffect() {
    for person in 0..<20 {
      let (planned, idle) = setting().logs(person: person)
      let (same, helped) = setting(effect: 0.5).logs(person: person)
      #expect(planned.nights == same.nights)
      for (a, b) in zip(idle.nights, helped.nights) {
        #expect((a.outcome == nil) == (b.outcome == nil))
        guard let before = a.outcome, let after = b.outcome else { continue }
        #expect(a.arm == 0 ? before == after : after <= before)
      }
    }
  }

  @Test func anotherPersonSeedOrDesignHasOtherLuck() {
    let log = setting().logs(person: 0).drawn.nights
    #expect(log != setting().logs(person: 1).drawn.nights)
    #expect(log != setting(missing: 0.3).logs(person: 0).drawn.nights)
    #expect(log != Array(setting(cycles: 5).logs(person: 0).drawn.nights.prefix(log.count)))
    #expect(log != setting(rate: 1.3).logs(person: 0).drawn.nights)
  }

  @Test func ratesEffectsAndMissingNightsAreThoseAskedFor() {
    let (halved, people) = (setting(effect: 0.5, cycles: 20), 100)
    var sums = [0.0, 0.0]
    var nights = [0.0, 0.0]
    for person in 0..<people {
      for night in halved.logs(person: person).drawn.nights {
        guard let outcome = night.outcome else { continue }
        sums[night.arm] += outcome
        nights[night.arm] += 1
      }
    }
    let recorded = (nights[0] + nights[1]) / Double(people * 240)
    #expect(abs(recorded - 0.8) < 4 * (0.16 / 24_000).squareRoot())
    // The variance of a night is 1.2 + 1.2^2 (e^0.36 - 1), of a sum about twice that.
    #expect(abs(sums[0] / nights[0] - 1.2) < 4 * (3.6 / nights[0]).squareRoot())
    #expect(abs(sums[1] / nights[1] - 0.6) < 4 * (1.6 / nights[1]).squareRoot())
  }

  /// The guards are looked at before the fit; the whole analysis says the same.
  @Test func theAnswerIsThatOfTheWholeAnalysis() throws {
    let rare = setting(effect: 0.3, rate: 0.6, cycles: 4)
    var answers: [Verdict.Answer] = []
    for person in 0..<12 {
      let log = rare.logs(person: person).drawn
      let model = try PersonalModel(
        log, study: rare.study, resolution: .simulation, sensitivityResolution: .direction)
      answers.append(rare.answer(person: person))
      #expect(rare.rule.answer(model.evidence) == answers[person])
    }
    #expect(answers.contains(.designCannotIdentify) && Set(answers).count > 1)
  }

  @Test func pairedCyclesHoldEachArmOnceInBothOrders() {
    let schedule = PowerSchedule(study: ModelLogs.study(.count), cycles: 5, periodNights: 3)
    #expect(schedule.nights == 30)
    var first = [0, 0]
    for person in 0..<200 {
      var stream = RandomStream(seed: 9, task: 0, substream: UInt64(person))
      let log = schedule.draw(&stream)
      #expect(log.nights.map(\.day) == Array(0..<30))
      #expect(log.nights.map(\.period) == (0..<30).map { $0 / 3 })
      #expect(log.nights.map(\.cycle) == (0..<30).map { $0 / 6 })
      for cycle in 0..<5 {
        let arms = (0..<6).map { log.nights[6 * cycle + $0].arm }
        #expect(arms == [0, 0, 0, 1, 1, 1] || arms == [1, 1, 1, 0, 0, 0])
        first[arms[0]] += 1
      }
    }
    // 1000 fair coins.
    #expect(abs(first[0] - 500) < 4 * Int(250.0.squareRoot()))
  }

  /// All schedules of a scheme that draws night by night come about equally often.
  @Test(arguments: [Randomisation.nightly(maximumRun: 2), .blocks(size: 4), .blocks(size: 2)])
  func everyAdmissibleScheduleIsEquallyLikely(scheme: Randomisation) {
    var study = ModelLogs.study(.count)
    study.randomisation = scheme
    let schedule = PowerSchedule(study: study, cycles: 3, periodNights: 1)
    let space: ScheduleSpace =
      switch scheme {
      case .nightly(let run): .nightly(nights: 6, arms: 2, maximumRun: run)
      case .blocks(let size): .blocks(nights: 6, arms: 2, size: size)
      case .pairedCycles: .nightly(nights: 6, arms: 2, maximumRun: 6)
      }
    let admissible = (0..<64).map { code in (0..<6).map { (code >> $0) & 1 } }
      .filter(space.admits)
    var counts: [[Int]: Int] = [:]
    let draws = 200 * admissible.count
    for person in 0..<draws {
      var stream = RandomStream(seed: 5, task: 0, substream: UInt64(person))
      counts[schedule.draw(&stream).nights.map(\.arm), default: 0] += 1
    }
    #expect(Set(counts.keys) == Set(admissible))
    // Six nights of blocks of four end within a block: not all beginnings are equally likely.
    guard scheme != .blocks(size: 4) else { return }
    let expected = Double(draws) / Double(admissible.count)
    let statistic = counts.values.reduce(0) { $0 + pow(Double($1) - expected, 2) / expected }
    let limit = ChiSquaredDistribution(degreesOfFreedom: Double(admissible.count - 1))
      .quantile(1e-4, tail: .upper)
    #expect(statistic < limit)
  }

  @Test func cyclesOfNightsAreFoundAsInALog() throws {
    var study = ModelLogs.study(.count)
    study.randomisation = .blocks(size: 4)
    let schedule = PowerSchedule(study: study, cycles: 3, periodNights: 4)
    var stream = RandomStream(seed: 2)
    let log = schedule.draw(&stream)
    #expect(log.nights.count == 24)
    let structure = CycleStructure(
      days: Array(0..<24), arms: log.nights.map(\.arm), armCount: 2)
    #expect(log.nights.map(\.cycle) == structure.cycle)
    #expect(log.nights.map(\.period) == structure.period)
  }
}
