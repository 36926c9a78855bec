import Figures
import NOf1
import Tables
import Testing

@testable import Reports

@Suite("A page from results")
struct ReportPageTests {
  private func saved(
    _ analysis: PersonalAnalysis, names: NameStyle = .snake
  ) throws -> SavedResult {
    let report = PersonalReport(analysis)
    let envelope = Envelope(
      version: "0.0.0", command: "nof1 analyze", options: analysis.study.options,
      results: report.results, findings: analysis.findings, notes: analysis.notes)
    let json = envelope.json(
      names: names, figures: PersonalFigures.all(analysis), page: report.page)
    return try SavedResult(json)
  }

  @Test(
    "holds the verdict first, in words, with every verdict",
    arguments: [
      (Verdict.Answer.responder, "RESPONDER"), (.nonResponder, "NON-RESPONDER"),
      (.inconclusive, "INCONCLUSIVE"), (.designCannotIdentify, "NO VERDICT"),
    ])
  func verdict(answer: Verdict.Answer, word: String) throws {
    let page = try ReportPage([saved(TestAnalysis.make(answer: answer))]).html()
    let verdict = try #require(page.firstRange(of: "<p class=\"verdict\">\(word)</p>"))
    let table = try #require(page.firstRange(of: "<table"))
    let figure = try #require(page.firstRange(of: "<figure"))
    #expect(verdict.lowerBound < table.lowerBound && table.lowerBound < figure.lowerBound)
    #expect(page.ranges(of: PersonalReport.disclaimer).count == 1)
    #expect(!page.contains("<script") && page.contains("default-src 'none'"))
    for word in WordingTests.forbidden { #expect(!page.lowercased().contains(word)) }
  }

  @Test("is the same with columns named as in broom, apart from those names")
  func broom() throws {
    let analysis = TestAnalysis.make(extras: true)
    let snake = try ReportPage([saved(analysis)]).html()
    let broom = try ReportPage([saved(analysis, names: .broom)]).html()
    #expect(broom.contains("conf.low") && !snake.contains("conf.low"))
    func numbers(_ page: String) -> [Substring] {
      page.matches(of: /class="number"[^>]*>([^<]*)</).map(\.1)
    }
    #expect(numbers(snake) == numbers(broom) && numbers(snake).count > 100)
  }

  @Test("several results stand in the order given, behind a table of contents")
  func several() throws {
    let one = try saved(TestAnalysis.make())
    let two = try saved(TestAnalysis.make(treatments: ["zinc"]))
    let page = try ReportPage([one, two], title: "Both <of> them").html()
    #expect(page.contains("<h1>Both &lt;of&gt; them</h1>"))
    #expect(page.contains("<li><a href=\"#r1\">Magnesium against placebo</a>"))
    #expect(page.contains("<li><a href=\"#r2\">Zinc against placebo</a>"))
    #expect(page.ranges(of: PersonalReport.disclaimer).count == 1)
    let alone = try ReportPage([one]).html()
    #expect(!alone.contains("<nav") && alone.contains("<h1>Magnesium against placebo</h1>"))
    #expect(try page == ReportPage([one, two], title: "Both <of> them").html())
  }

  @Test("a failed run is a section with what was found; its values can be hidden")
  func failed() throws {
    let finding = Finding(
      code: "D104", severity: .error, message: "'two' is not a count", hint: "write 2",
      place: Place(file: "log.csv", line: 17, column: 12), value: "two")
    let envelope = Envelope(version: "0.0.0", command: "nof1 analyze", findings: [finding])
    let failed = try SavedResult(envelope.json())
    let page = try ReportPage([failed]).html()
    #expect(page.contains("This run failed") && page.contains("&#39;two&#39; is not a count"))
    #expect(page.contains("log.csv, line 17") && page.contains("Hint: write 2"))
    let hidden = try ReportPage([failed], redact: true).html()
    #expect(hidden.contains("&#39;***&#39; is not a count") && !hidden.contains("two"))
  }

  @Test("a result of any verb has a section, with or without words")
  func unknown() throws {
    let json = try JSONValue(
      parsing: """
        {"schema": "magnify.result/1", "tool": {"name": "magnify", "version": "9.9.9"},
         "command": "future verb", "inputs": [], "options": {"a": {"b": [1, null]}}, "seed": 7,
         "results": {"rows": [{"name": "one", "value": 0.123456789, "more": {"x": 1}},
         {"name": "two", "value": null, "other": true}], "list": [1, 2], "word": "text"},
         "excluded": [{"what": "three", "reason": "no value"}], "findings": [], "notes": ["a note"]}
        """)
    let page = try ReportPage([SavedResult(json)]).html()
    #expect(page.contains("<h1>future verb</h1>"))
    #expect(page.contains("<td id=\"r1-rows-0-value\" class=\"n\">0.123456789</td>"))
    #expect(page.contains("href=\"#r1-rows-0-value\"") && page.contains(">0.123</a>"))
    #expect(page.contains("three: no value") && page.contains("a note"))
    #expect(page.contains("seed 7") && page.contains("b: 1, none"))
  }

  @Test("a long table is cut, and says so; what is shown leads nowhere else")
  func long() throws {
    let rows = (0..<2500).map { index in ["n": .integer(index)] as JSONValue }
    let json: JSONValue = [
      "schema": "magnify.result/1", "tool": ["version": "1.0.0"], "command": "predict",
      "inputs": [], "options": [:], "results": ["rows": .array(rows)], "excluded": [],
      "findings": [], "notes": [],
    ]
    let page = try ReportPage([SavedResult(json)]).html()
    #expect(page.contains("The first 2000 of 2500 rows; the result file holds all."))
    #expect(page.contains("r1-rows-1999-n") && !page.contains("r1-rows-2000-n"))
  }
}
