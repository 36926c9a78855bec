import Foundation
import TestSupport
import Testing

@Suite("Trials pooled from the command line")
struct TrialsPoolTests {
  private func pool(_ arguments: [String], in folder: Scratch? = nil) throws -> Magnify.Run {
    try Magnify.run(["trials", "pool"] + arguments, in: try folder ?? Scratch())
  }

  /// The page without its line breaks.
  private func words(_ run: Magnify.Run) -> String {
    run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("two trials: the effect and its interval first, the placebo change beside the active one")
  func headline() throws {
    let page = try pool(SampleTrials.idiopathic)
    #expect(page.status == 0 && page.error.isEmpty)
    let text = words(page)
    let title = "cramp frequency · idiopathic · MD in cramps per week · 2 trials · 136 people"
    #expect(
      text.hasPrefix("\(title) Magnesium minus placebo: 0.04 cramps per week (95 % interval "))
    #expect(text.contains("; compatible with anything from 2.18 fewer to 2.03 more."))
    #expect(text.contains("roguinmaor2017 48/46 -3.41 -3.03 -0.38"))
    #expect(text.contains("Bayesian, as stated (speaks first)"))
    #expect(text.contains("refused: it needs 10 studies, there are 2"))
    #expect(!text.contains("excludes an effect"))
    #expect(text.ranges(of: "Not medical advice.").count == 1)
  }

  @Test("found is used, uncontrolled and excluded together")
  func counts() throws {
    for arguments in [SampleTrials.idiopathic, SampleTrials.pregnancy, SampleTrials.restlessLegs] {
      let run = try pool(arguments + ["--json", "-q"])
      let counts = try #require(try SampleTrials.rows(run, "counts").first as? [String: Int?])
      let tables = try ["studies", "uncontrolled", "exclusions"].map {
        try SampleTrials.rows(run, $0).count
      }
      #expect(["used", "uncontrolled", "excluded"].map { counts[$0] ?? 0 } == tables)
      #expect(counts["found"] == tables.reduce(0, +))
      let excluded = try #require(try run.json()["excluded"] as? [[String: String]])
      #expect(excluded.count == tables[1] + tables[2])
    }
  }

  @Test("a pooled pregnancy number says in the same sentence that reviews left the trials unpooled")
  func judgement() throws {
    let run = try pool(SampleTrials.pregnancy)
    let sentence = try #require(words(run).split(separator: "; compatible with").first)
    #expect(sentence.contains("risk ratio 1.54 (95 % interval"))
    #expect(sentence.contains("not poolable (garrison2020, very low certainty;"))
    let stress = try Magnify.run(["trials", "stress"] + SampleTrials.pregnancy, in: try Scratch())
    #expect(words(stress).contains("(risk ratio), although reviews judged the pregnancy trials"))
    // Pooled with others, without naming the group.
    #expect(words(try pool([SampleTrials.package])).contains("judged the pregnancy trials not"))
    #expect(!words(try pool(SampleTrials.idiopathic)).contains("poolable"))
    let rows = try SampleTrials.rows(
      try pool(SampleTrials.pregnancy + ["--json"]), "judgements")
    #expect(rows.first?["review"] as? String == "garrison2020")
  }

  @Test("uncontrolled results stand apart with the sentence about regression to the mean")
  func uncontrolled() throws {
    let run = try pool(SampleTrials.pregnancy)
    #expect(words(run).contains("regression to the mean"))
    let json = try pool(SampleTrials.pregnancy + ["--json"])
    let names = try ["studies", "uncontrolled"].map { table in
      try SampleTrials.rows(json, table).map { $0["study"] as? String }
    }
    #expect(names == [["araujo2020", "lahore2022", "dahle1995"], ["riss_bartl"]])
  }

  @Test("no controlled trial: status 4, a whole envelope, and what there is instead")
  func nothing() throws {
    let page = try pool(SampleTrials.restlessLegs)
    #expect(page.status == 4)
    #expect(words(page).contains("CANNOT TELL. There is no controlled trial of the group rls"))
    #expect(page.output.contains("hornyak1998") && page.output.contains("jadidi2022"))
    let folder = try Scratch()
    let run = try pool(
      SampleTrials.restlessLegs + ["--json", "--save-prior", "p.json"], in: folder)
    #expect(run.status == 4)
    #expect(run.error.contains("error A320: There is no study to pool"))
    #expect(try SampleTrials.rows(run, "pooled").isEmpty)
    #expect(try SampleTrials.rows(run, "uncontrolled").count == 1)
    #expect(folder.contents.isEmpty)
  }

