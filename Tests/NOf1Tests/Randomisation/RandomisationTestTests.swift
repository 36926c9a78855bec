import Glibc
import Tables
import TestSupport
import Testing

@testable import NOf1

@Suite struct RandomisationTestTests {
  private func run(
    _ log: PersonalLog, _ study: PersonalStudy, seed: UInt64 = 1,
    limits: RandomisationTest.Limits = .init()
  ) throws -> RandomisationTest {
    try RandomisationTest.run(log: log, study: study, seed: seed, limits: limits)
  }

  @Test(.enabled(if: Reference.has("expected/nof1-series-simple.json")))
  func agreesWithAllExchangesWithinPairsInR() throws {
    let result = try run(
      try ReferenceSeries.log(), Logs.study(.score, mcid: 1, randomisation: .pairedCycles))
    let expected = try ReferenceSeries.expected("randomisation_test")
    #expect(result.pValue == expected["p_lower"] as? Double)
    #expect(result.pValueTwoSided == expected["p_two_sided"] as? Double)
    #expect(abs(result.statistic - (expected["statistic"] as? Double ?? .nan)) < 1e-13)
    #expect(result.schedules == 256 && result.exact)
    #expect(result.floor == 1.0 / 256)
  }

  @Test(arguments: [Outcome.Kind.count, .score, .binary])
  func pairedCyclesAgreeWithRelabellingTheLog(_ kind: Outcome.Kind) throws {
    let outcomes: [Double?] = [1, 0, 0, 1, nil, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0]
    let log = Logs.personal("AABBBBAAAABBBBAA", outcomes, periodLength: 2)
    let study = Logs.study(kind, mcid: 0.5, randomisation: .pairedCycles)
    let result = try run(log, study)
    // The twin: relabel the log for each of the 2^4 orders and estimate cycle by cycle.
    func statistic(_ flips: Int) -> Double {
      let relabelled = PersonalLog(
        arms: log.arms,
        nights: log.nights.map { night in
          let flip = (flips >> (night.cycle ?? 0)) & 1
          return .init(
            day: night.day, arm: night.arm ^ flip, outcome: night.outcome, period: night.period,
            cycle: night.cycle)
        })
      let cycles = CycleEstimate.estimates(of: "B", log: relabelled, study: study)
      let values = cycles.map {
        study.outcome.scale.isLogarithmic ? Glibc.log($0.estimate) : $0.estimate
      }
      return values.reduce(0, +) / Double(values.count)
    }
    let all = (0..<16).map(statistic)
    let extreme = all.filter { $0 <= all[0] + 1e-12 }.count
    let twoSided = all.filter { abs($0) >= abs(all[0]) - 1e-12 }.count
    #expect(result.pValue == Double(extreme) / 16)
    #expect(result.pValueTwoSided == Double(twoSided) / 16)
    #expect(abs(result.statistic - all[0]) < 1e-12)
  }

  @Test func theFloorIsReachedByTheBestOrderAndNotBelow() throws {
    let log = Logs.personal("AABBBBAAAABB", [5, 4, 1, 0, 1, 1, 7, 8, 9, 9, 2, 1], periodLength: 2)
    let lower = try run(log, Logs.study(.count, randomisation: .pairedCycles))
    #expect(lower.pValue == 0.125 && lower.floor == 0.125)
    let higher = try run(
      log, Logs.study(.count, better: .higher, mcid: 1.3, randomisation: .pairedCycles))
    #expect(higher.pValue == 1)
    #expect(higher.statistic == lower.statistic)
  }

  @Test func tiesCountAsExtreme() throws {
    let log = Logs.personal("ABBA", [1, 1, 1, 1], periodLength: 1)
    let result = try run(log, Logs.study(.count, randomisation: .pairedCycles))
    #expect(result.pValue == 1 && result.pValueTwoSided == 1)
  }

