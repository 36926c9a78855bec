import Figures
import NOf1
import Tables
import Testing

@testable import Reports

@Suite("Words that do not occur")
struct WordingTests {
  static let forbidden = ["significan", "proven", "no effect", "trend towards"]

  @Test(
    "no rendering of any verdict uses them",
    arguments: Outcome.Kind.allCases,
    [
      Verdict.Answer.responder, .nonResponder, .inconclusive, .designCannotIdentify,
    ])
  func wording(kind: Outcome.Kind, answer: Verdict.Answer) {
    let analysis = TestAnalysis.make(kind: kind, answer: answer)
    let report = PersonalReport(analysis)
    let check = CheckReport(
      study: analysis.study, design: analysis.design, findings: analysis.findings)
    let outputs =
      [
        report.page.text(), report.page.markdown(), check.page.text(), check.page.markdown(),
        JSONValue.object(report.results).rendered(), analysis.findings.rendered(),
      ] + PersonalFigures.all(analysis).flatMap { [$0.svg, $0.vegaLite, $0.data.csv()] }
      + SchemaCatalogue.names.compactMap(SchemaCatalogue.text)
    for output in outputs {
      for word in WordingTests.forbidden { #expect(!output.lowercased().contains(word)) }
    }
  }
}
