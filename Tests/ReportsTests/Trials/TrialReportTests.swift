import Figures
import Tables
import Testing
import Trials

@testable import Reports

@Suite("Reports of trials")
struct TrialReportTests {
  @Test("every table has the columns of its schema, in that order")
  func columns() throws {
    let tables = try TestTrials.tables(TestTrials.means)
    let plan = PoolingPlan(measure: .meanDifference)
    let stress = try TrialStressReport(try tables.stress(plan), tables: tables)
    let checks = [TestTrials.check(.inconsistent)]
    let reports: [(String, [RowTable], [String])] = [
      ("list", TrialListReport(tables).tables, TrialListReport.tableNames),
      ("show", try TrialStudyReport("a", in: tables).tables, TrialStudyReport.tableNames),
      (
        "effects", TrialEffectsReport(try tables.effects(plan)).tables,
        TrialEffectsReport.tableNames
      ),
      (
        "pool", try TestTrials.pooling(TestTrials.means, plan).tables,
        TrialPoolingReport.tableNames
      ),
      ("stress", stress.tables, TrialStressReport.tableNames),
      ("check", TrialCheckReport(checks).tables, TrialCheckReport.tableNames),
    ]
    for (verb, written, names) in reports {
      let text = try #require(SchemaCatalogue.text("trials-\(verb)"))
      let schema = try #require(try JSONValue(parsing: text)["properties"])
      let common = ["figures", "wording"]
      #expect(schema.members?.map(\.name).filter { !common.contains($0) } == names)
      #expect(written.map(\.name) == names)
      for table in written {
        let required = schema[table.name]?["items"]?["required"]?.elements?.compactMap(\.text)
        #expect(required == table.columns, "\(verb) \(table.name)")
      }
    }
  }

  @Test("five trials: the floored row speaks first; another unit is excluded and counted")
  func fiveTrials() throws {
    let report = try TestTrials.pooling(
      TestTrials.means, PoolingPlan(measure: .meanDifference, minimalImportantDifference: 5))
    let text = report.page.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Treatment minus comparator: -0.83 cramps per week (95 % interval"))
    #expect(text.contains("With 5 trials or more the random-effects row"))
    #expect(text.contains("Found 6 comparisons or trials: 5 used, 0 uncontrolled, 1 excluded:"))
    #expect(text.contains("excludes an effect larger than 5 fewer, and one larger than 5 more."))
    let headline = try #require(report.pooling.headline)
    #expect(headline.row == .flooredKnappHartung)
    #expect(report.weights.count == 5 && abs(report.weights.reduce(0, +) - 1) < 1e-12)
    #expect(report.influence.count == 5)
  }

  @Test("trials without an event are excluded with their reason; nothing infinite is written")
  func sparse() throws {
    for measure in [EffectMeasure.riskRatio, .oddsRatio, .riskDifference] {
      let report = try TestTrials.pooling(TestTrials.events, PoolingPlan(measure: measure))
      let results = JSONValue.object(report.results).rendered()
      #expect(!results.contains("nan") && !results.contains("inf\""))
      let effects = report.pooling.effects
      #expect(effects.inputCount == 3)
    }
  }

  @Test("ratios are said as changes, differences as fewer and more")
  func wording() throws {
    let tables = try TestTrials.tables(TestTrials.events)
    let ratio = EffectText(try tables.effects(PoolingPlan(measure: .riskRatio)), digits: 3)
    #expect(ratio.lead == "Treatment over comparator")
    #expect(ratio.change(0) == "no change")
    #expect(ratio.change(-0.6931471805599453) == "50 % lower")
    #expect(ratio.change(0.22314355131420976) == "25 % higher")
    #expect(ratio.change(1.0986122886681098) == "3.00 times")
    let means = try TestTrials.tables(TestTrials.means)
    let difference = EffectText(
      try means.effects(PoolingPlan(measure: .meanDifference)), digits: 3)
    #expect(difference.limit(-2.214, 2) == "2.21 fewer")
    #expect(difference.limit(0.001, 2) == "0.00")
    let standardized = EffectText(
      try means.effects(PoolingPlan(measure: .standardizedMeanDifference)), digits: 3)
    #expect(standardized.limit(0.5, 2) == "0.50 higher")
  }

  @Test("checks: what does not agree comes first, and the gate is as strict as it is asked to be")
  func checks() {
    let checks = [
      TestTrials.check(.consistent), TestTrials.check(.notCheckable, code: "A101"),
      TestTrials.check(.rounding, code: "A111"),
      TestTrials.check(
        .inconsistent, repair: "0.40 would agree", recomputed: ValueRange(0.38, 0.42)),
    ]
    let report = TrialCheckReport(checks)
    let text = report.page.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.hasPrefix("4 checks of printed numbers: 1 inconsistent, 1 rounding, 1 consistent"))
    #expect(
      text.contains(
        "Inconsistent, whatever the rounding: - A121 smith1999, pain: P is printed as 0.04; "
          + "recomputed: 0.38 to 0.42; 0.40 would agree [contrasts.csv line 4]"))
    #expect(text.contains("Not checkable from what is printed: A101 (1)."))
    #expect(report.findings.map(\.code) == ["A111", "A121"])
    #expect(report.fails(.inconsistent) && report.fails(.rounding))
    let odd = TrialCheckReport([checks[0], checks[2]])
    #expect(!odd.fails(.inconsistent) && odd.fails(.rounding))
    #expect(!TrialCheckReport([checks[0], checks[1]]).fails(.rounding))
  }

  @Test("an infinite recomputed range has no number")
  func infinite() {
    let check = TestTrials.check(.inconsistent, recomputed: ValueRange(0.05, .infinity))
    let row = TrialCheckReport([check]).tables[0]
    #expect(row.column("recomputed_low") == [.number(0.05)])
    #expect(row.column("recomputed_high") == [.null])
  }
}
