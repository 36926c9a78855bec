import Figures
import NOf1
import Testing

@testable import Reports

@Suite("The report of a check")
struct CheckReportTests {
  func report(cycles: Int) -> CheckReport {
    let analysis = TestAnalysis.make()
    let design = DesignFacts(
      arms: analysis.design.arms, spanDays: 112, periods: 8, cycles: cycles, transitions: 7,
      randomised: cycles > 0,
      guards: [
        .init(
          name: "cycles", required: 3, observed: cycles, holds: cycles >= 3,
          sentence: "at least 3 randomised cycles (\(cycles))")
      ])
    return CheckReport(
      study: analysis.study, design: design, findings: analysis.findings,
      notes: ["the reference is placebo"])
  }

  @Test("guards that hold and guards that fail are told apart in words")
  func guards() {
    let good = report(cycles: 4).page.text()
    #expect(good.contains("THE DESIGN HOLDS"))
    #expect(good.contains("- holds: at least 3 randomised cycles (4)"))
    let bad = report(cycles: 1).page.text()
    #expect(bad.contains("1 randomised cycle ·"))
    #expect(bad.contains("This design cannot identify a responder"))
    #expect(bad.contains("- fails: at least 3 randomised cycles (1)"))
    #expect(report(cycles: 0).page.text().contains("no complete cycle, not randomised"))
  }

  @Test("findings and inferences are listed")
  func findings() {
    let text = report(cycles: 4).page.text()
    #expect(text.contains("- N105 (warning, line 9): 12 nights were not recorded"))
    #expect(text.contains("Inferred from the log:\n  - the reference is placebo"))
    #expect(report(cycles: 4).tables.map(\.name) == CheckReport.tableNames)
    #expect(CheckReport.tableNames == ["arms", "guards", "findings"])
  }
}