  @Test("one trial speaks for itself")
  func single() throws {
    let text = words(try pool(SampleTrials.single))
    #expect(text.contains("(95 % interval 1.32 fewer to 4.92 more), 1 trial, 38 people"))
    #expect(text.contains("1.80 cramps per 2 weeks"))
    #expect(text.contains("With one trial its own estimate speaks first"))
    #expect(text.contains("equal effects (speaks first)"))
  }

  @Test("an effect that matters: probabilities on both sides, exclusion only where it holds")
  func important() throws {
    let large = words(try pool(SampleTrials.idiopathic + ["--mid", "3"]))
    #expect(
      large.contains(
        "The headline interval excludes an effect larger than 3 fewer, and one larger than 3 more"))
    let small = try pool(SampleTrials.idiopathic + ["--mid", "1", "--json"])
    for row in try SampleTrials.rows(small, "beyond_mid") {
      #expect(row["excluded"] as? Bool == false)
    }
    #expect(!words(try pool(SampleTrials.idiopathic + ["--mid", "1"])).contains("excludes"))
    let ratio = try pool(SampleTrials.pregnancy + ["--mid", "1"])
    #expect(ratio.status == 2 && ratio.error.contains("error A327"))
    let signs = try ["1", "-1"].map {
      try SampleTrials.rows(
        try pool(SampleTrials.idiopathic + ["--mid", $0, "--json"]), "beyond_mid"
      ).map { $0["p_mean"] as? Double }
    }
    #expect(signs[0] == signs[1] && signs[0].count == 2)
  }

  @Test(
    "a wide table with metafor's names gives metafor's numbers",
    .enabled(if: Reference.has("expected/meta-bcg-rr-reml.json")))
  func metafor() throws {
    let folder = try Scratch()
    let path = try #require(Reference.path("data/bcg.csv"))
    try folder.write(try String(contentsOfFile: path, encoding: .utf8), to: "bcg.csv")
    let run = try pool(["bcg.csv", "--measure", "RR", "--json", "-q"], in: folder)
    #expect(run.status == 0 && run.error.isEmpty)
    let expected = try #require(
      try Reference.json("expected/meta-bcg-rr-reml.json")["results"] as? [String: Any])
    let rows = try SampleTrials.rows(run, "pooled")
    for (block, method) in [("z", "wald"), ("knha", "hksj"), ("adhoc", "hksj-floor")] {
      let fit = try #require(expected[block] as? [String: Any])
      let numbers = try #require(fit["coefficients"] as? [String: Any])
      let row = try #require(rows.first { $0["method"] as? String == "reml-\(method)" })
      for (theirs, ours) in [
        ("estimate", "estimate"), ("se", "std_error"), ("ci95_lower", "conf_low"),
        ("ci95_upper", "conf_high"),
      ] {
        let value = try #require((numbers[theirs] as? [Double])?.first)
        let own = try #require(row[ours] as? Double)
        #expect(abs(own - value) < 1e-6 * abs(value), "\(method) \(ours)")
      }
      let low = try #require(row["ratio_low"] as? Double)
      let logarithm = try #require(row["conf_low"] as? Double)
      #expect(abs(low - exp(logarithm)) < 1e-12)
    }
    let heterogeneity = try #require(try SampleTrials.rows(run, "heterogeneity").first)
    let fit = try #require(expected["z"] as? [String: Any])
    for (theirs, ours, factor) in [
      ("tau2", "tau2", 1.0), ("QE", "q", 1), ("I2_percent", "i2", 100), ("H2", "h2", 1),
    ] {
      let value = try #require(fit[theirs] as? Double)
      let own = try #require(heterogeneity[ours] as? Double)
      #expect(abs(factor * own - value) < 1e-6 * value, "\(ours)")
    }
    #expect(try SampleTrials.rows(run, "funnel").count == 3)
  }

  @Test("subgroups give the contrast first, moderators a regression")
  func comparisons() throws {
    let folder = try Scratch()
    try folder.write(TrialsPoolTests.wide, to: "wide.csv")
    let arguments = ["wide.csv", "--by", "dose", "--mods", "age", "--measure", "MD"]
    let page = words(try pool(arguments, in: folder))
    let contrast = try #require(page.firstRange(of: "the contrast first: p "))
    let group = try #require(page.firstRange(of: "low (3) by itself"))
    #expect(contrast.lowerBound < group.lowerBound)
    let run = try pool(arguments + ["--json"], in: folder)
    #expect(run.error.isEmpty)
    let kinds = try SampleTrials.rows(run, "contrasts").map { $0["kind"] as? String }
    #expect(kinds == ["difference", "group", "group"])
    #expect(try SampleTrials.rows(run, "contrast_test").count == 2)
    let terms = try SampleTrials.rows(run, "regression").map { $0["term"] as? String }
    #expect(terms == ["intercept", "age"])
    let one = try pool(["wide.csv", "--by", "unit", "--measure", "MD"], in: folder)
    #expect(one.status == 4 && one.error.contains("error A324"))
    let absent = try pool(["wide.csv", "--by", "colour", "--measure", "MD"], in: folder)
    #expect(absent.status == 2 && absent.error.contains("error D115"))
  }

  /// Six trials that differ by dose.
  static let wide = """
    study,n1,mean1,sd1,n2,mean2,sd2,unit,dose,age
    a,30,2.1,1.0,30,2.9,1.1,cramps per week,low,50
    b,25,2.5,1.2,24,3.0,1.0,cramps per week,low,61
    c,40,1.9,0.9,41,2.2,1.2,cramps per week,low,48
    d,35,1.4,1.1,33,2.8,1.0,cramps per week,high,70
    e,20,1.8,1.3,22,3.1,1.4,cramps per week,high,66
    f,28,1.5,0.8,27,2.7,0.9,cramps per week,high,59

    """

  @Test("the row that was asked for is named beside the headline; other estimators are taken")
  func choices() throws {
    let asked = words(try pool(SampleTrials.pregnancy + ["--ci", "wald"]))
    #expect(asked.contains("random effects (REML), normal (asked for)"))
    let spread = words(try pool(SampleTrials.idiopathic + ["--measure", "lnvr"]))
    #expect(spread.contains("ratio of standard deviations 1.09 (95 % interval"))
    #expect(spread.contains(" VR 95 % interval") && !spread.contains("lnVR 95 %"))
    let other = try pool(SampleTrials.pregnancy + ["--tau", "dl", "--json"])
    let row = try SampleTrials.rows(other, "heterogeneity").first
    #expect(row?["estimator"] as? String == "DL")
    let prior = try pool(SampleTrials.pregnancy + ["--bayes", "hc:0.25", "--json"])
    let options = try #require(try prior.json()["options"] as? [String: Any])
    #expect(options["bayes"] as? String == "hc:0.25")
    for refused in [
      ["--bayes", "hn:0"], ["--bayes", "half"], ["--tau", "mle"], ["--ci", "kr", "--tau", "dl"],
      ["--r-grid", "2"], ["--level", "1"], ["--mid", "0"], ["--measure", "HR"], ["--mods", "a,,b"],
    ] {
      #expect(try pool(SampleTrials.pregnancy + refused).status == 64, "\(refused)")
    }
  }

  @Test("a saved prior is the prediction, the same bytes every time, and not replaced")
  func savedPrior() throws {
    let folder = try Scratch()
    let arguments = SampleTrials.idiopathic + ["--measure", "ROM", "--save-prior"]
    #expect(try pool(arguments + ["a.json"], in: folder).status == 0)
    #expect(try pool(arguments + ["b.json"], in: folder).status == 0)
    let text = try folder.read("a.json")
    #expect(text == (try folder.read("b.json")))
    let prior = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(prior["schema"] as? String == "magnify.prior/1")
    #expect(prior["on"] as? String == "log")
    #expect((prior["note"] as? String)?.contains("log rate ratio") == true)
    #expect((prior["scale"] as? Double ?? 0) > 0)
    #expect(!text.contains(Reference.repository.path))
    #expect(try pool(arguments + ["a.json"], in: folder).status == 73)
    #expect(try folder.read("a.json") == text)
  }
}
