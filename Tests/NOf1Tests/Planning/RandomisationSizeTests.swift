import Tables
import Testing

@testable import NOf1

/// The test's size over all schedules that a design admits, when the treatment does nothing: the
/// outcomes stay where they are whatever the schedule is.
@Suite struct RandomisationSizeTests {
  /// No two sums of these are alike.
  private static let outcomes: [Double?] = [
    3.0, 1.41, 0.577, 2.718, 1.732, 0.693, 2.236, 0.301, 3.606, 1.202, 0.915, 2.645,
  ]

  private func log(_ armOfPeriod: [Int], _ design: StudyDesign, _ outcomes: [Double?])
    -> PersonalLog
  {
    let perPeriod = design.randomisation == .pairedCycles ? design.periodNights : 1
    let inCycle = design.arms.count * design.periodNights
    return PersonalLog(
      arms: design.arms,
      nights: (0..<design.nights).map { night in
        .init(
          day: night, arm: armOfPeriod[night / perPeriod], outcome: outcomes[night],
          period: night / perPeriod, cycle: night / inCycle)
      })
  }

  private func pValues(
    _ design: StudyDesign, _ outcomes: [Double?], planned: Int? = nil, length: Int? = nil
  ) throws -> [Double] {
    var study = PersonalStudy(
      outcome: Outcome(column: "y", kind: .score), reference: design.arms[0],
      treatments: Array(design.arms.dropFirst()), minimalImportantDifference: 1, randomised: true,
      randomisation: design.randomisation,
      prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 1),
      maximumPeriodRun: design.maximumPeriodRun)
    study.plannedNights = planned
    return try Plans.enumerate(design).map { schedule in
      let whole = log(schedule, design, outcomes)
      let seen = PersonalLog(
        arms: whole.arms, nights: Array(whole.nights.prefix(length ?? design.nights)))
      do throws(Finding) {
        return try RandomisationTest.run(log: seen, study: study).pValue
      } catch {
        // A schedule without nights on an arm has no test, and rejects nothing.
        try #require(error.code == "N172")
        return 1
      }
    }
  }

  /// Without ties every schedule has a p value of its own, so that P(p <= k / m) = k / m.
  @Test(arguments: [
    Plans.design(cycles: 4), Plans.design(cycles: 3, period: 2), Plans.design(cycles: 4, run: 1),
    Plans.design(arms: 3, cycles: 2), Plans.design(arms: 3, cycles: 2, run: 1),
    Plans.design(arms: 3, cycles: 3, run: 1), Plans.design(cycles: 4, .blocks(size: 4)),
    Plans.design(arms: 3, cycles: 2, .blocks(size: 3)),
  ])
  func theSizeIsExactAtEveryLevel(_ design: StudyDesign) throws {
    let pValues = try pValues(design, Self.outcomes).sorted()
    let count = Double(pValues.count)
    for (index, pValue) in pValues.enumerated() {
      #expect(abs(pValue - Double(index + 1) / count) < 1e-12)
    }
  }

  /// With ties, missing nights and arms that are not compared, at most alpha.
  @Test(arguments: [
    Plans.design(cycles: 4), Plans.design(arms: 3, cycles: 2, run: 1),
    Plans.design(arms: 4, cycles: 2, run: 1), Plans.design(cycles: 4, .blocks(size: 4)),
    Plans.design(cycles: 5, .nightly(maximumRun: 2)),
    Plans.design(arms: 3, cycles: 2, .nightly(maximumRun: 1)),
  ])
  func theSizeIsNeverAboveTheLevel(_ design: StudyDesign) throws {
    let tied: [Double?] = [0, 1, 2, nil, 1, 1, 0, 2, 0, 3, 1, 0]
    let pValues = try pValues(design, tied)
    for alpha in pValues {
      let share = Double(pValues.count { $0 <= alpha }) / Double(pValues.count)
      #expect(share <= alpha + 1e-12)
    }
  }

  /// At an early look the log is the beginning of a schedule of all planned nights.
  @Test func theSizeHoldsAtAnEarlyLookWhenThePlanIsKnown() throws {
    let design = Plans.design(cycles: 5, .nightly(maximumRun: 2))
    let known = try pValues(design, Self.outcomes, planned: design.nights, length: 7)
    for alpha in known {
      let share = Double(known.count { $0 <= alpha }) / Double(known.count)
      #expect(share <= alpha + 1e-12)
      #expect(share >= alpha - 1e-12)
    }
    // Without the plan the shares are those of schedules of seven nights, which are others.
    let unknown = try pValues(design, Self.outcomes, length: 7)
    let off = unknown.contains { alpha in
      abs(Double(unknown.count { $0 <= alpha }) / Double(unknown.count) - alpha) > 1e-3
    }
    #expect(off)
  }

  @Test func schedulesThatTheLimitForbidsHaveNoTest() throws {
    let design = Plans.design(cycles: 2, run: 1)
    let study = Logs.study(.score, mcid: 1, randomisation: .pairedCycles)
    var limited = study
    limited.maximumPeriodRun = design.maximumPeriodRun
    let log = Logs.personal("ABBA", [1, 2, 3, 5], periodLength: 1)
    #expect(try RandomisationTest.run(log: log, study: study).schedules == 4)
    do throws(Finding) {
      _ = try RandomisationTest.run(log: log, study: limited)
      Issue.record("a forbidden schedule was tested")
    } catch {
      #expect(error.code == "N182")
    }
    let gap = PersonalLog(
      arms: ["A", "B"],
      nights: zip("ABABAB", [0, 1, 2, 3, 4, 5]).map { arm, day in
        .init(
          day: day, arm: arm == "B" ? 1 : 0, outcome: Double(day), period: day,
          cycle: day < 2 ? 0 : day < 4 ? nil : 1)
      })
    do throws(Finding) {
      _ = try RandomisationTest.run(log: gap, study: limited)
      Issue.record("a cycle was passed over")
    } catch {
      #expect(error.code == "N182" && error.message.contains("before cycle 2"))
    }
  }

  @Test func aCycleWithoutAPeriodStillTiesItsNeighbours() throws {
    var study = Logs.study(.score, mcid: 1, randomisation: .pairedCycles)
    study.maximumPeriodRun = 1
    let log = Logs.personal("ABABAB", [5, 1, nil, 2, 6, 2], periodLength: 1)
    let test = try RandomisationTest.run(log: log, study: study)
    // Only ABABAB and BABABA; the middle cycle adds nothing.
    #expect(test.schedules == 2 && test.pValue == 0.5 && test.floor == 0.5)
    #expect(test.statistic == -4)
  }
}
