import Figures
import NOf1
import Testing

@testable import Reports

@Suite("A person's report")
struct PersonalReportTests {
  static let report = PersonalReport(TestAnalysis.make())

  @Test("the results hold the tables of nof1 analyze, in order")
  func tables() {
    let results = PersonalReportTests.report.results
    #expect(
      results.map(\.name) == [
        "verdict", "effects", "hyperparameters", "design", "cycles", "cycle_level",
        "randomisation_test", "operating_characteristics", "sensitivity", "nights",
      ])
    let rows = results.map { $0.value.elements?.count }
    #expect(rows == [nil, 1, 1, nil, 4, 1, nil, 9, 6, 112])
    print(PersonalReportTests.report.page.text())
  }
}
