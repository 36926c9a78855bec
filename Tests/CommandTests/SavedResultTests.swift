import Figures
import NOf1
import Reports
import Testing

@Suite("A saved result")
struct SavedResultTests {
  @Test(
    "is read back with the same tables, page and nights",
    arguments: [[], ["--randomisation", "paired-cycles"], ["--prior", "normal:0,0.5"]])
  func roundTrip(arguments: [String]) throws {
    let folder = try Scratch()
    // A night without an outcome, and rows out of order: findings with and without a column.
    var lines = SampleLog.cycles(4).lines
    lines[6] = "2025-01-06,placebo,,1"
    lines.swapAt(2, 3)
    try folder.write(lines.joined(separator: "\n") + "\n", to: "log.csv")
    let verb = ["nof1", "analyze", "log.csv", "--no-simulation", "-q"] + arguments
    let saved = try JSONValue(parsing: Magnify.run(verb + ["--json"], in: folder).output)
    let result = try SavedResult(saved)
    let report = PersonalReport(try PersonalAnalysis(saved: saved))
    // The words are made anew from the analysis.
    #expect(report.results == result.results.filter { $0.name != "wording" })
    // The densities are in their figure alone.
    #expect(PersonalFigures.all(report.analysis) == Array(result.figures.prefix(2)))
    #expect(result.figures.map(\.name) == PersonalFigures.names)
    #expect(report.page.text() == (try Magnify.run(verb, in: folder).output))
    #expect(report.analysis.findings.count == saved["findings"]?.elements?.count)
    #expect(report.analysis.findings.count >= 2)
  }
}
