import Figures
import Testing

@testable import NOf1
@testable import Reports

@Suite("The report of a plan")
struct PowerReportTests {
  /// Made-up cells: of `firm[n]` people in 500 a firm answer with n nights and a halving.
  static func report(
    firm: [Int: Int] = [84: 150, 112: 280, 168: 410], rates: [Double] = [0.62],
    effects: [Double] = [1, 0.5], prior: String = "trial", target: Double = 0.8,
    unidentified: Int = 0
  ) -> PowerReport {
    let nights = firm.keys.sorted()
    let plan = PowerPlan(
      cycles: nights.map { $0 / 28 }, periodNights: [14], rates: rates, effects: effects)
    let cells = nights.flatMap { nights in
      rates.flatMap { rate in
        effects.map { effect in
          let responder = effect == 1 ? 3 : (firm[nights] ?? 0) - (rate < 0.5 ? 30 : 10)
          let other = effect == 1 ? nights : 10
          return PowerCell(
            cycles: nights / 28, periodNights: 14, nights: nights, rate: rate, effect: effect,
            rho: 0.3, missing: 0.1, simulations: 500, responder: responder, nonResponder: other,
            inconclusive: 500 - responder - other - unidentified,
            designCannotIdentify: unidentified)
        }
      }
    }
    let study = PersonalStudy(
      outcome: Outcome(column: "cramps", kind: .count), reference: "placebo",
      treatments: ["magnesium"], minimalImportantDifference: 0.75, randomised: true,
      prior: EffectPrior(name: prior, mean: -0.07, standardDeviation: 0.3))
    return PowerReport(
      cells, plan: plan, study: study, target: target, notes: ["the prior is a default"])
  }

  /// The page in one line: where it is wrapped does not matter.
  private func words(_ report: PowerReport) -> String {
    report.page.text().split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test("has a row for every cell and the shortest design for every kind of person")
  func tables() throws {
    let report = Self.report()
    #expect(report.results.map(\.name) == PowerReport.tableNames)
    #expect(report.tables.map(\.name) == PowerReport.tableNames)
    let row = try #require(report.results[0].value.elements?[1])
    #expect(
      row.members?.map(\.name) == [
        "cycles", "period_nights", "nights", "rate", "effect", "rho", "missing", "simulations",
        "p_responder", "p_responder_low", "p_responder_high", "p_non_responder", "p_inconclusive",
        "p_design_cannot_identify", "p_firm", "p_firm_low", "p_firm_high",
      ])
    #expect(row["p_responder"] == 0.28 && row["p_firm"] == 0.3 && row["simulations"] == 500)
    // R: prop.test(140, 500, correct = FALSE)$conf.int
    #expect(abs((row["p_responder_low"]?.double ?? 0) - 0.242_436_0) < 1e-6)
    #expect(abs((row["p_responder_high"]?.double ?? 0) - 0.320_918_7) < 1e-6)
    let shortest = try #require(report.results[1].value.elements)
    #expect(shortest.map { $0["nights"] } == [.null, 168])
    #expect(shortest[1]["p_firm"] == 0.82 && shortest[1]["target"] == 0.8)
    #expect(report.figures.map(\.name) == ["power"])
    #expect(report.options.map(\.name).suffix(9).first == "cycles")
  }

  @Test("names the shortest design that is enough, and how often it is wrong")
  func enough() {
    let text = words(Self.report())
    for part in [
      "Planning: Magnesium against placebo · 6 combinations · 500 simulated people each",
      "6 CYCLES OF 14 NIGHTS PER ARM (168 NIGHTS). It is the shortest of these",
      "at least 80 % of people whose true effect is 50 % fewer cramps",
      "82 % (78 to 85 %); 80 % are called a responder, 2 % a",
      "Of people without any effect, at most 3 of 500 are called a responder: 0.6 %",
      "17 to 34 % are called a non-responder",
      "The people: 0.62 cramps a night on placebo (4.34 a week)", "Be prepared for no answer",
      "The trial prior expects little", "Taken by default: - the prior is a default",
      "Not medical advice",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(!text.contains("cannot identify a responder at all"))
  }

  @Test("says that none is enough, and which comes nearest")
  func none() {
    let text = words(Self.report(firm: [84: 50, 112: 100]))
    #expect(text.contains("NO DESIGN HERE REACHES 80 %. Of people whose true effect is 50 % fewer"))
    #expect(text.contains("4 cycles of 14 nights per arm (112 nights), gives"))
    #expect(words(Self.report(firm: [84: 150], target: 0.3)).contains("3 CYCLES OF 14 NIGHTS"))
  }

  @Test("a design is enough only if it is for every kind of person")
  func persons() {
    let text = words(Self.report(rates: [0.3, 0.62]))
    #expect(text.contains("NO DESIGN HERE REACHES 80 %"))
    #expect(text.contains("of the least favourable (rate 0.3, rho 0.3, 10 % of"))
    #expect(text.contains("0.3 or 0.62 cramps a night"))
  }

  @Test("without a person without effect, or without one with an effect, says so")
  func absent() {
    let benefits = words(Self.report(effects: [0.5]))
    #expect(benefits.contains("how often the rule errs is not said: add"))
    let none = words(Self.report(effects: [1]))
    #expect(none.contains("NO TRUE EFFECT WAS SIMULATED"))
    #expect(!none.contains("Be prepared"))
  }

  @Test("logs that allow no verdict are spoken of")
  func unidentified() {
    let text = words(Self.report(prior: "wide", unidentified: 40))
    #expect(text.contains("Up to 8 % of the logs"))
    #expect(text.contains("10 events on placebo"))
    #expect(!text.contains("The trial prior"))
  }

  @Test("keeps within 80 columns, and Markdown has the same words")
  func width() {
    let page = Self.report(rates: [0.3, 0.62], unidentified: 40).page
    let lines = page.text().split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.dropFirst() {
      #expect(line.count <= 80 && !line.hasSuffix(" "), "\(line)")
    }
    #expect(page.markdown().hasPrefix("# Planning: Magnesium against placebo"))
  }

  @Test("the same cells give the same bytes")
  func determinism() {
    #expect(Self.report().page.text() == Self.report().page.text())
    #expect(Self.report().figures == Self.report().figures)
  }
}
