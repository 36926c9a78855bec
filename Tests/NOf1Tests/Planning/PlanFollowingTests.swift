import Tables
import Testing

@testable import NOf1

@Suite struct PlanFollowingTests {
  private let study: String
  private let plan: PlannedSchedule
  /// The log, filled in, line by line; the header first.
  private let lines: [String]
  private let arms: [String]

  init() throws {
    let trial = try PlannedTrial(
      try Plans.design(cycles: 4, period: 2, start: Plans.firstOfMarch).draw(seed: 8))
    study = trial.studyFile(scheduleFile: "schedule.csv")
    plan = try PlannedSchedule(table: try Logs.table(trial.schedule.csv))
    lines = Plans.filled(trial.blankLog)
    arms = trial.schedule.nights.map(\.label)
  }

  private func errors(_ lines: [String], study: String? = nil) -> [Finding] {
    Plans.errors {
      _ = try Logs.read(
        lines.joined(separator: "\n"), study: study ?? self.study, schedule: plan)
    }
  }

  @Test func aLogThatFollowsThePlanIsRead() {
    #expect(errors(lines).isEmpty)
    // Stopped early: rows after the last one may be missing.
    #expect(errors(lines.dropLast(5)).isEmpty)
  }

  @Test func deletedRowsAreNamed() {
    var broken = lines
    broken.remove(at: 12)
    broken.removeSubrange(4...6)
    let errors = errors(broken)
    #expect(errors.map(\.code) == ["N148"])
    #expect(errors.first?.message == "4 planned nights have no row, before lines 5, 10")
    #expect(errors.first?.place?.line == 5)
    #expect(errors.first?.hint?.contains("empty outcome") == true)
    // The first night too, and one row alone.
    let first = self.errors([lines[0]] + lines.dropFirst(2))
    #expect(first.map(\.message) == ["1 planned night has no row, before line 2"])
  }

  @Test func otherOrderOfRowsIsNamed() {
    var broken = lines
    broken.swapAt(3, 4)
    let errors = errors(broken)
    #expect(errors.map(\.code) == ["N149"])
    #expect(errors.first?.place?.line == 5)
    #expect(errors.first?.message == "1 row is not in the order of the plan, line 5")
  }

  @Test func anotherTreatmentIsNamed() {
    var broken = lines
    for line in 4...8 {
      let planned = arms[line - 1]
      let other = planned == "placebo" ? "magnesium" : "placebo"
      broken[line] = broken[line].replacing(",\(planned),", with: ",\(other),")
    }
    let errors = errors(broken)
    #expect(errors.map(\.code) == ["N150"])
    let message = errors.first?.message ?? ""
    #expect(message.hasPrefix("5 nights are not on the planned arm ('\(arms[3])' on the first),"))
    #expect(message.hasSuffix("lines 5, 6, 7 and 2 more places"))
    #expect(errors.first?.hint?.contains("taken: no") == true)
    #expect(errors.first?.place?.column == 12)
  }

  @Test func anUnknownArmIsNamedWithItsLine() {
    var broken = lines
    for line in 1..<lines.count where arms[line - 1] == "magnesium" {
      broken[line] = broken[line].replacing("magnesium", with: "magnesum")
      break
    }
    let errors = errors(broken)
    #expect(errors.map(\.code) == ["N118"])
    #expect(errors.first?.value == "magnesum")
    #expect(errors.first?.message.contains("does not name ('magnesum'), line") == true)
    #expect(errors.first?.hint == "did you mean 'magnesium'?")
  }

  @Test func nightsOutsideThePlanAreNamed() {
    let errors = errors(lines + ["2025-03-17,placebo,1,yes,"])
    #expect(errors.map(\.code) == ["N151"])
    #expect(errors.first?.message == "1 night is not in the plan, line 18")
    // Begun two days late with the dates changed: two are beyond the end, two have no row.
    let late =
      [lines[0]]
      + lines.dropFirst().enumerated().map { index, line in
        let day = index + 3
        return "2025-03-\(day < 10 ? "0" : "")\(day)" + line.dropFirst(10)
      }
    #expect(Set(self.errors(late).map(\.code)).isSuperset(of: ["N148", "N151"]))
    // With numbers in place of dates the first night is the first of the plan.
    let numbered =
      ["day" + lines[0].dropFirst(4)]
      + lines.dropFirst().enumerated().map { "\($0 + 5)" + $1.dropFirst(10) }
    #expect(self.errors(numbered).isEmpty)
  }

