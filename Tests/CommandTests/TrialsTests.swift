import Foundation
import TestSupport
import Testing

@Suite("Trials listed, shown, computed and stressed")
struct TrialsTests {
  @Test("the list has every study and the comparisons of every outcome")
  func list() throws {
    let run = try SampleTrials.run("list", SampleTrials.package, "--json")
    #expect(run.status == 0 && run.error.isEmpty)
    let studies = try SampleTrials.rows(run, "studies")
    #expect(studies.count == 21)
    let pilot = try #require(studies.first { $0["study"] as? String == "gorantla2024" })
    #expect(pilot["controlled"] as? Bool == false && pilot["people"] as? Int == 12)
    let outcomes = try SampleTrials.rows(run, "outcomes")
    let free = try #require(outcomes.first { $0["outcome"] as? String == "cramp-free" })
    #expect(free["comparisons"] as? Int == 4 && free["controlled_comparisons"] as? Int == 3)
    let total = outcomes.reduce(0) { $0 + ($1["comparisons"] as? Int ?? 0) }
    #expect(total == studies.reduce(0) { $0 + ($1["comparisons"] as? Int ?? 0) })
  }

  @Test("a study is shown with every digit that is printed, and its lines in the files")
  func show() throws {
    let page = try SampleTrials.run("show", SampleTrials.package, "roguinmaor2017")
    #expect(page.status == 0 && page.error.isEmpty)
    #expect(page.output.contains("mean 8.51, sd 5.20"))
    #expect(page.output.contains("arms.csv line 13]"))
    let run = try SampleTrials.run("show", SampleTrials.package, "roguinmaor2017", "--json")
    #expect(try SampleTrials.rows(run, "arms").map { $0["sd"] as? String }.contains("5.20"))
    let report = try #require(try SampleTrials.rows(run, "reports").first)
    #expect(report["p"] as? String == ".67" && report["error"] as? String == "0.48")
    let unknown = try SampleTrials.run("show", SampleTrials.package, "nobody2000")
    #expect(unknown.status == 2 && unknown.output.isEmpty)
    #expect(unknown.error.contains("error A310: there is no study 'nobody2000'"))
    #expect(try SampleTrials.run("show", SampleTrials.package).status == 64)
  }

  @Test("effects have the estimate on its scale, the ratio beside it, and where they come from")
  func effects() throws {
    let run = try SampleTrials.run(
      "effects", SampleTrials.package, "--group", "pregnancy", "--outcome", "cramp-free", "--json")
    let rows = try SampleTrials.rows(run, "effects")
    let lahore = try #require(rows.first { $0["study"] as? String == "lahore2022" })
    let estimate = try #require(lahore["estimate"] as? Double)
    #expect(abs(estimate - log(0.45 / 0.26)) < 1e-12)
    #expect(abs((lahore["ratio"] as? Double ?? 0) - 0.45 / 0.26) < 1e-12)
    #expect(lahore["treatment_value"] as? Double == 0.45)
    #expect(lahore["comparator_value"] as? Double == 0.26)
    let idiopathic = try SampleTrials.run(
      "effects", SampleTrials.package, "--group", "idiopathic", "--json")
    let frusso = try #require(try SampleTrials.rows(idiopathic, "effects").first)
    #expect(frusso["design"] as? String == "crossover" && frusso["correlation"] is Double)
    #expect(frusso["ratio"] is NSNull)
    let excluded = try SampleTrials.rows(idiopathic, "exclusions")
    #expect(excluded.count == 5 && excluded.allSatisfy { $0["line"] is Int })
    let finals = try SampleTrials.run(
      "effects", SampleTrials.package, "--group", "idiopathic", "--final-values", "--json")
    let values = try SampleTrials.rows(finals, "effects").map { $0["values"] as? String }
    #expect(values == ["final", "final"])
  }

