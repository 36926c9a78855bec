import Glibc
import Numerics
import Synchronization
import Testing

@testable import NOf1

@Suite struct PowerPlanTests {
  /// Magnesium against placebo under the wide prior, which finds something in short series.
  static let study: PersonalStudy = {
    var study = ModelLogs.study(.count)
    study.randomisation = nil
    return study
  }()

  static func plan(
    cycles: [Int] = [3], period: [Int] = [5], rates: [Double] = [1.2],
    effects: [Double] = [1, 0.3], correlations: [Double] = [0.3], missing: [Double] = [0.1],
    simulations: Int = 6, seed: UInt64 = 1
  ) -> PowerPlan {
    PowerPlan(
      cycles: cycles, periodNights: period, rates: rates, effects: effects,
      correlations: correlations, missing: missing, simulations: simulations, seed: seed)
  }

  @Test func theNumbersDoNotDependOnTheThreads() throws {
    let plan = Self.plan(cycles: [3, 4], simulations: 7)
    let one = try plan.run(study: Self.study, jobs: 1)
    #expect(one == (try plan.run(study: Self.study, jobs: 2)))
    #expect(one.map(\.cycles) == [3, 3, 4, 4] && one.map(\.effect) == [1, 0.3, 1, 0.3])
  }

  @Test func aCellDoesNotDependOnTheRestOfThePlan() throws {
    let whole = try Self.plan(
      cycles: [2, 3], period: [5, 6], effects: [0.3, 1], correlations: [0, 0.3], simulations: 8
    ).run(study: Self.study, jobs: 2)
    let alone = try Self.plan(period: [6], effects: [0.3], simulations: 8).run(study: Self.study)
    #expect(alone.count == 1 && whole.count == 16)
    #expect(whole.contains(alone[0]))
    // A longer run begins with the same people.
    let longer = try Self.plan(period: [6], effects: [0.3], simulations: 11).run(study: Self.study)
    #expect(longer[0].responder >= alone[0].responder)
    #expect(longer[0].inconclusive >= alone[0].inconclusive)
  }

  @Test func everybodyGetsOneAnswer() throws {
    let cells = try Self.plan(cycles: [2, 3], rates: [0.4, 1.2]).run(study: Self.study)
    for cell in cells {
      #expect(
        cell.responder + cell.nonResponder + cell.inconclusive + cell.designCannotIdentify == 6)
      #expect(cell.nights == 2 * cell.cycles * cell.periodNights)
      // Two cycles never give a verdict.
      if cell.cycles == 2 { #expect(cell.designCannotIdentify == 6) }
    }
    #expect(cells.contains { $0.designCannotIdentify < 6 })
  }

  @Test func everyLogIsReported() throws {
    let reports = Mutex<[[Int]]>([])
    _ = try Self.plan(cycles: [2], simulations: 32).run(study: Self.study, jobs: 2) { done, total in
      reports.withLock { $0.append([done, total]) }
    }
    // Every sixteenth log, in whatever order.
    #expect(reports.withLock { $0.sorted { $0[0] < $1[0] } } == [16, 32, 48, 64].map { [$0, 64] })
  }

  @Test func moreCyclesAndStrongerEffectsFindMore() throws {
    let cells = try Self.plan(
      cycles: [3, 12], period: [7], effects: [1, 0.5], simulations: 40
    ).run(study: Self.study, jobs: 2)
    let (short, long) = (cells[1], cells[3])
    // 95 % intervals of 40 people do not reach from one to the other.
    #expect(long.responder >= short.responder + 8, "\(short.responder) \(long.responder)")
    #expect(long.responder > cells[2].responder + 20)
    #expect(cells[2].nonResponder > long.nonResponder)
  }

  @Test(arguments: Outcome.Kind.allCases)
  func everyKindOfOutcomeIsSimulated(kind: Outcome.Kind) throws {
    var plan = Self.plan(
      rates: [PowerPlan.usualRate(kind)], effects: [kind == .score ? -3 : 0.05], simulations: 10)
    plan.cycles = [8]
    let cells = try plan.run(study: ModelLogs.study(kind), jobs: 2)
    #expect(cells[0].responder >= 5, "\(kind): \(cells[0])")
  }

  /// The same rule, persons and design as in the report of one log: equal up to chance.
  @Test func agreesWithTheOperatingCharacteristicsOfALog() throws {
    let log = ModelLogs.log(.count, cycles: 4, period: 6, seed: 4, effect: -2, missing: 0, mean: 2)
    let model = try PersonalModel(log, study: ModelLogs.study(.count))
    #expect(model.rule.answer(model.evidence) == .responder)
    var options = AnalysisOptions()
    options.simulationsPerCell = 60
    options.jobs = 2
    let expected = OperatingCharacteristics(model, options: options).cells
    var plan = Self.plan(
      cycles: [4], period: [6], rates: [model.referenceMean], effects: [1, 0.75, 0.5],
      correlations: OperatingCharacteristics.correlations, missing: [0], simulations: 100)
    plan.sigma = model.fit.posterior.hyperparameters().sigma.quantile(0.5)
    let cells = try plan.run(study: ModelLogs.study(.count), jobs: 2)
    #expect(cells.count == expected.count)
    for cell in cells {
      let twin = try #require(
        expected.first { abs($0.effect - cell.effect) < 1e-9 && $0.rho == cell.rho })
      for (share, other) in [
        (Double(cell.responder) / 100, twin.probabilityResponder),
        (Double(cell.nonResponder) / 100, twin.probabilityNonResponder),
      ] {
        // Nine cells, two answers: four standard errors, with the variance of a share near 0 kept
        // away from 0 as Agresti and Caffo do.
        let p = (100 * share + 60 * other + 1) / 162
        let error = (p * (1 - p) * (1.0 / 100 + 1.0 / 60)).squareRoot()
        #expect(abs(share - other) < 4 * error, "\(cell) \(twin)")
      }
    }
    #expect(expected.contains { $0.probabilityResponder > 0.2 })
  }
}
