import Figures
import MixedModels
import Tables
import Testing

@testable import Reports

/// Nights of a few people made up in code, with cramps and with yes or no.
enum TestCounts {
  static func table(treatments: [String] = ["placebo", "oxide"]) throws -> Table {
    let counts = [0, 1, 1, 2, 2, 3, 3, 4, 6, 9]
    var text = "person,night,week,treatment,cramps,bad\n"
    var state = 12
    for person in 0..<8 {
      for night in 0..<16 {
        state = (state * 1_103_515_245 + 12345) % (1 << 31)
        let arm = night / 4 % 2
        let isQuiet = (person * 3 + night) % 5 == 0
        let cramps = isQuiet ? 0 : max(0, counts[(state >> 16) % 10] + 2 * (person % 3) - arm)
        let bad = cramps > 3 ? "yes" : "no"
        text += "P\(person),\(night),W\(night % 3),\(treatments[arm]),\(cramps),\(bad)\n"
      }
    }
    return try Table.read(TableSource(name: "nights.csv", text: text))
  }

  static func model(
    _ formula: String = "cramps ~ treatment + (1 | person)", family: ResponseFamily = .poisson,
    treatments: [String] = ["placebo", "oxide"],
    specification change: (inout MixedModelSpecification) -> Void = { _ in }
  ) throws -> GeneralizedMixedModel {
    var specification = MixedModelSpecification(formula)
    specification.family = family
    specification.levels = [.init(column: "treatment", levels: treatments)]
    change(&specification)
    return try specification.fitGeneralized(try table(treatments: treatments))
  }

  static func report(
    _ formula: String = "cramps ~ treatment + (1 | person)", family: ResponseFamily = .poisson,
    specification change: (inout MixedModelSpecification) -> Void = { _ in },
    request ask: (inout ModelRequest) -> Void = { _ in }
  ) throws -> GeneralizedModelReport {
    var request = ModelRequest()
    ask(&request)
    return try GeneralizedModelReport(
      model(formula, family: family, specification: change), request)
  }

  /// A report with everything that can be asked for.
  static func full(treatments: [String] = ["placebo", "oxide"]) throws -> GeneralizedModelReport {
    func extra(_ specification: inout MixedModelSpecification) {
      specification.zeroInflation = "~ 1"
    }
    var request = ModelRequest()
    request.means = [["treatment"]]
    request.analysisOfVariance = .unweighted
    request.conditionalModes = true
    request.checks = true
    return try GeneralizedModelReport(
      model(family: .negativeBinomial2, treatments: treatments, specification: extra), request,
      alternative: model(
        "cramps ~ (1 | person)", family: .negativeBinomial2, treatments: treatments,
        specification: extra))
  }
}