  @Test("checks of the shipped trials: what does not agree first, and a gate for it")
  func check() throws {
    let run = try SampleTrials.run("check", SampleTrials.package, "--json", "-q")
    #expect(run.status == 0 && run.error.isEmpty)
    let checks = try SampleTrials.rows(run, "checks")
    let odd = checks.filter { $0["verdict"] as? String == "inconsistent" }
    #expect(odd.contains { $0["study"] as? String == "roguinmaor2017" })
    #expect(odd.contains { $0["study"] as? String == "araujo2020" })
    #expect(odd.allSatisfy { $0["file"] is String && $0["line"] is Int })
    let verdicts = try SampleTrials.rows(run, "verdicts").compactMap { $0["checks"] as? Int }
    #expect(verdicts.reduce(0, +) == checks.count && verdicts[0] == odd.count)
    let failed = try SampleTrials.run(
      "check", SampleTrials.package, "--fail-on", "inconsistent", "--json", "-q")
    #expect(failed.status == 3 && failed.output == run.output)
    let folder = try Scratch()
    try folder.write(TrialsPoolTests.wide, to: "wide.csv")
    #expect(
      try SampleTrials.run("check", "wide.csv", "--fail-on", "rounding", in: folder).status == 0)
  }

  @Test("findings of checks travel with the studies that are pooled")
  func travelling() throws {
    for verb in ["effects", "pool", "stress"] {
      let run = try SampleTrials.run(
        verb, SampleTrials.package, "--group", "idiopathic", "--json", "-q")
      let findings = try #require(try run.json()["findings"] as? [[String: Any]])
      let codes = findings.compactMap { $0["code"] as? String }
      #expect(!codes.isEmpty && codes.allSatisfy { $0.hasPrefix("A1") })
    }
  }

  @Test("stress gives the range of all settings, the headline among them")
  func stress() throws {
    let run = try SampleTrials.run(
      "stress", SampleTrials.package, "--group", "idiopathic", "--mid", "1", "--json", "-q")
    #expect(run.status == 0 && run.error.isEmpty)
    let settings = try SampleTrials.rows(run, "settings")
    let summary = try #require(try SampleTrials.rows(run, "summary").first)
    let estimates = settings.compactMap { $0["estimate"] as? Double }
    #expect(summary["settings"] as? Int == settings.count && settings.count > 50)
    #expect(summary["estimate_low"] as? Double == estimates.min())
    #expect(summary["estimate_high"] as? Double == estimates.max())
    let share = try #require(summary["share_reaching_mid_lower"] as? Double)
    #expect(Int((share * Double(settings.count)).rounded()) == estimates.count { $0 <= -1 })
    #expect(settings.contains { $0["headline"] as? Bool == true })
    let none = try SampleTrials.run("stress", SampleTrials.package, "--group", "rls", "--json")
    #expect(none.status == 4 && none.error.contains("A320"))
    #expect(try SampleTrials.rows(none, "settings").isEmpty)
  }

  @Test("a table can come from standard input, and several files together")
  func inputs() throws {
    let folder = try Scratch()
    try folder.write(TrialsPoolTests.wide, to: "wide.csv")
    let named = try SampleTrials.run("pool", "wide.csv", "--measure", "MD", in: folder)
    let piped = try Magnify.run(
      ["trials", "pool", "-", "--measure", "MD"], in: folder, input: TrialsPoolTests.wide)
    #expect(named.status == 0)
    #expect(piped.output == named.output.replacing("wide.csv", with: "-"))
    let files = ["arms.csv", "contrasts.csv", "trials.csv", "reviews.csv"].map {
      "\(SampleTrials.package)/\($0)"
    }
    let group = ["--group", "pregnancy", "--json"]
    let separate = try Magnify.run(["trials", "effects"] + files + group, in: folder)
    let package = try Magnify.run(
      ["trials", "effects", SampleTrials.package] + group, in: folder)
    #expect(try SampleTrials.rows(separate, "effects").count > 0)
    #expect(
      try SampleTrials.rows(separate, "effects").count
        == SampleTrials.rows(package, "effects").count)
    #expect(try SampleTrials.run("list", "-", "-").status == 64)
  }

  /// Arms of one trial; `#` stands for the row under test.
  private static func arms(_ row: String) -> String {
    "study,outcome,arm,role,n,mean,sd,events,total,percent\n"
      + "a,pain,placebo,comparator,20,5.1,1.2,,,\n\(row)\n"
  }

  @Test(
    "impossible numbers are refused with their place",
    arguments: [
      ("a,pain,drug,treatment,20,,,21,20,", "arms.csv:3:28: error A202"),
      ("a,pain,drug,treatment,20,,,,,101", "arms.csv:3:30: error A207"),
      ("a,pain,drug,treatment,20,4.0,-1.2,,,", "arms.csv:3:30: error A204"),
      ("a,pain,drug,active,20,4.0,1.2,,,", "arms.csv:3:13: error D114"),
      ("a,pain,drug,treatment,20,four,1.2,,,", "arms.csv:3:26: error D104"),
      (",pain,drug,treatment,20,4.0,1.2,,,", "arms.csv:3: error A303"),
    ])
  func refusals(row: String, start: String) throws {
    let folder = try Scratch()
    try folder.write(TrialsTests.arms(row), to: "arms.csv")
    for verb in ["list", "effects", "pool", "stress"] {
      let run = try SampleTrials.run(
        verb, "arms.csv", "--json", "-o", "out.json", in: folder)
      #expect(run.status == 2)
      #expect(run.error.hasPrefix(start), "\(run.error)")
      #expect(folder.contents == ["arms.csv"])
    }
  }

  @Test("a group, an outcome or a file that is not there")
  func absent() throws {
    let group = try SampleTrials.run("pool", SampleTrials.package, "--group", "knees")
    #expect(group.status == 2 && group.output.isEmpty)
    #expect(group.error.contains("error A310: there is no group 'knees'"))
    #expect(group.error.contains("hint: there are idiopathic, "))
    let outcome = try SampleTrials.run("effects", SampleTrials.package, "--outcome", "joy")
    #expect(outcome.status == 2 && outcome.error.contains("there is no outcome 'joy'"))
    let file = try SampleTrials.run("list", "none.csv")
    #expect(file.status == 66 && file.error.contains("F101"))
    let table = try SampleTrials.run(
      "pool", SampleTrials.package, "--format", "csv", "--table", "joy")
    #expect(table.status == 64 && table.error.contains("choose one of studies, pooled"))
  }
}
