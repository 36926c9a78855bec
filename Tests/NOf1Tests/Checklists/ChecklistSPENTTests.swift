import Tables
import Testing

@testable import NOf1

@Suite struct ChecklistSPENTTests {
  @Test func hasTheItemsOfSPIRIT() {
    let items = Checklist.spent(file: StudyFile(), study: nil).items
    #expect(
      items.map(\.number) == [
        "1", "2a", "2b", "3", "4", "5a", "5b", "5c", "5d", "6a", "6b", "7", "8", "9", "10", "11a",
        "11b", "11c", "11d", "12", "13", "14", "15", "16a", "16b", "16c", "17a", "17b", "18a",
        "18b", "19", "20a", "20b", "20c", "21a", "21b", "22", "23", "24", "25", "26a", "26b", "27",
        "28", "29", "30", "31a", "31b", "31c", "32", "33",
      ])
    #expect(items.count == 51)
    #expect(Set(items.map { $0.number.prefix { $0.isNumber } }).count == 33)
  }

  @Test func anEmptyFileAnswersNothing() {
    let checklist = Checklist.spent(file: StudyFile(), study: nil)
    #expect(checklist.guideline == .spent)
    #expect(checklist.numbers(.answered) == [])
    #expect(checklist.numbers(.notApplicable) == ["15"])
    #expect(checklist["2a"]?.answer == "To supply in the study file: report.registration.")
    #expect(
      checklist["21b"]?.answer
        == "To supply in the study file: monitoring, report.interim_stopping.")
  }

  @Test func aFullPlanAnswersEverything() throws {
    let checklist = Checklist.spent(
      file: try ChecklistStudies.fullFile(), study: nil, drawn: ChecklistStudies.drawn())
    #expect(checklist.numbers(.answered).count == 51)
    #expect(
      checklist["7"]?.answer.hasPrefix(
        "Whether 'cramps' is lower for this person on magnesium than on placebo.") == true)
    #expect(checklist["8"]?.answer.contains("42 nights from 2026-01-01") == true)
    #expect(checklist["12"]?.answer.contains("a ratio of 0.7, set before") == true)
    #expect(checklist["21b"]?.answer.hasPrefix("One analysis, when the plan is done") == true)
  }

  /// Whoever reads the plan of a blinded trial must not learn the order, nor the seed that gives it.
  @Test(arguments: [true, false])
  func aBlindedPlanKeepsItsOrderSecret(_ blinded: Bool) throws {
    let checklist = Checklist.spent(
      file: try ChecklistStudies.fullFile(), study: nil,
      drawn: ChecklistStudies.drawn(blinded: blinded))
    let text = checklist.items.map(\.answer).joined(separator: "\n")
    #expect(text.contains("40917") == !blinded)
    #expect(!text.contains("placebo 7, magnesium"))
  }

  @Test func anOpenPlanHasNoBlindingAndAnUndrawnOneNoConcealment() {
    var file = StudyFile()
    file.blinded = false
    file.randomised = false
    let checklist = Checklist.spent(file: file, study: nil)
    #expect(checklist.numbers(.notApplicable) == ["15", "16a", "16b", "16c", "17a", "17b"])
  }

  @Test func powerIsShownForTheDesignOfThePlan() throws {
    var file = StudyFile()
    file.design = ChecklistStudies.design
    func cell(_ cycles: Int, _ firm: Int) -> PowerCell {
      PowerCell(
        cycles: cycles, periodNights: 7, nights: 14 * cycles, rate: 0.62, effect: 0.5, rho: 0.3,
        missing: 0.1, simulations: 200, responder: firm, nonResponder: 2, inconclusive: 198 - firm,
        designCannotIdentify: 0)
    }
    let item = Checklist.spent(file: file, study: nil, power: [cell(3, 60), cell(6, 120)])["14"]
    #expect(item?.state == .answered)
    #expect(item?.answer.contains("31 % at a true effect of 0.5, rate 0.62") == true)
    #expect(item?.answer.contains("61 %") == false)
    #expect(
      Checklist.spent(file: file, study: nil, power: [cell(6, 120)])["14"]?.state == .notSupplied)
  }

  @Test func looksAreNamed() {
    var file = StudyFile()
    file.monitoring = .looks(afterCycles: [2, 4])
    #expect(
      Checklist.spent(file: file, study: nil)["21b"]?.answer.hasPrefix(
        "Looks after 2, 4 complete cycles") == true)
    file.monitoring = .continuous
    #expect(Checklist.spent(file: file, study: nil)["21b"]?.answer.contains("e-value") == true)
  }

  @Test func theResolvedStudyNamesThePrior() throws {
    let answer = Checklist.spent(file: StudyFile(), study: Logs.study(.count))["20a"]?.answer
    #expect(answer?.hasPrefix("Poisson regression") == true)
    #expect(answer?.contains("wide, normal with mean 0 and standard deviation 0.8") == true)
    #expect(answer?.contains("at least 80 %, of any benefit at least 95 %") == true)
  }

  @Test func exploratoryArmsAreCalledSo() {
    let study = Logs.study(.count, treatments: ["B", "C", "D"])
    let answer = Checklist.spent(file: StudyFile(), study: study)["20b"]?.answer
    #expect(answer?.contains("Exploratory: C, D against the reference") == true)
  }
}
