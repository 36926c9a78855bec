import Glibc
import Testing

@testable import NOf1

/// Under the sharp null the outcomes stay and the schedule is drawn: the e-value is averaged over
/// every schedule that could have been.
@Suite struct EProcessTests {
  private static let counts: [Double] = [
    3, 0, 1, 2, 5, 0, 0, 1, 4, 2, 0, 0, 1, 1, 7, 0, 2, 1, 0, 3, 1, 0, 2, 6, 1, 0, 0, 2,
  ]

  /// A log of paired cycles with these orders, `nights` a period.
  private func log(_ orders: [[Int]], nights: Int, _ outcomes: [Double?]) -> PersonalLog {
    let arms = orders.joined().flatMap { [Int](repeating: $0, count: nights) }
    return log(nightly: arms, outcomes, periodLength: nights, armCount: orders[0].count)
  }

  private func log(
    nightly arms: [Int], _ outcomes: [Double?], periodLength: Int? = nil, armCount: Int = 2
  ) -> PersonalLog {
    let letters = ["A", "B", "C"]
    return Logs.personal(
      arms.map { letters[$0] }.joined(), outcomes, names: Array("ABC".prefix(armCount)),
      periodLength: periodLength)
  }

  private func study(
    _ kind: Outcome.Kind, _ scheme: Randomisation, arms: Int = 2, plannedNights: Int? = nil
  ) -> PersonalStudy {
    var study = Logs.study(
      kind, mcid: 0.5, randomisation: scheme, treatments: Array(["B", "C"].prefix(arms - 1)))
    study.plannedNights = plannedNights
    return study
  }

  private func combinations(_ options: [[Int]], _ count: Int) -> [[[Int]]] {
    (0..<count).reduce([[]]) { all, _ in all.flatMap { one in options.map { one + [$0] } } }
  }

  /// The e-value after every step is 1 on average over all these equally likely logs.
  private func expectMeanOne(_ logs: [PersonalLog], _ study: PersonalStudy) throws {
    let values = try logs.map { try EProcess($0, study: study).bets.map(\.eValue) }
    #expect(values[0].count > 1 && Set(values.map { $0[values[0].count - 1] }).count > 2)
    for step in values[0].indices {
      let mean = values.reduce(0) { $0 + $1[step] } / Double(values.count)
      #expect(abs(mean - 1) < 1e-12, "step \(step): \(mean)")
    }
  }

  @Test(arguments: [Outcome.Kind.count, .score, .duration])
  func pairedCyclesOfTwoArmsAreFair(_ kind: Outcome.Kind) throws {
    var outcomes = Self.counts.map { Optional($0 + (kind == .duration ? 1 : 0)) }
    outcomes[5] = nil
    let logs = combinations([[0, 1], [1, 0]], 5).map { log($0, nights: 2, outcomes) }
    try expectMeanOne(logs, study(kind, .pairedCycles))
  }

  @Test func pairedCyclesOfThreeArmsAreFair() throws {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let logs = combinations(orders, 3).map { log($0, nights: 1, Self.counts) }
    try expectMeanOne(logs, study(.score, .pairedCycles, arms: 3))
  }

  /// The order after each cycle is restricted: no arm twice in a row.
  @Test func cyclesWithARunLimitAreFair() throws {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let plans = combinations(orders, 3).filter { plan in
      zip(plan, plan.dropFirst()).allSatisfy { $0.last != $1.first }
    }
    var study = study(.score, .pairedCycles, arms: 3)
    study.maximumPeriodRun = 1
    // The first orders are equally frequent, and so are those that may follow each.
    try expectMeanOne(plans.map { log($0, nights: 1, Self.counts) }, study)
  }

  /// A bet of yesterday is the same bet today, also for levels: scores may not look ahead.
  @Test(arguments: [Outcome.Kind.ordinal, .count, .score])
  func yesterdaysBetsStand(_ kind: Outcome.Kind) throws {
    let outcomes = Self.counts.map { min($0, 3) }
    let arms = (0..<28).map { ($0 * 5 + $0 / 3) % 2 }
    let study = study(kind, .nightly(maximumRun: 28), plannedNights: 28)
    let whole = try EProcess(log(nightly: arms, outcomes), study: study).bets
    let part = try EProcess(log(nightly: Array(arms.prefix(15)), outcomes), study: study).bets
    #expect(part.count == 15 && Array(whole.prefix(15)) == part)
  }