  @Test func nightlySchemeAgreesWithFilteringAllSequences() throws {
    let arms = "ABAABBABBA"
    let outcomes: [Double?] = [3, 1, 2, nil, 0, 1, 4, 0, 1, 2]
    let log = Logs.personal(arms, outcomes)
    let result = try run(log, Logs.study(.count, randomisation: .nightly(maximumRun: 2)))
    func ratio(_ schedule: [Int]) -> Double? {
      var (y, n) = ([0.0, 0.0], [0.0, 0.0])
      for (arm, outcome) in zip(schedule, outcomes) {
        guard let outcome else { continue }
        y[arm] += outcome
        n[arm] += 1
      }
      guard n[0] > 0, n[1] > 0 else { return nil }
      return Glibc.log((y[1] + 0.5) / n[1]) - Glibc.log((y[0] + 0.5) / n[0])
    }
    func admissible(_ s: [Int]) -> Bool {
      (2..<10).allSatisfy { s[$0] != s[$0 - 1] || s[$0] != s[$0 - 2] }
    }
    let sequences = (0..<1024).map { bits in (0..<10).map { (bits >> $0) & 1 } }.filter(admissible)
    let all = sequences.compactMap(ratio)
    let observed = try #require(ratio(log.nights.map(\.arm)))
    #expect(result.schedules == all.count && result.exact)
    #expect(
      result.pValue == Double(all.filter { $0 <= observed + 1e-12 }.count) / Double(all.count))
  }

  @Test(arguments: [Randomisation.nightly(maximumRun: 2), .blocks(size: 4)])
  func drawsAgreeWithEnumerationAndDependOnTheSeedAlone(_ scheme: Randomisation) throws {
    let arms = "ABABBAABBAAB"
    let outcomes: [Double?] = [3, 1, 2, nil, 0, 1, 4, 0, 1, 2, 3, 0]
    let log = Logs.personal(arms, outcomes)
    let draws = RandomisationTest.Limits(enumeration: 0, draws: 20_000)
    let study = Logs.study(.count, randomisation: scheme)
    let exact = try run(log, study)
    let drawn = try run(log, study, limits: draws)
    #expect(exact.exact && !drawn.exact && drawn.schedules == 20_001)
    // Four standard errors of a share of 20,000 draws.
    let error = (exact.pValue * (1 - exact.pValue) / 20_000).squareRoot()
    #expect(abs(drawn.pValue - exact.pValue) < 4 * error + 1e-4)
    #expect(try run(log, study, limits: draws) == drawn)
    #expect(try run(log, study, seed: 2, limits: draws).pValue != drawn.pValue)
  }

  @Test func blocksAgreeWithFilteringAllSequences() throws {
    let outcomes: [Double?] = [3, 1, 2, 4, 0, 1, 4, nil, 1]
    // The third block was cut short after one night.
    let log = Logs.personal("ABBABBAAB", outcomes)
    let result = try run(log, Logs.study(.score, mcid: 1, randomisation: .blocks(size: 4)))
    let blocks = (0..<16).map { bits in (0..<4).map { (bits >> $0) & 1 } }
      .filter { $0.reduce(0, +) == 2 }
    var all = [Double]()
    for a in blocks {
      for b in blocks {
        for c in blocks {
          let schedule = a + b + c.prefix(1)
          let pairs = zip(schedule, outcomes).compactMap { arm, y in y.map { (arm, $0) } }
          let (treated, reference) = (pairs.filter { $0.0 == 1 }, pairs.filter { $0.0 == 0 })
          let mean = { (p: [(Int, Double)]) in p.reduce(0) { $0 + $1.1 } / Double(p.count) }
          all.append(mean(treated) - mean(reference))
        }
      }
    }
    #expect(result.schedules == 216)
    let below = all.filter { $0 <= result.statistic + 1e-12 }.count
    #expect(result.pValue == Double(below) / 216)
  }

  @Test func threeArmsComparePlacementsOfTwo() throws {
    let log = Logs.personal(
      "ABCCAB", [5, 1, 3, 3, 6, 2], names: ["A", "B", "C"], periodLength: 1)
    let study = Logs.study(.score, mcid: 1, randomisation: .pairedCycles, treatments: ["B", "C"])
    let result = try run(log, study)
    #expect(result.schedules == 36)
    // The best placement in either cycle: each one of 6.
    #expect(abs(result.pValue - 1.0 / 36) < 1e-15)
    #expect(result.statistic == -4)
    let other = try RandomisationTest.run(log: log, study: study, arm: "C")
    #expect(other.arm == "C" && other.pValue > result.pValue)
  }

  @Test func manyCyclesAreDrawn() throws {
    let arms = String(repeating: "ABBA", count: 10)
    let outcomes = arms.indices.map { Optional(arms[$0] == "A" ? 3.0 : 2.0) }
    let log = Logs.personal(arms, outcomes, periodLength: 1)
    let result = try run(log, Logs.study(.score, mcid: 1, randomisation: .pairedCycles))
    #expect(!result.exact && result.schedules == 100_000)
    // 2^-20 would be the exact value: no draw is likely to reach it.
    #expect(result.pValue <= 3e-5 && result.pValue >= result.floor)
  }

  @Test func reasonsWhyThereIsNoTest() throws {
    let log = Logs.personal("AABB", [1, 2, 3, 4], periodLength: 2)
    let three = Logs.personal("AAAB", [1, 2, 3, 4])
    let cases: [(PersonalLog, PersonalStudy, String)] = [
      (log, Logs.study(.count), "N181"),
      (three, Logs.study(.count, randomisation: .nightly(maximumRun: 2)), "N182"),
      (three, Logs.study(.count, randomisation: .blocks(size: 2)), "N182"),
      (three, Logs.study(.count, randomisation: .pairedCycles), "N183"),
      (three, Logs.study(.count, randomisation: .blocks(size: 3)), "N182"),
      (three, Logs.study(.count, randomisation: .blocks(size: 3660)), "N182"),
      (
        Logs.personal("ABAB", [1, nil, 3, nil]),
        Logs.study(.count, randomisation: .nightly(maximumRun: 2)), "N172"
      ),
    ]
    for (log, study, code) in cases {
      #expect(throws: Finding.self) { try run(log, study) }
      do throws(Finding) {
        _ = try RandomisationTest.run(log: log, study: study)
      } catch {
        #expect(error.code == code)
      }
    }
  }
}
