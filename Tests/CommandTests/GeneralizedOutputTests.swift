import Foundation
import Testing

@Suite("What a fit of counts and events writes")
struct GeneralizedOutputTests {
  private let folder: Scratch

  init() throws {
    folder = try SampleDiaries.folder()
  }

  @Test(
    "the same bytes at one job and at two, with checks, every table and plot",
    arguments: ["json", "table", "md", "csv"])
  func sameBytes(format: String) throws {
    let runs = try ["1", "2"].map { jobs in
      let folder = try SampleDiaries.folder(people: 6)
      let run = try SampleDiaries.fit(
        SampleDiaries.counts, family: "nb2",
        [
          "--checks", "--jobs", jobs, "--format", format, "-o", "result", "--plots", "plots",
          "--save", "fit.json", "--modes", "--means", "treatment",
        ], in: folder)
      #expect(run.status == 0 && run.output.isEmpty, "\(run.error)")
      return try folder.contents.filter { $0 != "plots" }.map { [$0, try folder.read($0)] }
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count == 1 + 2 + 6)
  }

  @Test(
    "profile and bootstrap intervals: the same bytes at one job and at two",
    arguments: ["profile", "bootstrap"])
  func intervals(kind: String) throws {
    let runs = try ["1", "2"].map { jobs in
      let folder = try SampleDiaries.folder(people: 6)
      let run = try SampleDiaries.fit(
        SampleDiaries.counts, family: "nb2",
        [
          "--ci", kind, "--nsim", "30", "--jobs", jobs, "--json", "-o", "result", "--plots",
          "plots",
        ], in: folder)
      #expect(run.status == 0 && run.output.isEmpty, "\(run.error)")
      return try folder.contents.filter { $0 != "plots" }.map { [$0, try folder.read($0)] }
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count == 1 + 1 + (kind == "profile" ? 9 : 6))
    let text = try #require(runs[0].first { $0[0] == "result" })[1]
    let envelope = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(envelope["seed"] as? Int == (kind == "bootstrap" ? 1 : nil))
    let results = try #require(envelope["results"] as? [String: [[String: Any]]])
    let wald = try #require(
      try SampleDiaries.fit(
        SampleDiaries.counts, family: "nb2", ["--json"],
        in: try SampleDiaries.folder(people: 6)
      ).json()["results"] as? [String: [[String: Any]]])
    for (name, count) in [("fixed_effects", 2), ("variance_components", 1), ("dispersion", 2)] {
      let rows = try #require(results[name])
      #expect(rows.count == count)
      for (row, other) in zip(rows, try #require(wald[name])) {
        let estimate = try #require(row["estimate"] as? Double)
        let low = try #require(row["conf_low"] as? Double)
        let high = try #require(row["conf_high"] as? Double)
        #expect(low < high && (kind == "bootstrap" || (low < estimate && estimate < high)))
        #expect(estimate == other["estimate"] as? Double && low != other["conf_low"] as? Double)
      }
    }
  }

  @Test("another seed gives other checks and quantile residuals, and the same estimates")
  func seed() throws {
    let runs = try ["1", "2"].map { seed in
      let plots = "plots\(seed)"
      let run = try SampleDiaries.fit(
        ["--checks", "--seed", seed, "--json", "--plots", plots], in: folder)
      return (try run.json(), try folder.read("\(plots)/residuals.csv"))
    }
    #expect(runs.map { $0.0["seed"] as? Int } == [1, 2])
    #expect(runs[0].1 != runs[1].1)
    let tables = runs.compactMap { $0.0["results"] as? [String: [[String: Any]]] }
    func number(_ table: String, _ row: Int, _ column: String) -> [Double?] {
      tables.map { $0[table]?[row][column] as? Double }
    }
    let estimates = number("fixed_effects", 1, "estimate")
    #expect(estimates[0] != nil && estimates[0] == estimates[1])
    let expected = number("checks", 1, "expected")
    #expect(expected[0] != nil && expected[0] != expected[1])
    #expect(try SampleDiaries.fit(["--json"], in: folder).json()["seed"] is NSNull)
  }

  @Test("every table can be had as CSV, under both styles of names")
  func tables() throws {
    let away = try SampleDiaries.folder(people: 6, awayNights: true)
    let zeros = ["--zero-inflation", "~ 1"]
    let asked: [(family: String, arguments: [String], tables: [String])] = [
      ("poisson", [], ["fixed_effects", "variance_components", "fit", "groups"]),
      ("nb2", zeros, ["zero_inflation", "dispersion"]),
      ("poisson", ["--correlation", "ar1(night | person)"], ["series"]),
      ("poisson", ["--checks"], ["checks", "r_squared", "icc"]),
      ("poisson", ["--means", "treatment"], ["means", "differences"]),
      ("poisson", ["--anova", "2"], ["anova"]), ("poisson", ["--modes"], ["conditional_modes"]),
      ("poisson", ["--test", "cramps ~ (1 | person)"], ["test"]),
    ]
    for item in asked {
      for name in item.tables {
        let run = try SampleDiaries.fit(
          family: item.family, item.arguments + ["--format", "csv", "--table", name], in: away)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.split(separator: "\n").count > 1, "\(name)")
      }
    }
    let broom = try SampleDiaries.fit(["--format", "csv", "--names", "broom"], in: folder)
    #expect(
      broom.output.hasPrefix(
        "term,estimate,std.error,df,statistic,p.value,conf.low,conf.high,ratio,ratio_low,ratio_high\n"
      ))
  }

  @Test("Markdown has the tables and escapes what it would act upon")
  func markdown() throws {
    let text = try SampleDiaries.fit(["--format", "md"], in: folder).output
    #expect(text.hasPrefix("# cramps \\~ treatment"))
    #expect(text.contains("| treatment\\[magnesium\\] | 0.763 |"))
  }

  @Test("plots: modes, and residuals that are normal where the model is true")
  func plots() throws {
    let run = try SampleDiaries.fit(["--plots", "plots", "-q"], in: folder)
    #expect(run.status == 0 && run.error.isEmpty)
    for name in ["caterpillar", "residuals"] {
      for ending in ["csv", "svg", "vl.json"] {
        #expect(try folder.permissions(of: "plots/\(name).\(ending)") == 0o600)
      }
    }
    #expect(try folder.read("plots/caterpillar.csv").split(separator: "\n").count == 1 + 12)
    let residuals = try folder.read("plots/residuals.csv").split(separator: "\n").dropFirst()
      .compactMap { Double($0.split(separator: ",")[2]) }
    let mean = residuals.reduce(0, +) / Double(residuals.count)
    let variance = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 649
    #expect(residuals.count == 650 && abs(mean) < 0.15 && abs(variance - 1) < 0.4)
  }

  @Test(
    "a saved fit predicts what the fit itself does",
    arguments: [
      (SampleDiaries.counts, "poisson", []),
      ("cramps ~ treatment + (1 + treatment | person)", "nb2", ["--zero-inflation", "~ 1"]),
      (SampleDiaries.nights, "binomial", []),
    ])
  func saved(formula: String, family: String, arguments: [String]) throws {
    let folder = try SampleDiaries.folder(awayNights: !arguments.isEmpty)
    let fit = try SampleDiaries.fit(
      formula, family: family, arguments + ["--save", "fit.json", "--plots", "plots"], in: folder)
    #expect(fit.status == 0, "\(fit.error)")
    let run = try Magnify.run(
      ["predict", "fit.json", "diaries.csv", "--format", "csv"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    func column(_ text: String, _ index: Int) -> [Double] {
      text.split(separator: "\n").dropFirst().compactMap {
        Double($0.split(separator: ",", omittingEmptySubsequences: false)[index])
      }
    }
    let (predicted, fitted) = (
      column(run.output, 1), column(try folder.read("plots/residuals.csv"), 1)
    )
    #expect(predicted.count == 650 && fitted.count == 650)
    #expect(zip(predicted, fitted).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) })
  }

  @Test("predictions on both scales, for the population, averaged, with intervals")
  func predictions() throws {
    #expect(try SampleDiaries.fit(["--save", "fit.json"], in: folder).status == 0)
    try folder.write("treatment,person\nplacebo,P99\nmagnesium,P99\n", to: "new.csv")
    func rows(_ arguments: String...) throws -> [[String: Any]] {
      let run = try Magnify.run(
        ["predict", "fit.json", "new.csv", "--target", "population", "--json"] + arguments,
        in: folder)
      #expect(run.status == 0, "\(run.error)")
      return try #require(
        (try run.json()["results"] as? [String: [[String: Any]]])?["predictions"])
    }
    func numbers(_ rows: [[String: Any]], _ name: String = "estimate") -> [Double] {
      rows.compactMap { $0[name] as? Double }
    }
    let (mean, link) = (try rows("--interval", "mean"), try rows("--scale", "link"))
    #expect(zip(numbers(mean), numbers(link)).allSatisfy { abs($0 - exp($1)) < 1e-12 * $0 })
    #expect(numbers(link).count == 2)
    // Of a log link the mean over a normal intercept is exp(SD^2 / 2) times that in the middle.
    let factor = exp(0.509725637391 * 0.509725637391 / 2)
    let averaged = numbers(try rows("--average"))
    #expect(zip(averaged, numbers(mean)).allSatisfy { abs($0 / $1 - factor) < 1e-4 })
    #expect(zip(numbers(mean, "conf_low"), numbers(mean)).allSatisfy { $0 < $1 })
    let observed = try rows("--interval", "observation")
    let ends = numbers(observed, "conf_low") + numbers(observed, "conf_high")
    #expect(ends.count == 4 && ends.allSatisfy { $0 == $0.rounded() })
    let page = try Magnify.run(
      ["predict", "fit.json", "new.csv", "--target", "population", "--average"], in: folder
    ).output
    #expect(page.contains("the mean averaged over all groups"))
  }

  @Test("a latent series is told to be 0 in new rows")
  func series() throws {
    let arguments = ["--correlation", "ar1(night | person)", "--save", "fit.json"]
    #expect(try SampleDiaries.fit(arguments, in: folder).status == 0)
    try folder.write("treatment,person\nplacebo,P01\n", to: "new.csv")
    let verb = ["predict", "fit.json", "new.csv"]
    let page = try Magnify.run(verb, in: folder)
    #expect(page.status == 0 && page.output.contains("(M142)"), "\(page.error)")
    let findings = try Magnify.run(verb + ["--json"], in: folder).json()["findings"]
    #expect((findings as? [[String: Any]])?.first?["code"] as? String == "M142")
  }
}
