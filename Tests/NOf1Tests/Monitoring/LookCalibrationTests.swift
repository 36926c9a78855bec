import Numerics
import Testing

@testable import NOf1

@Suite struct LookCalibrationTests {
  private static let plan = ModelLogs.log(.count, cycles: 4, period: 5, seed: 5, missing: 0)

  private static let once = calibration(rule: lax)

  private static func calibration(
    rows: [Int] = [30, 40], rule: VerdictRule, jobs: Int = 1, seed: UInt64 = 1
  ) -> LookCalibration {
    LookCalibration(
      plan: plan, rows: rows, study: ModelLogs.study(.count), rule: rule, referenceMean: 0.8,
      sigma: 0.5, simulations: 60, seed: seed, jobs: jobs)
  }

  /// So lax a rule errs often enough that few simulations tell.
  private static let lax: VerdictRule = {
    var rule = VerdictRule()
    (rule.importantBenefit, rule.anyBenefit) = (0.3, 0.6)
    return rule
  }()

  @Test func theTightenedRuleGivesTheShareThatIsPromised() {
    let calibration = Self.once
    #expect(calibration.tightening < 1 && calibration.tightening > 0)
    #expect(calibration.falseRespondersUntightened > 0.05)
    #expect(calibration.falseResponders <= 1.0 / 60)
    #expect(calibration.importantBenefit > 0.3 && calibration.anyBenefit > 0.6)
    // The twin: the same people, judged by the tightened rule as any log is.
    let rule = calibration.tightened(Self.lax)
    let simulation = VerdictSimulation(
      log: Self.plan, study: ModelLogs.study(.count), rule: rule, seed: 1)
    var worst = 0
    let people = [0.0, 0.3, 0.6].flatMap { rho in
      [0.0, -0.34657359027997264].map { (rho: rho, trend: $0) }
    }
    for (cell, person) in people.enumerated() {
      let simulator = SeriesSimulator(
        kind: .count, referenceMean: 0.8, sigma: 0.5, rho: person.rho, effect: 0,
        trend: person.trend)
      let called = (0..<60).count { index in
        var stream = RandomStream(seed: 1, task: 2000 + UInt64(cell), substream: UInt64(index))
        let log = simulator.draw(Self.plan, &stream)
        return [30, 40].contains { rows in
          simulation.answer(PersonalLog(arms: log.arms, nights: Array(log.nights.prefix(rows))))
            == .responder
        }
      }
      worst = max(worst, called)
    }
    #expect(Double(worst) / 60 == calibration.falseResponders)
  }

  @Test func itDependsOnTheSeedAndNotOnTheThreads() {
    #expect(Self.calibration(rule: Self.lax, jobs: 2) == Self.once)
    #expect(Self.calibration(rule: Self.lax, jobs: 2, seed: 2) != Self.once)
  }

  @Test func aRuleThatErrsSeldomStaysAsItIs() {
    var rule = VerdictRule()
    rule.importantBenefit = 0.999
    let calibration = Self.calibration(rows: [40], rule: rule)
    #expect(calibration.tightening == 1 && calibration.tightened(rule) == rule)
  }

  @Test func aLookBeforeTheGuardsHoldIsFree() {
    let with = Self.calibration(rows: [10, 20, 30, 40], rule: Self.lax)
    #expect(with == Self.once)
  }

  /// Wilson's bound at the number and above it.
  @Test(arguments: [52, 60, 400, 2000])
  func theMostRespondersAreTheLargestNumberBelowTheBar(_ count: Int) {
    let most = LookCalibration.mostResponders(of: count)
    // p solves (share - p)^2 = z^2 p (1 - p) / n at the bound.
    func excess(_ number: Int) -> Double {
      let share = Double(number) / Double(count)
      let z = NormalDistribution(mean: 0, standardDeviation: 1).quantile(0.95)
      return (share - 0.05) * (share - 0.05) - z * z * 0.05 * 0.95 / Double(count)
    }
    #expect(excess(most) >= 0 && excess(most + 1) < 0)
    #expect(Double(most) / Double(count) < 0.05)
  }

  @Test func tooFewSimulationsAllowNone() {
    #expect(LookCalibration.mostResponders(of: 20) == 0)
  }
}