  /// Every admissible schedule of the whole plan, cut off where the log ends.
  @Test(arguments: [(8, 8, 2, 2), (6, 9, 2, 2), (5, 7, 3, 2), (7, 7, 2, 7)])
  func nightsDrawnByThemselvesAreFair(_ nights: Int, _ planned: Int, _ arms: Int, _ run: Int) throws
  {
    let space = ScheduleSpace.nightly(nights: planned, arms: arms, maximumRun: run)
    let schedules = combinations((0..<arms).map { [$0] }, planned).map { $0.flatMap { $0 } }
      .filter(space.admits)
    let logs = schedules.map {
      log(nightly: Array($0.prefix(nights)), Self.counts, armCount: arms)
    }
    try expectMeanOne(
      logs, study(.count, .nightly(maximumRun: run), arms: arms, plannedNights: planned))
  }

  /// The last block is cut short.
  @Test(arguments: [(10, 2, 4), (6, 3, 3)])
  func blocksAreFair(_ nights: Int, _ arms: Int, _ size: Int) throws {
    let whole = (nights + size - 1) / size * size
    let space = ScheduleSpace.blocks(nights: nights, arms: arms, size: size)
    let schedules = combinations((0..<arms).map { [$0] }, whole).map { $0.flatMap { $0 } }
      .filter(space.admits)
    var outcomes = Self.counts.map { Optional($0) }
    outcomes[3] = nil
    let logs = schedules.map { log(nightly: Array($0.prefix(nights)), outcomes, armCount: arms) }
    try expectMeanOne(logs, study(.score, .blocks(size: size), arms: arms))
  }

  /// Ville's inequality, by counting.
  @Test(arguments: [5, 7, 10])
  func oneScheduleInTwentyAtMostEverReachesTwenty(_ cycles: Int) throws {
    let outcomes = (0..<20).map { (night: Int) -> Double in night % 2 == 0 ? 3 : 1 }
    let logs = combinations([[0, 1], [1, 0]], cycles).map { log($0, nights: 1, outcomes) }
    let study = study(.score, .pairedCycles)
    let reached = try logs.count { try EProcess($0, study: study).largest >= EProcess.needed }
    #expect(reached > 0)
    #expect(Double(reached) <= 0.05 * Double(logs.count))
  }

  @Test func fourCyclesNeverReachTwentyAndFiveCan() throws {
    let study = study(.score, .pairedCycles)
    func best(_ cycles: Int) throws -> Double {
      let orders = (0..<cycles).map { $0 % 2 == 0 ? [0, 1] : [1, 0] }
      // One point better on the treatment in every cycle.
      let outcomes = orders.joined().map { $0 == 1 ? 2.0 : 3.0 }
      return try EProcess(log(orders, nights: 1, outcomes), study: study).largest
    }
    #expect(try best(4) < 16 && best(5) > 20)
  }

  @Test func twoArmsGiveOnePlusTheHyperbolicTangent() throws {
    let orders = [[0, 1], [1, 0], [1, 0], [0, 1]]
    let outcomes = Array(Self.counts.dropFirst())
    let process = try EProcess(
      log(orders, nights: 2, outcomes), study: study(.score, .pairedCycles))
    var products = [1.0, 1.0]
    var total = 0.0
    for (cycle, order) in orders.enumerated() {
      let y = outcomes[(4 * cycle)..<(4 * cycle + 4)].map { $0 }
      let first = (y[0] + y[1] - y[2] - y[3]) / 2
      let benefit = order == [0, 1] ? first : -first
      total += abs(benefit)
      let scaled = benefit / (total / Double(cycle + 1))
      products[0] *= 1 + tanh(scaled)
      products[1] *= 1 + tanh(2 * scaled)
      #expect(abs(process.bets[cycle].eValue - (products[0] + products[1]) / 2) < 1e-12)
    }
  }

