import Tables
import Testing

@testable import NOf1

@Suite struct PlannedTrialTests {
  private func trial(_ design: StudyDesign, _ settings: StudyFile = .init()) throws -> PlannedTrial
  {
    try PlannedTrial(try design.draw(seed: 20_250_301), settings: settings)
  }

  private func score() -> StudyFile {
    var settings = StudyFile()
    settings.outcomeColumn = "severity"
    settings.outcomeKind = .score
    settings.outcomeRange = 0...10
    settings.minimalImportantDifference = 1.5
    settings.covariates = ["alcohol", "hours on feet"]
    return settings
  }

  @Test func theScheduleReadsBack() throws {
    let schedule = try Plans.design(arms: 3, cycles: 2, period: 2, start: Plans.firstOfMarch)
      .draw(seed: 4)
    #expect(schedule.csv.hasPrefix("date,period,cycle,treatment\n2025-03-01,1,1,"))
    let read = try PlannedSchedule(table: try Logs.table(schedule.csv))
    #expect(read.dated)
    #expect(read.nights.map(\.arm) == schedule.nights.map(\.label))
    #expect(read.nights.map(\.period) == schedule.nights.map { String($0.period) })
    #expect(read.nights.map(\.cycle) == schedule.nights.map { String($0.cycle) })
    let numbered = try Plans.design(cycles: 2).draw(seed: 4)
    #expect(numbered.csv.hasPrefix("day,period,cycle,treatment\n1,1,1,"))
    #expect(
      try PlannedSchedule(table: try Logs.table(numbered.csv)).nights.map(\.day) == [1, 2, 3, 4])
  }

  @Test func theBlankLogListsEveryNightWithItsTreatment() throws {
    let trial = try trial(Plans.design(cycles: 2, period: 3, start: Plans.firstOfMarch), score())
    let table = try Logs.table(trial.blankLog)
    #expect(
      table.columnNames
        == ["date", "treatment", "severity", "taken", "alcohol", "hours on feet", "note"])
    #expect(table.rowCount == 12)
    for (row, night) in trial.schedule.nights.enumerated() {
      #expect(table.rawText(row: row, column: "date") == night.date)
      #expect(table.rawText(row: row, column: "treatment") == night.label)
      for column in table.columnNames.dropFirst(2) {
        #expect(table.rawText(row: row, column: column).isEmpty)
      }
    }
  }

  @Test(arguments: [
    Plans.design(cycles: 4, period: 14, washIn: 3), Plans.design(arms: 3, run: 1),
    Plans.design(cycles: 4, .nightly(maximumRun: 2), start: Plans.firstOfMarch),
    Plans.design(cycles: 4, period: 7, .blocks(size: 8)),
    StudyDesign(
      arms: ["no", "Mg \"1\": #2, \\", "grün\u{2028}x", "yes: [a]", "100 mg"], cycles: 2,
      periodNights: 2),
  ])
  func theStudyFileReadsBackToTheSameValues(_ design: StudyDesign) throws {
    for settings in [StudyFile(), score()] {
      let trial = try trial(design, settings)
      let text = trial.studyFile(scheduleFile: "plans/schedule.csv")
      let read = try StudyFile.read(yaml: text, file: "study.yaml")
      var expected = trial.settings
      expected.schedule = "plans/schedule.csv"
      // Without looks the file is silent, and silence means at the end.
      expected.monitoring = nil
      var found = read
      found.places = [:]
      #expect(found == expected)
      #expect(read.design == design && read.designSeed == 20_250_301)
      #expect(read.designGenerator == DrawnSchedule.generatorName)
      #expect(read.minimalImportantDifferenceSetBefore == true && read.randomised == true)
    }
  }

  @Test func priorsAndLooksAreWritten() throws {
    var settings = StudyFile()
    settings.prior = .normal(mean: -0.1, standardDeviation: 0.25)
    let looks = try trial(
      Plans.design(cycles: 6, monitoring: .looks(afterCycles: [2, 4, 6])), settings)
    let text = looks.studyFile(scheduleFile: "schedule.csv")
    #expect(text.contains("\nlooks: [2, 4, 6]\n"))
    #expect(text.contains("\nprior: {mean: -0.1, sd: 0.25}\n"))
    let continuous = try trial(Plans.design(cycles: 6, monitoring: .continuous))
    #expect(looks.study.monitoring == .looks(afterCycles: [2, 4, 6]))
    let other = continuous.studyFile(scheduleFile: "schedule.csv")
    #expect(other.contains("\nmonitoring: continuous\n"))
    #expect(other.contains("\nprior: trial\n"))
    #expect(other.contains("\nmcid: 0.75\n"))
  }

  @Test func theStudyIsTheOneThatTheLogIsAnalysedFor() throws {
    let design = Plans.design(cycles: 4, period: 3, washIn: 1, run: 1)
    let trial = try trial(design)
    #expect(trial.study.plannedCycles == 4 && trial.study.plannedNights == 24)
    #expect(trial.study.maximumPeriodRun == 1 && trial.study.randomised)
    #expect(trial.study.prior.name == "trial")
    // A log that was filled in, read with the files as they were written.
    let filled = Plans.filled(trial.blankLog) { $0 != 5 }
    let read = try Logs.read(
      filled.joined(separator: "\n"), study: trial.studyFile(scheduleFile: "schedule.csv"),
      schedule: try PlannedSchedule(table: try Logs.table(trial.schedule.csv)))
    #expect(read.study == trial.study)
    #expect(read.log.nights.map(\.arm) == trial.schedule.nights.map(\.arm))
    #expect(read.log.nights.map(\.period) == trial.schedule.nights.map { $0.period - 1 })
    #expect(read.log.nights.map(\.cycle) == trial.schedule.nights.map { $0.cycle - 1 })
    #expect(read.log.recorded.count == 23)
    #expect(try RandomisationTest.run(log: read.log, study: read.study).schedules == 2)
  }

  @Test func nightsToComeAreNoMissingNights() throws {
    let trial = try trial(Plans.design(cycles: 4, period: 3, start: Plans.firstOfMarch))
    let plan = try PlannedSchedule(table: try Logs.table(trial.schedule.csv))
    let study = trial.studyFile(scheduleFile: "schedule.csv")
    let filled = Plans.filled(trial.blankLog) { $0 <= 13 && $0 != 4 }
    let read = try Logs.read(filled.joined(separator: "\n"), study: study, schedule: plan)
    #expect(read.log.nights.count == 13 && read.log.recorded.count == 12)
    #expect(Set(read.log.nights.compactMap(\.cycle)).count == 2)
    let checks = LogChecks.run(
      table: try Logs.table(filled.joined(separator: "\n")), read: read,
      today: CalendarDate(year: 2025, month: 3, day: 13))
    #expect(!checks.contains { $0.code == "N131" })
    #expect(checks.contains { $0.code == "N137" && $0.message.contains("11 more nights") })
    // A note says that the last night of a period has passed.
    var noted = filled
    noted[15] += "travelled"
    let later = try Logs.read(noted.joined(separator: "\n"), study: study, schedule: plan)
    #expect(later.log.nights.count == 15 && later.log.recorded.count == 12)
    // Nothing is written yet.
    do {
      _ = try Logs.read(trial.blankLog, study: study, schedule: plan)
      Issue.record("an empty log was read")
    } catch PersonalAnalysisError.notEstimable(let finding) {
      #expect(finding.code == "N173")
    }
  }

  @Test func whatNoLogCouldHoldIsRefused() throws {
    func codes(_ change: (inout StudyFile) -> Void) -> [String] {
      var settings = StudyFile()
      change(&settings)
      return Plans.errors { _ = try trial(Plans.design(), settings) }.map(\.code)
    }
    #expect(codes { $0.outcomeColumn = "sleep" } == ["N216"])
    #expect(
      codes {
        $0.outcomeColumn = "treatment"; $0.outcomeKind = .count
      } == ["N216"])
    #expect(
      codes {
        $0.outcomeColumn = "person"; $0.outcomeKind = .count
      } == ["N216"])
    #expect(codes { $0.covariates = ["heat", "heat", "=1"] } == ["N216", "N216"])
    #expect(
      codes {
        $0.outcomeColumn = "sleep"; $0.outcomeKind = .score
      } == ["N206"])
    #expect(codes { $0.minimalImportantDifference = 1.3 } == ["N204"])
    #expect(
      codes {
        $0.better = .higher; $0.prior = .named("trial")
      } == ["N210"])
  }
}
