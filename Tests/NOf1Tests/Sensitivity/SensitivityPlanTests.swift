import Glibc
import Testing

@testable import NOf1

@Suite struct SensitivityPlanTests {
  private func keys(_ log: PersonalLog, _ study: PersonalStudy) -> [String] {
    SensitivityPlan(log, study: study).alternatives.map(\.key)
  }

  private let always = [
    "half-life-2", "half-life-5", "half-life-10", "no-trend", "random-walk-trend",
  ]

  @Test func theSetIsFixedByLogAndStudy() {
    let complete = ModelLogs.log(.count, missing: 0)
    #expect(keys(complete, ModelLogs.study(.count)) == ["wash-in-3"] + always)
    #expect(keys(complete, ModelLogs.study(.count, washIn: 3)) == always)
    let gaps = ModelLogs.log(.count, seed: 3, missing: 0.2)
    let missing = ["missing-for-treatment", "missing-against-treatment"]
    #expect(keys(gaps, ModelLogs.study(.count)) == ["wash-in-3"] + always + missing)
    // A missing duration may be a night without a cramp.
    #expect(keys(gaps, ModelLogs.study(.duration)) == ["wash-in-3"] + always)
    let notTaken = ModelLogs.map(gaps) {
      .init(
        day: $0.day, arm: $0.arm, outcome: $0.outcome, taken: $0.day != 9, period: $0.period,
        cycle: $0.cycle)
    }
    let all = keys(notTaken, ModelLogs.study(.count))
    #expect(all == ["wash-in-3"] + always + missing + ["per-protocol"])
    #expect(Set(all).count == all.count)
  }

  private func series(
    _ log: PersonalLog, _ variant: ModelVariant, _ kind: Outcome.Kind = .score,
    better: Outcome.Direction = .lower
  ) throws -> LogSeries {
    let study = ModelLogs.study(kind, better: better)
    return try #require(
      LogSeries(
        log, study: study, scale: OutcomeScale(log, kind: kind), prior: study.prior,
        variant: variant))
  }

  @Test func exposureFollowsItsRecursion() throws {
    // Day 5 has no row: the arm of day 4 goes on.
    let arms: [(day: Int, arm: Int)] = [
      (0, 0), (1, 0), (2, 1), (3, 1), (4, 1), (6, 1), (7, 0), (9, 0),
    ]
    let log = PersonalLog(
      arms: ["A", "B"],
      nights: arms.map {
        .init(
          day: $0.day, arm: $0.arm, outcome: Double($0.day % 3),
          period: $0.day < 2 ? 0 : $0.day < 7 ? 1 : 2, cycle: nil)
      })
    let data = try series(log, ModelVariant(washInNights: 0, halfLife: 2))
    // With q = 2^(-1/2): 1 - q^k after k nights on, then fading by q a night.
    let q = 0.5.squareRoot()
    let expected = [
      0, 0, 1 - q, 1 - q * q, 1 - pow(q, 3), 1 - pow(q, 5), (1 - pow(q, 5)) * q,
      (1 - pow(q, 5)) * pow(q, 3),
    ]
    for (ours, theirs) in zip(data.series.column(1), expected) {
      #expect(abs(ours - theirs) < 1e-14)
    }
  }

  @Test func washInDropsTheFirstNightsAfterEverySwitch() throws {
    let outcomes: [Double?] = [1, 2, 3, 4, nil, 6, 7, 8, 1, 2, 3, 5]
    let log = Logs.personal("AAAABBBBAAAA", outcomes)
    let data = try series(log, ModelVariant(washInNights: 2))
    // The first period has no switch before it; the missing night counts among those dropped.
    #expect(data.rows == [0, 1, 2, 3, 6, 7, 10, 11])
    #expect(data.nightsOnArm == [6, 2])
    let study = ModelLogs.study(.score)
    let tooLong = LogSeries(
      log, study: study, scale: OutcomeScale(log, kind: .score), prior: study.prior,
      variant: ModelVariant(washInNights: 4))
    #expect(tooLong == nil)
  }

  @Test(arguments: Outcome.Direction.allCases)
  func missingNightsTakeTheBestOrWorstPeriod(_ better: Outcome.Direction) throws {
    // Means by period: A 2, B 4, A 6, B 1.
    let outcomes: [Double?] = [1, 3, nil, 4, nil, 4, 6, nil, 6, nil, 0, 2]
    let log = Logs.personal("AAABBBAAABBB", outcomes)
    var variant = ModelVariant(washInNights: 0)
    variant.filling = .favouringTreatment
    let favour = try series(log, variant, better: better).series.outcome
    variant.filling = .againstTreatment
    let against = try series(log, variant, better: better).series.outcome
    func filled(_ reference: Double, _ treatment: Double) -> [Double] {
      [1, 3, reference, 4, treatment, 4, 6, reference, 6, treatment, 0, 2]
    }
    if better == .lower {
      #expect(favour == filled(6, 1) && against == filled(2, 4))
    } else {
      #expect(favour == filled(2, 4) && against == filled(6, 1))
    }
  }

  @Test func perProtocolDropsNightsNotTaken() throws {
    let log = PersonalLog(
      arms: ["A", "B"],
      nights: (0..<8).map {
        .init(
          day: $0, arm: $0 / 4, outcome: Double($0 % 3),
          taken: $0 == 5 ? false : $0 == 6 ? nil : true,
          period: $0 / 4, cycle: nil)
      })
    var variant = ModelVariant(washInNights: 0)
    variant.perProtocol = true
    #expect(try series(log, variant).rows == [0, 1, 2, 3, 4, 6, 7])
  }

  @Test func trendColumns() throws {
    let log = ModelLogs.log(.score, missing: 0)
    var variant = ModelVariant(washInNights: 0)
    let linear = try series(log, variant).series
    #expect(linear.coefficients.map(\.name) == ["level", "B", "trend"])
    #expect(linear.column(2).first == -1 && linear.column(2).last == 1)
    variant.trend = .none
    #expect(try series(log, variant).series.coefficients.count == 2)
    variant.trend = .randomWalk
    let walk = try series(log, variant).series
    // 56 days: six pieces, each rising from 0 to 1 over its own stretch.
    #expect(walk.coefficients.dropFirst(2).map(\.name) == (1...6).map { "trend\($0)" })
    let columns = (2..<8).map { walk.column($0) }
    for night in 0..<walk.nights {
      let sum = columns.reduce(0) { $0 + $1[night] }
      #expect(abs(sum - 6 * Double(night) / 55) < 1e-12)
    }
    for (earlier, later) in zip(columns, columns.dropFirst()) {
      for (a, b) in zip(earlier, later) where b > 0 { #expect(a == 1) }
    }
  }

  /// A marginal likelihood is compared only where the nights are the same.
  @Test func onlySameNightsAreComparable() throws {
    let log = ModelLogs.log(.count, seed: 3, missing: 0.2)
    for alternative in SensitivityPlan(log, study: ModelLogs.study(.count)).alternatives {
      let main = try series(log, ModelVariant(washInNights: 0), .count)
      let other = try series(log, alternative.variant, .count)
      let isSame = main.rows == other.rows
      #expect(alternative.comparable == isSame, "\(alternative.key)")
    }
  }
}
