import Figures
import NOf1
import Testing

@testable import Reports

@Suite("A person's report")
struct PersonalReportTests {
  let report = PersonalReport(TestAnalysis.make())

  @Test("the results hold the tables of nof1 analyze, in order")
  func tables() {
    #expect(
      report.results.map(\.name) == [
        "verdict", "effects", "hyperparameters", "design", "cycles", "cycle_level",
        "randomisation_test", "operating_characteristics", "sensitivity", "nights", "comparisons",
        "forms", "dose", "monitoring", "borrowing",
      ])
    let rows = report.results.map { $0.value.elements?.count }
    #expect(rows == [nil, 1, 1, nil, 4, 1, nil, 9, 6, 112, 0, nil, nil, nil, nil])
    #expect(report.tables.map(\.name) == PersonalReport.tableNames)
    for table in report.tables {
      #expect(table.csv().split(separator: "\n").count == table.rows.count + 1)
    }
  }

  @Test("every row of the effects has the documented names")
  func effects() {
    let row = report.effects.json.elements?[0]
    #expect(
      row?.members?.prefix(15).map(\.name) == [
        "arm", "reference", "prior", "scale", "estimate", "mean", "sd", "conf_low", "conf_high",
        "p_benefit", "p_mcid", "p_harm", "p_worse", "nights", "nights_reference",
      ])
    #expect(row?["reference"] == "placebo")
    #expect(NameStyle.broom(report.effects).columns.contains("conf.low"))
  }

  @Test("the page holds the verdict, the numbers, why, what next and how often the rule errs")
  func page() {
    let text = report.page.text()
    for part in [
      "  INCONCLUSIVE. Your nights on magnesium had about 42 % fewer cramps",
      "Magnesium against placebo · 4 randomised cycles · 103 of 112 nights recorded (placebo 55,",
      "  all nights (trial prior)        0.58   0.31 to 1.06      0.96           0.80\n",
      "  cycle by cycle (t, 3 df)        0.55   0.22 to 1.38      0.93           0.79\n",
      "  sceptical prior ", "  wide prior ", "  enthusiast prior ", "p = 0.125",
      "cannot go below 0.0625",
      "  first 3 nights after a\n    switch dropped              0.53   0.29 to 0.98",
      "  Why not \"responder\":\n  - the sceptical", "  What would settle it: 3 more cycles",
      "was called a responder in at\n  most 11 of 1000 simulated logs (1.1 %).",
      "Checks of the log: 1 warning (N105).",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(text.components(separatedBy: "Not medical advice").count == 2)
    #expect(text.hasSuffix("ask a clinician.\n"))
  }

  @Test("running text keeps within 80 columns, and nothing ends in blanks")
  func width() {
    for line in report.page.text().split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(!line.hasSuffix(" "))
      if line.contains(". ") || line.hasSuffix(".") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test(
    "the heads name the scale and the direction",
    arguments: [
      (Outcome.Kind.count, Outcome.Direction.lower, "rate ratio", "P(fewer)", "P(25 % fewer)"),
      (.count, .higher, "rate ratio", "P(more)", "P(33.3 % more)"),
      (.binary, .lower, "odds ratio", "P(lower odds)", "P(25 % lower odds)"),
      (.score, .higher, "difference", "P(higher)", "P(1.5 higher)"),
      (.duration, .lower, "ratio", "P(shorter)", "P(25 % shorter)"),
    ])
  func heads(
    kind: Outcome.Kind, better: Outcome.Direction, effect: String, any: String, important: String
  ) throws {
    let page = PersonalReport(TestAnalysis.make(kind: kind, better: better)).page.text()
    let head = try #require(page.split(separator: "\n").first { $0.contains("95 % interval") })
    #expect(
      head.components(separatedBy: "  ").map { $0.filter { $0 != "\n" } }
        .filter { !$0.isEmpty }.map { String($0.drop { $0 == " " }) }
        == [effect, "95 % interval", any, important])
  }

  @Test("without simulation there is no line about false responders")
  func withoutSimulation() {
    let text = PersonalReport(TestAnalysis.make(simulation: false)).page.text()
    #expect(!text.contains("called a responder"))
  }

  @Test("several arms are told apart, and only the first is the primary comparison")
  func severalArms() {
    let text = PersonalReport(TestAnalysis.make(treatments: ["citrate", "oxide"])).page.text()
    #expect(text.contains("citrate against placebo (the primary comparison)"))
    #expect(text.contains("oxide against placebo (exploratory)"))
  }

  @Test("a probability is never shown as 0 or 1")
  func bounds() {
    #expect(report.probability(0.9999) == ">0.99")
    #expect(report.probability(0.0001) == "<0.01")
    #expect(report.probability(0.5) == "0.50")
  }

  @Test("names from the file can neither break lines, nor move the cursor, nor become markup")
  func hostileNames() {
    let names = ["<script>alert(1)</script>", "=cmd()\n\u{1B}[31m|`*_\"'\u{202E}"]
    let report = PersonalReport(TestAnalysis.make(reference: names[0], treatments: [names[1]]))
    let text = report.page.text()
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !(0..<0x20).contains($0.value) })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    let markdown = report.page.markdown()
    #expect(!markdown.contains("<"))
    #expect(!markdown.contains("\u{1B}"))
    #expect(report.effects.csv().contains("\"'=cmd()\n"))
    #expect(report.effects.markdown().split(separator: "\n").count == 3)
  }

  @Test("the same analysis gives the same bytes")
  func determinism() {
    let again = PersonalReport(TestAnalysis.make())
    #expect(report.page.text() == again.page.text())
    #expect(report.page.markdown() == again.page.markdown())
    #expect(
      JSONValue.object(report.results).rendered() == JSONValue.object(again.results).rendered())
  }
}
