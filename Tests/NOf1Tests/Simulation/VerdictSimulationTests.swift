import Glibc
import Testing

@testable import NOf1

@Suite struct VerdictSimulationTests {
  private let log = ModelLogs.log(.count, cycles: 3, period: 7, seed: 1, missing: 0.1)

  private func simulation(_ seed: UInt64 = 1) -> VerdictSimulation {
    VerdictSimulation(
      log: log, study: ModelLogs.study(.count), rule: VerdictRule(), seed: seed)
  }

  private func simulator(_ effect: Double) -> SeriesSimulator {
    SeriesSimulator(kind: .count, referenceMean: 1.2, sigma: 0.4, rho: 0.3, effect: effect)
  }

  @Test func theTallyDoesNotDependOnTheNumberOfThreads() {
    let one = simulation().run(simulator(-1.2), count: 12, cell: 3, jobs: 1)
    let two = simulation().run(simulator(-1.2), count: 12, cell: 3, jobs: 2)
    #expect(one == two)
    #expect(one.total == 12)
    // A longer run begins with the same logs.
    let more = simulation().run(simulator(-1.2), count: 16, cell: 3, jobs: 2)
    #expect(more.responder >= one.responder && more.nonResponder >= one.nonResponder)
  }

  @Test func strongEffectsAreFoundAndNoneIsNot() {
    let strong = simulation().run(simulator(-2.5), count: 12, cell: 1, jobs: 2)
    let none = simulation().run(simulator(0), count: 12, cell: 2, jobs: 2)
    #expect(strong.responder > strong.nonResponder)
    #expect(none.responder <= 1)
  }

  @Test func theEffectsTriedAreNoneImportantAndStrong() {
    let lower = OperatingCharacteristics.effects(EffectDirection(ModelLogs.study(.count)))
    #expect(lower[0] == 0)
    #expect(abs(exp(lower[1]) - 0.75) < 1e-12 && abs(exp(lower[2]) - 0.5) < 1e-12)
    let higher = OperatingCharacteristics.effects(
      EffectDirection(ModelLogs.study(.binary, better: .higher)))
    #expect(abs(exp(higher[1]) - 4.0 / 3) < 1e-12 && abs(exp(higher[2]) - 2) < 1e-12)
    let score = OperatingCharacteristics.effects(EffectDirection(ModelLogs.study(.score)))
    #expect(score == [0, -0.5, -1])
  }

  @Test(arguments: 1...5)
  func aLongerLogRepeatsItsCycles(_ added: Int) {
    let longer = log.extended(byCycles: added)
    #expect(Array(longer.nights.prefix(log.nights.count)) == log.nights)
    #expect(Set(longer.nights.compactMap(\.cycle)).count == 3 + added)
    #expect(Set(longer.nights.map(\.period)).count == 2 * (3 + added))
    for (earlier, later) in zip(longer.nights, longer.nights.dropFirst()) {
      #expect(earlier.day < later.day)
      #expect(earlier.period <= later.period)
    }
    for arm in 0...1 {
      let nights = longer.nights.filter { $0.arm == arm }.count
      #expect(nights == 7 * (3 + added))
    }
    for cycle in 0..<(3 + added) {
      let arms = Set(longer.nights.filter { $0.cycle == cycle }.map(\.arm))
      #expect(arms == [0, 1])
    }
  }

  @Test func aLogWithoutCyclesStaysAsItIs() {
    let plain = PersonalLog(
      arms: log.arms,
      nights: log.nights.map {
        .init(day: $0.day, arm: $0.arm, outcome: $0.outcome, period: $0.period, cycle: nil)
      })
    #expect(plain.extended(byCycles: 3).nights == plain.nights)
  }
}
