import Tables
import Testing

@testable import NOf1

@Suite struct ChecklistCENTTests {
  static let full: (checklist: Checklist, analysis: PersonalAnalysis)? = {
    guard let file = try? ChecklistStudies.fullFile(),
      let result = try? ChecklistStudies.result(ChecklistStudies.log(), file: file)
    else { return nil }
    return (
      .cent(
        study: result.study, file: file, analysis: result.analysis,
        drawn: ChecklistStudies.drawn()), result.analysis
    )
  }()

  static let empty: Checklist? = {
    guard
      let result = try? ChecklistStudies.result(ChecklistStudies.log(missing: [5], dated: false))
    else { return nil }
    return .cent(study: result.study, file: nil, analysis: result.analysis)
  }()

  @Test func hasThePublishedItems() throws {
    let items = try #require(Self.full).checklist.items
    #expect(
      items.map(\.number) == [
        "1a", "1b", "2a.1", "2a.2", "2b", "3a", "3b", "4a", "4b", "4c", "5", "6a.1", "6a.2", "6b",
        "7a", "7b", "8a", "8b", "8c", "9", "10", "11a", "11b", "12a", "12b", "12c", "13a.1",
        "13a.2", "13b", "14a", "14b", "15", "16", "17a.1", "17a.2", "17b", "18", "19", "20", "21",
        "22", "23", "24", "25",
      ])
    #expect(items.count == 44)
    #expect(Set(items.map { $0.number.prefix { $0.isNumber } }).count == 25)
    #expect(try #require(Self.empty).items.map(\.number) == items.map(\.number))
  }

  @Test func aFullStudyAnswersEverythingThatApplies() throws {
    let checklist = try #require(Self.full).checklist
    #expect(checklist.guideline == .cent)
    #expect(checklist.numbers(.notSupplied) == [])
    #expect(checklist.numbers(.notApplicable) == ["12b", "13a.2", "17b"])
  }

  @Test func withoutAStudyFileOnlyTheNightsAnswer() throws {
    let checklist = try #require(Self.empty)
    #expect(
      checklist.numbers(.answered) == [
        "1b", "2b", "6a.1", "12a", "12c", "13a.1", "16", "17a.1", "17a.2", "18", "20",
      ])
    #expect(checklist.numbers(.notApplicable) == ["12b", "13a.2", "17b"])
    #expect(checklist["8a"]?.answer.hasSuffix("file: randomised, randomisation.") == true)
    #expect(checklist["6a.1"]?.answer.hasSuffix("is a ratio of 0.75, by default.") == true)
    #expect(checklist["11a"]?.answer == "To supply in the study file: blinded.")
    #expect(checklist["23"]?.answer == "To supply in the study file: report.registration.")
    #expect(checklist["13b"]?.answer.contains("placebo 1, magnesium 0") == true)
    #expect(checklist["13b"]?.answer.contains("report.losses") == true)
    #expect(checklist["14a"]?.answer.contains("has no dates") == true)
  }

  @Test func numbersAreThoseOfTheAnalysis() throws {
    let (checklist, analysis) = try #require(Self.full)
    let words = EffectWords(study: analysis.study)
    let effect = try #require(analysis.effects.first)
    #expect(checklist["17a.2"]?.answer.hasPrefix(analysis.verdict.clinical) == true)
    let cycleLevel = try #require(analysis.cycleLevel.first)
    #expect(checklist["17a.2"]?.answer.contains(words.number(cycleLevel.estimate)) == true)
    #expect(
      checklist["16"]?.answer.contains(
        "\(effect.nights) nights on magnesium against \(effect.referenceNights) on placebo") == true
    )
    #expect(checklist["16"]?.answer.contains("placebo 21 of 21 nights in 3 periods") == true)
    for fit in analysis.sensitivity {
      #expect(
        checklist["18"]?.answer.contains("\(fit.label) \(words.number(fit.effect.estimate)) (")
          == true)
    }
    #expect(checklist["12a"]?.answer.dropFirst() == analysis.verdict.technical.dropFirst())
    // 7 cramps in 7 nights on placebo, 3 in 7 on magnesium: three in seven is 0.43.
    #expect(
      checklist["17a.1"]?.answer.contains(
        "1 placebo: mean 1 (7 nights); 2 magnesium: mean 0.43 (7 nights)") == true)
  }

  @Test func designAndAssignmentStandInTheAnswers() throws {
    let checklist = try #require(Self.full).checklist
    let design = try #require(checklist["3a"]?.answer)
    #expect(design.contains("magnesium (citrate, 300 mg elemental a night)"))
    #expect(design.contains("3 cycles with one period of 7 nights on each of 2 arms: 6 periods"))
    #expect(design.contains("42 nights from 2026-01-01"))
    #expect(checklist["8a"]?.answer.contains("SplitMix64, seed 40917") == true)
    #expect(checklist["8b"]?.answer.contains("Paired cycles") == true)
    #expect(
      checklist["8c"]?.answer
        == "Nights in order: placebo 7, magnesium 7, magnesium 7, placebo 7, placebo 7, magnesium 7."
    )
    #expect(checklist["13a.1"]?.answer.contains("placebo 7, magnesium 7, magnesium 7") == true)
    #expect(checklist["9"]?.answer.contains("ab12cd") == true)
    #expect(checklist["14a"]?.answer.hasPrefix("Nights from 2026-01-01 to 2026-02-11") == true)
    #expect(checklist["6a.1"]?.answer.contains("ratio of 0.7, set before") == true)
  }

  @Test func aPlannedScheduleGivesTheIntendedOrder() throws {
    let result = try ChecklistStudies.result(ChecklistStudies.log())
    let schedule = try PlannedSchedule(
      table: Logs.table("day,treatment\n1,placebo\n2,placebo\n3,magnesium\n"))
    let checklist = Checklist.cent(
      study: result.study, file: nil, analysis: result.analysis, planned: schedule)
    #expect(checklist["8c"]?.answer == "Nights in order: placebo 2, magnesium 1.")
  }

  @Test func anOpenTrialHasNoBlindingToReport() throws {
    var file = try ChecklistStudies.fullFile()
    file.blinded = false
    let result = try ChecklistStudies.result(ChecklistStudies.log(), file: file)
    let checklist = Checklist.cent(study: result.study, file: file, analysis: result.analysis)
    #expect(checklist.numbers(.notApplicable).contains("11a"))
    #expect(checklist["11b"]?.answer.hasPrefix("The trial is open") == true)
    #expect(checklist["20"]?.answer.contains("Open trial") == true)
  }

  @Test func anOrderThatWasNotDrawnHasNoConcealment() throws {
    let file = try StudyFile.read(yaml: "randomised: no", file: "study.yaml")
    let result = try ChecklistStudies.result(ChecklistStudies.log(), file: file)
    let checklist = Checklist.cent(study: result.study, file: file, analysis: result.analysis)
    #expect(checklist["8a"]?.state == .answered)
    #expect(checklist["8a"]?.answer == "The order was not drawn at random.")
    #expect(
      checklist.numbers(.notApplicable) == ["8b", "9", "10", "12b", "13a.2", "17b"])
  }

  @Test func aTrialThatStoppedEarlyNeedsTheReason() throws {
    var file = try ChecklistStudies.fullFile()
    file.design = StudyDesign(arms: ["placebo", "magnesium"], cycles: 5, periodNights: 7)
    file.report?["stopped_early"] = nil
    let result = try ChecklistStudies.result(ChecklistStudies.log(), file: file)
    let item = Checklist.cent(study: result.study, file: file, analysis: result.analysis)["14b"]
    #expect(item?.state == .notSupplied)
    #expect(
      item?.answer == "3 of 5 planned cycles are complete."
        + " To supply in the study file: report.stopped_early.")
  }

  @Test func yesOrNoNightsHaveAnAbsoluteEffect() throws {
    let log = ChecklistStudies.log().replacing(",2\n", with: ",1\n")
    let result = try ChecklistStudies.result(
      log, file: StudyFile.read(yaml: "outcome: {column: cramps, kind: binary}", file: "s.yaml"))
    let item = Checklist.cent(study: result.study, file: nil, analysis: result.analysis)["17b"]
    #expect(item?.state == .answered)
    #expect(item?.answer.contains("placebo 71 % of nights, magnesium 43 % of nights") == true)
    #expect(item?.answer.contains("odds ratio") == true)
  }

  @Test func manyPeriodsAreShownByCycle() throws {
    let arms = String(repeating: "ABBA", count: 10)
    let outcomes = (0..<40).map { Double([2, 0, 1, 1, 3, 0][$0 % 6]) }
    let study = Logs.study(.count)
    var options = AnalysisOptions()
    options.simulation = false
    let analysis = try study.analyze(
      Logs.personal(arms, outcomes, periodLength: 1), options: options)
    let answer = Checklist.cent(study: study, file: nil, analysis: analysis)["17a.1"]?.answer
    #expect(answer?.contains("by cycle: 1 B 0 against 2; 2 B 1 against 1") == true)
  }
}
