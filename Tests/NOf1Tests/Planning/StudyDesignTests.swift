import Tables
import Testing

@testable import NOf1

@Suite struct StudyDesignTests {
  @Test(arguments: [
    ("N211", Plans.design(arms: 1), "2 to 5 arms, not 1"),
    ("N212", Plans.design(cycles: 0), "0 cycles"),
    ("N212", Plans.design(period: 0), "periods of 0 nights"),
    ("N212", Plans.design(cycles: .max, period: .max), "cannot be planned"),
    ("N212", Plans.design(cycles: 200, period: 10), "longer than 3660 nights"),
    (
      "N212",
      Plans.design(cycles: 2, period: 14, start: CalendarDate(year: 9999, month: 12, day: 1)),
      "after the year 9999"
    ),
    ("N213", Plans.design(period: 3, washIn: 3), "leaves nothing of 3"),
    ("N213", Plans.design(period: 3, washIn: -1), "-1 nights"),
    ("N213", Plans.design(period: 3, washIn: 1, .nightly(maximumRun: 2)), "drawn by itself"),
    ("N214", Plans.design(run: 0), "0 periods in a row"),
    ("N214", Plans.design(.nightly(maximumRun: 2), run: 1), "belongs to paired-cycles"),
    ("N214", Plans.design(.nightly(maximumRun: 0)), "max_run of 0"),
    ("N214", Plans.design(cycles: 100, .nightly(maximumRun: 65)), "up to 64"),
    ("N214", Plans.design(.blocks(size: 3)), "blocks of 3 nights"),
    ("N214", Plans.design(.blocks(size: 4)), "6 nights are not a whole number"),
    ("N214", Plans.design(arms: 5, cycles: 100, .blocks(size: 100)), "cannot be counted"),
    ("N215", Plans.design(cycles: 4, monitoring: .looks(afterCycles: [2, 2, 4])), "2, 2, 4"),
    ("N215", Plans.design(cycles: 4, monitoring: .looks(afterCycles: [0, 4])), "0, 4"),
    ("N215", Plans.design(cycles: 4, monitoring: .looks(afterCycles: [2])), "the plan, 4"),
    ("N215", Plans.design(cycles: 4, monitoring: .looks(afterCycles: [])), "do not fit"),
    (
      "N215",
      Plans.design(
        cycles: 4, period: 2, .nightly(maximumRun: 4), monitoring: .looks(afterCycles: [2, 4])),
      "leave an arm out"
    ),
    (
      "N215",
      Plans.design(
        cycles: 4, period: 2, .blocks(size: 16), monitoring: .looks(afterCycles: [2, 4])),
      "divide 4 nights"
    ),
  ])
  func impossibleDesignsAreRefused(_ code: String, _ design: StudyDesign, _ words: String) {
    for errors in [
      Plans.errors { _ = try design.draw(seed: 1) }, Plans.errors { _ = try design.admissible() },
    ] {
      #expect(errors.map(\.code) == [code])
      #expect(errors.allSatisfy { ($0.message + ($0.hint ?? "")).contains(words) })
      #expect(errors.allSatisfy { $0.hint != nil && $0.severity == .error })
    }
  }

  @Test(arguments: ["", "NA", " mg", "=mg", "12", "1e5", "2025-03-01", "a\nb", "@x", "nan"])
  func namesThatNoLogCouldHoldAreRefused(_ name: String) {
    let design = StudyDesign(arms: ["placebo", name], cycles: 2, periodNights: 2)
    #expect(Plans.errors { try design.validate() }.map(\.code) == ["N211"])
  }

  @Test func armsHaveDifferentNames() {
    let same = StudyDesign(arms: ["Mg", "placebo", "mg "], cycles: 2, periodNights: 2)
    #expect(Plans.errors { try same.validate() }.map(\.code) == ["N211", "N211"])
    let unusual = StudyDesign(
      arms: ["Plazebo: grün", "100 mg, \"citrate\""], cycles: 2, periodNights: 2)
    #expect(throws: Never.self) { try unusual.validate() }
  }

  /// Looks are refused just where some admissible schedule has a cycle without an arm.
  @Test(arguments: [
    Plans.design(cycles: 2, period: 2, .nightly(maximumRun: 3)),
    Plans.design(cycles: 2, period: 2, .nightly(maximumRun: 4)),
    Plans.design(cycles: 2, period: 3, .blocks(size: 4)),
    Plans.design(cycles: 3, period: 2, .blocks(size: 6)),
    Plans.design(cycles: 4, period: 1, .blocks(size: 4)),
    Plans.design(arms: 3, cycles: 2, run: 1), Plans.design(arms: 3, cycles: 2, .blocks(size: 6)),
  ])
  func looksNeedCyclesThatAreAlwaysComplete(_ design: StudyDesign) {
    let unit = design.randomisation == .pairedCycles ? design.periodNights : 1
    let length = design.arms.count * design.periodNights / unit
    let isComplete = Plans.enumerate(design).allSatisfy { schedule in
      stride(from: 0, to: schedule.count, by: length).allSatisfy {
        Set(schedule[$0..<$0 + length]).count == design.arms.count
      }
    }
    let withLooks = StudyDesign(
      arms: design.arms, cycles: design.cycles, periodNights: design.periodNights,
      randomisation: design.randomisation, maximumPeriodRun: design.maximumPeriodRun,
      monitoring: .looks(afterCycles: [design.cycles]))
    #expect(withLooks.errors.isEmpty == isComplete)
  }

  @Test func possibleDesignsPass() throws {
    for design in [
      Plans.design(cycles: 4, period: 14, washIn: 3, monitoring: .looks(afterCycles: [2, 4])),
      Plans.design(arms: 5, cycles: 4, period: 7, run: 1),
      Plans.design(cycles: 4, period: 7, .nightly(maximumRun: 56)),
      Plans.design(cycles: 4, period: 7, .blocks(size: 8), monitoring: .continuous),
    ] {
      #expect(throws: Never.self) { try design.validate() }
    }
  }
}