  @Test func severalKindsAreReportedTogether() {
    var broken = lines
    broken.remove(at: 2)
    broken.swapAt(8, 9)
    #expect(errors(broken).map(\.code) == ["N148", "N149"])
  }

  @Test func withoutADesignAPlanOnlyWarns() throws {
    var broken = lines
    broken.remove(at: 2)
    broken.swapAt(8, 9)
    let byHand = "reference: placebo\ntreatments: [magnesium]\nschedule: schedule.csv\n"
    #expect(errors(broken, study: byHand).isEmpty)
  }

  @Test func aScheduleThatTheSeedDoesNotGiveIsRefused() throws {
    let design = Plans.design(cycles: 4, period: 2, start: Plans.firstOfMarch)
    let other = try design.draw(seed: 9)
    let log = Plans.filled(try PlannedTrial(other).blankLog).joined(separator: "\n")
    func codes(_ csv: String, _ study: String) -> [String] {
      Plans.errors {
        _ = try Logs.read(
          log, study: study, schedule: try PlannedSchedule(table: try Logs.table(csv)))
      }.map(\.code)
    }
    // Another schedule, part of one, and a design that was edited.
    let study = try PlannedTrial(other).studyFile(scheduleFile: "schedule.csv")
    #expect(codes(other.csv, study).isEmpty)
    #expect(codes(try design.draw(seed: 10).csv, study) == ["N223"])
    #expect(codes(String(other.csv.dropLast(25)), study) == ["N223"])
    #expect(codes(other.csv, study.replacing("seed: 9", with: "seed: 10")) == ["N223"])
    #expect(
      codes(other.csv, study.replacing("start: 2025-03-01", with: "start: 2025-03-02")) == ["N223"])
    // A later generator's schedules cannot be drawn again here.
    #expect(codes(other.csv, study.replacing("version 1", with: "version 2")).isEmpty)
  }

  @Test func theDesignIsReadWithItsErrors() {
    func codes(_ yaml: String) -> [String] {
      Plans.errors { _ = try StudyFile.read(yaml: yaml, file: "study.yaml") }.map(\.code)
    }
    let rest =
      "reference: a\ntreatments: [b]\nrandomisation: paired-cycles\nschedule: schedule.csv\n"
    #expect(codes(rest + "design: {cycles: 3, period_nights: 2}").isEmpty)
    #expect(codes("design: {cycles: 3, period_nights: 2}") == ["N217"])
    #expect(codes(rest + "design: {cycles: 3}") == ["N217"])
    #expect(codes(rest + "design: 3") == ["N203"])
    #expect(codes(rest + "design: {cycles: 0, period_nights: 2}") == ["N204"])
    #expect(codes(rest + "design: {cycles: 3, period_nights: 2, start: March}") == ["N204"])
    #expect(codes(rest + "design: {cycles: 3, period_nights: 2, seed: 1.5}") == ["N204"])
    #expect(codes(rest + "design: {cycles: 3, period_nights: 2}\nwash_in_nights: 2") == ["N213"])
    #expect(codes(rest + "sealed_key: 12ab") == ["N204"])
    #expect(codes("randomisation: {paired-cycles: {max_run: 1}}").isEmpty)
    #expect(codes("randomisation: {paired-cycles: {max_run: 0}}") == ["N204"])
  }

  @Test func theCommandLineReplacesTheLimitWithTheScheme() throws {
    let file = try StudyFile.read(
      yaml: "randomisation: {paired-cycles: {max_run: 1}}", file: "study.yaml")
    #expect(file.randomisation == .pairedCycles && file.maximumPeriodRun == 1)
    #expect(file.overridden(by: .init()).maximumPeriodRun == 1)
    var overrides = StudyOverrides()
    overrides.randomisation = .nightly(maximumRun: 2)
    #expect(file.overridden(by: overrides).maximumPeriodRun == nil)
  }
}
