import Figures
import MixedModels
import Tables
import Testing

@testable import Reports

/// A small trial made up in code: three treatments, two of which have names that could do harm.
enum TestModel {
  static let hostile = ["<b>placebo</b>", "=cmd()|`*", "mag\u{202E}nesium"]

  static func table(treatments: [String] = ["placebo", "oxide", "citrate"]) throws -> Table {
    var text = "person,treatment,dose,cramps\n"
    for person in 0..<12 {
      for (index, treatment) in treatments.enumerated() {
        for visit in 0..<2 {
          let noise = Double((person * 7 + index * 5 + visit * 3) % 11) / 10
          let cramps = 5 + 0.3 * Double(person % 5) - 0.7 * Double(index) + noise
          text += "P\(person),\(treatment),\(index * 100 + visit),\(cramps)\n"
        }
      }
    }
    return try Table.read(TableSource(name: "trial.csv", text: text))
  }

  static func report(
    _ formula: String = "cramps ~ treatment + (1 | person)",
    treatments: [String] = ["placebo", "oxide", "citrate"], digits: Int = 3,
    specification change: (inout MixedModelSpecification) -> Void = { _ in },
    request ask: (inout ModelRequest) -> Void = { _ in }, alternative: LinearMixedModel? = nil
  ) throws -> ModelReport {
    var specification = MixedModelSpecification(formula)
    specification.levels = [.init(column: "treatment", levels: treatments)]
    change(&specification)
    var request = ModelRequest()
    ask(&request)
    return try ModelReport(
      specification.fit(try table(treatments: treatments)), request, alternative: alternative,
      digits: digits)
  }

  /// A report with everything that can be asked for.
  static func full(treatments: [String] = ["placebo", "oxide", "citrate"]) throws -> ModelReport {
    let smaller = try report("cramps ~ (1 | person)", treatments: treatments) {
      $0.criterion = .maximumLikelihood
    }
    return try report(
      treatments: treatments, specification: { $0.criterion = .maximumLikelihood },
      request: {
        $0.intervals = .profile
        $0.profilePoints = 4
        $0.means = [["treatment"]]
        $0.analysisOfVariance = .unweighted
        $0.conditionalModes = true
      }, alternative: smaller.model)
  }
}

@Suite("A model's report")
struct ModelReportTests {
  @Test("tables come in the order of their names, each with all of its rows")
  func tables() throws {
    let report = try TestModel.full()
    let names = ModelReport.tableNames.filter { $0 != "timings" }
    #expect(report.tables.map(\.name) == names)
    #expect(report.results.map(\.name) == names)
    #expect(report.tables.map(\.rows.count) == [3, 2, 1, 1, 2, 2, 1, 3, 3, 2, 12])
    let plain = try TestModel.report()
    #expect(plain.tables.map(\.name) == Array(names.prefix(6)))
  }

  @Test("each effect is a sentence: what is compared, the estimate, its interval")
  func sentences() throws {
    let factor = try TestModel.report()
    #expect(factor.effectSentences.count == 2)
    #expect(factor.effectSentences[0].hasPrefix("oxide against placebo (treatment): 0."))
    #expect(factor.effectSentences[1].hasPrefix("citrate against placebo (treatment): 1."))
    #expect(factor.effectSentences[1].contains(" lower (95 % interval: from 1."))
    let number = try TestModel.report("cramps ~ dose + (1 | person)")
    #expect(number.effectSentences[0].contains(#/^dose: 0\.00[0-9]+ lower per unit \(95 % /#))
    let cells = try TestModel.report("cramps ~ 0 + treatment + (1 | person)")
    #expect(cells.effectSentences.count == 3)
    #expect(cells.effectSentences[0].hasPrefix("treatment[placebo]: 6.0"))
    let sum = try TestModel.report { $0.contrasts = [.init(column: "treatment", coding: .sum)] }
    #expect(!sum.effectSentences.contains { $0.contains("against") })
    let interaction = try TestModel.report("cramps ~ treatment * dose + (1 | person)")
    #expect(interaction.page.text().contains("part of an interaction"))
    #expect(!number.page.text().contains("part of an interaction"))
    #expect(interaction.effectSentences[3].hasPrefix("treatment[oxide]:dose: "))
    #expect(try TestModel.report("cramps ~ 1 + (1 | person)").effectSentences.isEmpty)
  }

