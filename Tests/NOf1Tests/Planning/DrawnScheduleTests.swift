import Numerics
import Testing

@testable import NOf1

@Suite struct DrawnScheduleTests {
  static let enumerable: [StudyDesign] = [
    Plans.design(cycles: 3), Plans.design(cycles: 4, run: 1), Plans.design(cycles: 3, run: 2),
    Plans.design(arms: 3, cycles: 2), Plans.design(arms: 3, cycles: 2, run: 1),
    Plans.design(arms: 4, cycles: 2, run: 1),
    Plans.design(cycles: 4, .nightly(maximumRun: 2)),
    Plans.design(cycles: 3, .nightly(maximumRun: 6)),
    Plans.design(arms: 3, cycles: 2, .nightly(maximumRun: 1)),
    Plans.design(cycles: 4, .blocks(size: 4)), Plans.design(arms: 3, cycles: 2, .blocks(size: 3)),
    Plans.design(arms: 3, cycles: 2, .blocks(size: 6)),
  ]

  @Test(arguments: enumerable)
  func countsWhatBruteForceFinds(_ design: StudyDesign) throws {
    #expect(try design.admissible() == Double(Plans.enumerate(design).count))
  }

  @Test func countsInClosedForm() throws {
    #expect(try Plans.design(cycles: 40, period: 7).admissible() == 0x1p40)
    // 3! orders, then in every further cycle the 4 that do not begin with the last arm.
    #expect(try Plans.design(arms: 3, cycles: 10, run: 1).admissible() == 6 * 262_144)
    #expect(try Plans.design(cycles: 10, period: 14, .blocks(size: 14)).admissible().isFinite)
    #expect(
      try Plans.design(cycles: 900, period: 2, .nightly(maximumRun: 2)).admissible()
        == .greatestFiniteMagnitude)
  }

  /// The chi-squared test of equal frequencies over the whole set, 25 or 100 expected a schedule.
  @Test(arguments: enumerable)
  func everyAdmissibleScheduleIsEquallyLikely(_ design: StudyDesign) {
    let admissible = Plans.enumerate(design)
    let expected = admissible.count > 50 ? 25.0 : 100
    var counts = [[Int]: Int]()
    for seed in 0..<UInt64(expected) * UInt64(admissible.count) {
      counts[design.armOfPeriod(seed: 7_000_000 + seed), default: 0] += 1
    }
    #expect(Set(counts.keys).isSubset(of: Set(admissible)))
    let statistic = admissible.reduce(0) { sum, schedule in
      let difference = Double(counts[schedule] ?? 0) - expected
      return sum + difference * difference / expected
    }
    let upper = ChiSquaredDistribution(degreesOfFreedom: Double(admissible.count - 1))
      .cumulative(statistic, tail: .upper)
    #expect(upper > 0.001)
  }

  @Test func theSeedDecides() throws {
    let design = Plans.design(arms: 3, cycles: 6, period: 2, blinded: true)
    #expect(try design.draw(seed: 11) == design.draw(seed: 11))
    #expect(Plans.armOfPeriod(try design.draw(seed: 11)) == design.armOfPeriod(seed: 11))
    #expect(try design.draw(seed: 11).nights != design.draw(seed: 12).nights)
    // A schedule that was drawn once can be drawn again by any later version.
    #expect(
      Plans.armOfPeriod(try Plans.design(cycles: 6).draw(seed: 20_250_301))
        == [1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0])
  }

  @Test func nightsCarryDatePeriodAndCycle() throws {
    let schedule = try Plans.design(
      arms: 3, cycles: 2, period: 2, start: Plans.firstOfMarch
    ).draw(seed: 3)
    #expect(schedule.nights.map(\.day) == Array(1...12))
    #expect(schedule.nights.map(\.period) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
    #expect(schedule.nights.map(\.cycle) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
    #expect(schedule.nights.first?.date == "2025-03-01")
    #expect(schedule.nights.last?.date == "2025-03-12")
    #expect(schedule.nights.allSatisfy { schedule.design.arms[$0.arm] == $0.label })
    let nightly = try Plans.design(cycles: 2, period: 3, .nightly(maximumRun: 2)).draw(seed: 3)
    #expect(nightly.nights.map(\.period) == Array(1...12))
    #expect(nightly.nights.map(\.cycle) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
    #expect(nightly.nights.allSatisfy { $0.date == nil })
  }

  /// The floor is the p value of the best outcomes that the drawn schedule could meet: the arms'
  /// own order, so that no other schedule does as well.
  @Test(arguments: enumerable)
  func theFloorIsTheSmallestPValueOfTheTest(_ design: StudyDesign) throws {
    let schedule = try design.draw(seed: 5)
    // Treatment 0, reference 9, any other arm between, a little different every night.
    let log = PersonalLog(
      arms: design.arms,
      nights: zip(schedule.log.nights, 0...).map { night, index in
        let level = [9.0, 0, 4, 5, 6][night.arm]
        return night.with(outcome: level + Double(index * index % 7) / 1000)
      })
    let study = PersonalStudy(
      outcome: Outcome(column: "y", kind: .score), reference: design.arms[0],
      treatments: Array(design.arms.dropFirst()), minimalImportantDifference: 1, randomised: true,
      randomisation: design.randomisation,
      prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 1),
      maximumPeriodRun: design.maximumPeriodRun)
    let test = try RandomisationTest.run(log: log, study: study)
    #expect(test.exact)
    #expect(test.floor == schedule.floor)
    if case .nightly = design.randomisation {
      // Schedules with fewer nights on an arm may do as well.
      #expect(test.pValue >= schedule.floor)
    } else {
      #expect(abs(test.pValue - schedule.floor) < 1e-12)
    }
  }

  @Test func theFloorOfALongPlanIsThatOfTheDraws() throws {
    #expect(try Plans.design(cycles: 3, period: 14).draw(seed: 1).floor == 0.125)
    #expect(try Plans.design(cycles: 30).draw(seed: 1).floor == 1e-5)
    #expect(try Plans.design(arms: 3, cycles: 3).draw(seed: 1).floor == 1.0 / 216)
    // Four arms: the two that are not compared change places without changing the statistic.
    let four = try Plans.design(arms: 4, cycles: 2).draw(seed: 1).floor
    #expect(abs(four - 1.0 / 144) < 1e-15)
  }
}