@Suite("A generalised model's report")
struct GeneralizedReportTests {
  @Test("tables come in the order of their names, each with all of its rows")
  func tables() throws {
    let report = try TestCounts.full()
    // There is no R squared with extra zeros.
    let names = GeneralizedModelReport.tableNames.filter {
      !["timings", "series", "r_squared", "icc"].contains($0)
    }
    #expect(report.tables.map(\.name) == names)
    #expect(report.results.map(\.name) == names)
    let plain = try TestCounts.report()
    #expect(plain.tables.map(\.name) == ["fixed_effects", "variance_components", "fit", "groups"])
    let checked = try TestCounts.report(request: { $0.checks = true })
    let series = try TestCounts.report(specification: { $0.correlation = "ar1(night | person)" })
    #expect(series.tables.map(\.name)[1] == "series" && series.tables[1].rows.count == 2)
    #expect(
      checked.tables.map(\.name) == [
        "fixed_effects", "variance_components", "fit", "groups", "checks", "r_squared", "icc",
      ])
  }

  @Test("each effect is said in the terms of its family and link")
  func sentences() throws {
    func first(_ family: ResponseFamily, _ link: LinkFunction?, _ formula: String) throws -> String
    {
      try #require(
        try TestCounts.report(formula, family: family, specification: { $0.link = link })
          .effectSentences.first)
    }
    let (counts, events) = ("cramps ~ treatment + (1 | person)", "bad ~ treatment + (1 | person)")
    #expect(
      try first(.poisson, nil, counts)
        .contains(#/^oxide against placebo \(treatment\): rate ratio 0\.[0-9]+ \(95 % /#))
    #expect(try first(.poisson, nil, counts).contains(#/, a rate [0-9]+ % lower$/#))
    #expect(try first(.negativeBinomial1, nil, counts).contains("rate ratio"))
    #expect(try first(.binomial, nil, events).contains("odds ratio"))
    #expect(
      try first(.binomial, .probit, events)
        .contains(" on the scale of the probit link (95 % interval"))
    #expect(
      try first(.binomial, .complementaryLogLog, events).contains("complementary log-log link"))
    #expect(
      try first(.poisson, .squareRoot, counts).contains(
        #/0\.[0-9]+ lower on the scale of the sqrt/#))
    #expect(try first(.poisson, nil, "cramps ~ night + (1 | person)").contains(" per unit (95 %"))
    #expect(try TestCounts.report("cramps ~ 1 + (1 | person)").effectSentences.isEmpty)
  }

  @Test("ratios are exponentials of the effects, their intervals of the intervals")
  func ratios() throws {
    let report = try TestCounts.report(request: { $0.level = 0.9 })
    let row = try #require(report.tables[0].rows.last)
    let effect = report.coefficients.rows[1]
    #expect(row[8].double == scale(effect.estimate) && row[9].double == scale(effect.confidenceLow))
    #expect(row[10].double == scale(effect.confidenceHigh))
    #expect(report.tables[0].rows[0].suffix(3).allSatisfy { $0 == .null })
    #expect(report.page.text().contains("90 % interval"))
    func scale(_ number: Double?) -> Double? { report.scale.ratio(number) }
  }

  @Test("a parameter at its limit is a sentence, and a name among the statistics of the fit")
  func limits() throws {
    let report = try TestCounts.report(
      "cramps ~ treatment + (1 | person) + (1 | week)", family: .negativeBinomial2)
    #expect(report.model.boundaries == [.singular(group: "week")])
    #expect(report.state.contains { $0.hasPrefix("Singular: a standard deviation of week") })
    let fit = try #require(report.tables.first { $0.name == "fit" })
    #expect(fit.column("boundaries") == [.array(["singular: week"])])
    let row = try #require(report.tables.first { $0.name == "variance_components" }?.rows.last)
    #expect(row[0] == "week" && row.suffix(2).allSatisfy { $0 == .null })
  }

  @Test("every limit has a sentence and a name of its own")
  func names() {
    let boundaries: [GeneralizedMixedModel.Boundary] = [
      .noOverdispersion, .noZeroInflation, .singular(group: "g"), .noSeries, .seriesIsConstant,
      .seriesAlternates,
    ]
    #expect(Set(boundaries.map(\.name)).count == boundaries.count)
    #expect(Set(boundaries.map(\.sentence)).count == boundaries.count)
  }

  @Test("running text keeps within 80 columns, without words that say too much")
  func wording() throws {
    for report in [
      try TestCounts.full(), try TestCounts.report("bad ~ treatment", family: .binomial),
    ] {
      let text = report.page.text()
      for line in text.split(separator: "\n").dropFirst() {
        #expect(!line.hasSuffix(" "))
        if line.contains(". ") || line.hasSuffix(".") {
          #expect(line.count <= 80 || line.contains("std. error"), "\(line)")
        }
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
    let report = try TestCounts.full(treatments: Array(TestModel.hostile.suffix(2)))
    #expect(!report.page.text().unicodeScalars.contains("\u{202E}"))
    #expect(!report.page.markdown().contains("=cmd()|`*"))
    let means = try #require(report.tables.first { $0.name == "means" })
    #expect(means.csv().contains(",'=cmd()|`*,"))
  }

  @Test("a saved model reads back as it was, beside those of linear models")
  func saved() throws {
    let saved = SavedFit.generalized(try SavedGeneralizedModel(try TestCounts.model()))
    let text = try saved.fileText()
    let again = try SavedFit(file: TableSource(name: "fit.json", text: text))
    #expect(again == saved)
    #expect(try again.fileText() == text)
    #expect(again.responseName == "cramps" && again.groups.map(\.group) == ["person"])
    #expect(throws: InvalidInput.self) {
      try SavedFit(file: TableSource(name: "fit.json", text: String(text.dropLast(20))))
    }
  }
}