  @Test func unitsNamesAndMirrorImagesDoNotMatter() throws {
    let orders = [[0, 1], [1, 0], [0, 1]]
    let base = log(orders, nights: 3, Self.counts)
    let own = try EProcess(base, study: study(.score, .pairedCycles)).bets.map(\.eValue)
    func compare(_ other: PersonalLog, _ study: PersonalStudy) throws {
      let values = try EProcess(other, study: study).bets.map(\.eValue)
      #expect(values.count == own.count)
      for (a, b) in zip(values, own) { #expect(abs(a - b) < 1e-12) }
    }
    try compare(ModelLogs.outcome(base) { 10 * $0 + 7 }, study(.score, .pairedCycles))
    try compare(
      ModelLogs.outcome(base) { -$0 },
      Logs.study(.score, better: .higher, mcid: 0.5, randomisation: .pairedCycles))
    try compare(ModelLogs.map(base, arms: ["x", "y"]) { $0 }, study(.score, .pairedCycles))
    // With the labels exchanged every factor of a single boldness would be 2 minus itself.
    let exchanged = log(orders.map { Array($0.reversed()) }, nights: 3, Self.counts)
    let flipped = try EProcess(exchanged, study: study(.score, .pairedCycles))
    #expect(abs(flipped.bets[0].factor + own[0] - 2) < 1e-12)
  }

  @Test func missingNightsAndUnfinishedCyclesAreNotBetOn() throws {
    let orders = [[0, 1], [1, 0], [0, 1], [1, 0]]
    var outcomes = Self.counts.map { Optional($0) }
    for night in 6..<9 { outcomes[night] = nil }
    let whole = log(orders, nights: 3, outcomes)
    let study = study(.count, .pairedCycles)
    #expect(try EProcess(whole, study: study).bets.map(\.step) == [1, 3, 4])
    let cut = PersonalLog(arms: whole.arms, nights: Array(whole.nights.dropLast()))
    #expect(cut.finishedCycles.count == 3)
    #expect(try EProcess(cut, study: study).bets.map(\.step) == [1, 3])
    // The empty row of a night that was not recorded ends the cycle.
    let empty = ModelLogs.map(whole) { $0.day == 23 ? $0.with(outcome: nil) : $0 }
    #expect(empty.finishedCycles.count == 4)
  }

  @Test func endlessLuckStaysANumber() {
    let step = EProcess.Step(
      number: 1,
      options: [.init(probability: 0.5, benefit: 1), .init(probability: 0.5, benefit: -1)],
      drawn: 0)
    let lucky = EProcess([EProcess.Step](repeating: step, count: 3000), boldness: [3, 5])
    #expect(lucky.bets.allSatisfy { $0.eValue.isFinite && $0.factor > 1 })
    let still = EProcess.Step(
      number: 1,
      options: [.init(probability: 0.5, benefit: 0), .init(probability: 0.5, benefit: 0)],
      drawn: 1)
    #expect(EProcess([still], boldness: [1]).bets[0].eValue == 1)
    #expect(EProcess([], boldness: [1]).largest == 1)
  }

  @Test func reasonsWhyThereIsNone() throws {
    let paired = log([[0, 1], [1, 0]], nights: 2, Self.counts)
    let cases: [(PersonalLog, PersonalStudy, String)] = [
      (paired, Logs.study(.count), "N230"),
      (
        Logs.personal("AABA", [1, 2, 3, 4], periodLength: 1), study(.count, .pairedCycles), "N231"
      ),
      (Logs.personal("AAAB", [1, 2, 3, 4]), study(.count, .nightly(maximumRun: 2)), "N231"),
      (Logs.personal("AAAB", [1, 2, 3, 4]), study(.count, .nightly(maximumRun: 65)), "N231"),
      (paired, study(.count, .blocks(size: 3)), "N231"),
      (
        ModelLogs.map(Logs.personal("ABAB", [1, 2, 3, 4])) {
          .init(day: 2 * $0.day, arm: $0.arm, outcome: $0.outcome, period: $0.period, cycle: nil)
        }, study(.count, .nightly(maximumRun: 2)), "N231"
      ),
    ]
    for (log, study, code) in cases {
      do {
        _ = try EProcess(log, study: study)
        Issue.record("\(code) was not thrown")
      } catch { #expect(error.code == code) }
    }
  }
}