  @Test("an effect that rounds to zero is neither higher nor lower")
  func zero() throws {
    let report = try TestModel.report(digits: 1)
    for sentence in report.effectSentences { #expect(!sentence.contains(/\b0 (lower|higher)/)) }
  }

  @Test("the level of the intervals is the one asked for, on the page as in the numbers")
  func level() throws {
    let narrow = try TestModel.report(request: { $0.level = 0.5 })
    let wide = try TestModel.report(request: { $0.level = 0.99 })
    #expect(narrow.page.text().contains("50 % interval"))
    let ends = [narrow, wide].map { $0.intervals[.fixedEffect(1)] }
    #expect(try #require(ends[1].low) < #require(ends[0].low))
    #expect(try #require(ends[1].high) > #require(ends[0].high))
  }

  @Test("profile intervals reach the page, the rows and the figure")
  func profile() throws {
    let report = try TestModel.full()
    let interval = report.intervals[.residualStandardDeviation]
    let row = try #require(report.varianceComponents.last)
    #expect(row.kind == .standardDeviation && row.group == "residual")
    #expect(row.confidenceLow == interval.low && row.confidenceHigh == interval.high)
    #expect(report.page.text().contains("between   what"))
    #expect(report.page.text().contains("profile of the likelihood"))
    let figures = try report.figures()
    #expect(figures.map(\.name) == ModelFigures.names)
    #expect(Set(figures[1].data.column("term")?.compactMap(\.text) ?? []).count == 5)
    #expect(try TestModel.report().figures().map(\.name) == ["caterpillar", "residuals"])
  }

  @Test("an end of an interval that is not finite counts as not found")
  func infinite() {
    let interval = ModelIntervals.Interval(low: -.infinity, high: 1)
    #expect(interval.low == nil && interval.high == 1)
    #expect(ModelIntervals.Interval(low: .nan, high: .infinity) == .init(low: nil, high: nil))
  }

  @Test("fitted values and residuals of the figure add up to the response")
  func residuals() throws {
    let report = try TestModel.report()
    let figure = try #require(try report.figures().last)
    let sums = zip(
      try #require(figure.data.column("fitted")), try #require(figure.data.column("residual"))
    ).map { ($0.double ?? 0) + ($1.double ?? 0) }
    #expect(zip(sums, report.model.frame.response).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("running text keeps within 80 columns, without words that say too much")
  func wording() throws {
    for report in [try TestModel.full(), try TestModel.report("cramps ~ treatment")] {
      let text = report.page.text()
      for line in text.split(separator: "\n").dropFirst() {
        #expect(!line.hasSuffix(" "))
        if line.contains("std. error") { continue }
        if line.contains(". ") || line.hasSuffix(".") { #expect(line.count <= 80, "\(line)") }
      }
      let outputs =
        try [text, report.page.markdown(), JSONValue.object(report.results).rendered()]
        + report.figures().flatMap { [$0.svg, $0.vegaLite] }
      for output in outputs {
        for word in WordingTests.forbidden { #expect(!output.lowercased().contains(word)) }
      }
    }
  }

  @Test("names from the file can neither break lines, nor move the cursor, nor become markup")
  func hostileNames() throws {
    let report = try TestModel.full(treatments: TestModel.hostile)
    let text = report.page.text()
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    let markdown = report.page.markdown()
    #expect(!markdown.contains("<") && !markdown.contains("=cmd()|`*"))
    let means = try #require(report.tables.first { $0.name == "means" })
    #expect(means.csv().contains(",'=cmd()|`*,"))
  }

  @Test("a saved model reads back as it was, and other files are refused")
  func saved() throws {
    let model = try TestModel.report("cramps ~ treatment + (1 + dose | person)").model
    let saved = SavedFit.linear(try SavedModel(model))
    let text = try saved.fileText()
    let again = try SavedFit(file: TableSource(name: "fit.json", text: text))
    #expect(again == saved)
    #expect(try again.fileText() == text)
    for damaged in ["", "[]", "{}", String(text.dropLast(20)), "{\"format\": \"one\"}"] {
      #expect(throws: InvalidInput.self) {
        try SavedFit(file: TableSource(name: "fit.json", text: damaged))
      }
    }
  }
}
