import Foundation
import Testing

@Suite("What a fit writes")
struct FitOutputTests {
  private let folder: Scratch

  init() throws {
    folder = try SampleTrial.folder()
  }

  @Test(
    "the same bytes at one job and at two, with every interval, table and plot",
    arguments: ["json", "table", "md", "csv"], ["profile", "bootstrap"])
  func sameBytes(format: String, intervals: String) throws {
    let runs = try ["1", "2"].map { jobs in
      let folder = try SampleTrial.folder()
      let run = try SampleTrial.fit(
        SampleTrial.slopes,
        [
          "--ci", intervals, "--nsim", "20", "--jobs", jobs, "--format", format, "-o", "result",
          "--plots", "plots", "--save", "fit.json", "--modes",
        ], in: folder)
      #expect(run.status == 0 && run.output.isEmpty, "\(run.error)")
      return try folder.contents.filter { $0 != "plots" }.map { [$0, try folder.read($0)] }
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count == 1 + 2 + (intervals == "profile" ? 9 : 6))
  }

  @Test("another seed gives another bootstrap; without one the seed is not named")
  func seed() throws {
    let runs = try ["1", "2"].map { seed in
      try SampleTrial.fit(
        SampleTrial.formula, ["--ci", "bootstrap", "--nsim", "20", "--seed", seed, "--json"],
        in: folder
      ).json()
    }
    #expect(runs.map { $0["seed"] as? Int } == [1, 2])
    let rows = runs.map { ($0["results"] as? [String: [[String: Any]]])?["fixed_effects"]?[1] }
    #expect(rows[0]?["estimate"] as? Double == rows[1]?["estimate"] as? Double)
    #expect(rows[0]?["conf_low"] as? Double != rows[1]?["conf_low"] as? Double)
    let plain = try SampleTrial.fit(SampleTrial.formula, ["--json"], in: folder).json()
    #expect(plain["seed"] is NSNull)
  }

  @Test("every table can be had as CSV, under both styles of names")
  func tables() throws {
    let asked = ["--anova", "2", "--means", "treatment", "--modes", "--test", SampleTrial.slopes]
    for name in [
      "fixed_effects", "variance_components", "fit", "groups", "anova", "means", "differences",
      "test", "r_squared", "icc", "conditional_modes",
    ] {
      let run = try SampleTrial.fit(
        SampleTrial.formula, asked + ["--format", "csv", "--table", name], in: folder)
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.split(separator: "\n").count > 1, "\(name)")
    }
    let broom = try SampleTrial.fit(
      SampleTrial.formula, ["--format", "csv", "--names", "broom"], in: folder)
    #expect(
      broom.output.hasPrefix("term,estimate,std.error,df,statistic,p.value,conf.low,conf.high\n"))
    let unasked = try SampleTrial.fit(
      SampleTrial.formula, ["--format", "csv", "--table", "anova"], in: folder)
    #expect(unasked.status == 64 && unasked.error.contains("--anova"))
  }

  @Test("Markdown has the tables and escapes what it would act upon")
  func markdown() throws {
    let text = try SampleTrial.fit(SampleTrial.formula, ["--format", "md"], in: folder).output
    #expect(text.hasPrefix("# cramps\\_per\\_week \\~ treatment"))
    #expect(text.contains("| treatment\\[magnesium\\] | -1.00 | 0.29 |"))
  }

  @Test("plots have their rows, specification and drawing, for the person's eyes only")
  func plots() throws {
    let run = try SampleTrial.fit(
      SampleTrial.slopes, ["--ci", "profile", "--plots", "plots", "-q"], in: folder)
    #expect(run.status == 0 && run.error.isEmpty)
    for name in ["caterpillar", "profile", "residuals"] {
      for ending in ["csv", "svg", "vl.json"] {
        #expect(try folder.permissions(of: "plots/\(name).\(ending)") == 0o600)
      }
    }
    let modes = try folder.read("plots/caterpillar.csv").split(separator: "\n")
    #expect(modes.count == 1 + 48)
    let residuals = try folder.read("plots/residuals.csv").split(separator: "\n")
    #expect(residuals.count == 1 + 96)
    let refused = try SampleTrial.fit(SampleTrial.slopes, ["--plots", "plots"], in: folder)
    #expect(refused.status == 73 && refused.output.isEmpty)
  }

  @Test("a saved fit predicts what the fit itself does, and is not replaced without --force")
  func saved() throws {
    for formula in [
      SampleTrial.slopes, "cramps_per_week ~ treatment * period", SampleTrial.formula,
    ] {
      let fit = try SampleTrial.fit(
        formula, ["--save", "fit.json", "--plots", "plots", "--force"], in: folder)
      #expect(fit.status == 0, "\(fit.error)")
      let run = try Magnify.run(
        ["predict", "fit.json", "trial.csv", "--format", "csv"], in: folder)
      #expect(run.status == 0, "\(run.error)")
      let predicted = run.output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[1]
      }
      let fitted = try folder.read("plots/residuals.csv").split(separator: "\n").dropFirst().map {
        $0.split(separator: ",")[1]
      }
      #expect(predicted.count == 96 && Array(predicted) == Array(fitted))
    }
    let refused = try SampleTrial.fit(SampleTrial.formula, ["--save", "fit.json"], in: folder)
    #expect(refused.status == 73 && refused.error.contains("'fit.json' exists already"))
    let data = try SampleTrial.fit(
      SampleTrial.formula, ["--save", "trial.csv", "--force"], in: folder)
    #expect(data.status == 64 && data.error.contains("it would be replaced"))
    #expect(try folder.read("trial.csv") == SampleTrial.text())
  }

  @Test("the data can come from standard input")
  func standardInput() throws {
    let verb = ["fit", SampleTrial.formula, "-"] + SampleTrial.levels
    let piped = try Magnify.run(verb, in: folder, input: try SampleTrial.text())
    #expect(piped.output == (try SampleTrial.fit(in: folder).output))
  }
}
