import Foundation
import TestSupport
import Testing

@Suite("What a fit says")
struct FitTests {
  private let folder: Scratch

  init() throws {
    folder = try SampleTrial.folder()
  }

  private func results(
    _ formula: String = SampleTrial.formula, _ arguments: [String] = []
  ) throws -> [String: [[String: Any]]] {
    let run = try SampleTrial.fit(formula, arguments + ["--json"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    return try #require(try run.json()["results"] as? [String: [[String: Any]]])
  }

  private func number(_ row: [String: Any], _ name: String) throws -> Double {
    try #require(row[name] as? Double, "\(name)")
  }

  private func isNear(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(value - expected) <= tolerance * max(1, abs(expected))
  }

  /// lmerTest 3.1-3: summary(lmer(cramps_per_week ~ treatment + period + (1 | person))).
  @Test("the estimates are those of lmerTest")
  func estimates() throws {
    let results = try results()
    let rows = try #require(results["fixed_effects"])
    #expect(
      rows.map { $0["term"] as? String } == ["(Intercept)", "treatment[magnesium]", "period"])
    let expected = [
      ["estimate": 8, "std_error": 0.611887779966961, "df": 77.3073133138935],
      ["estimate": -0.99583333333334, "std_error": 0.289158429617716, "df": 70],
      ["estimate": -1.10416666666669, "std_error": 0.289158429617716, "df": 70],
    ]
    for (row, values) in zip(rows, expected) {
      for (name, value) in values { #expect(isNear(try number(row, name), value), "\(name)") }
    }
    #expect(isNear(try number(rows[1], "p_value"), 9.72343649512329e-4))
    let components = try #require(results["variance_components"])
    #expect(components.map { $0["group"] as? String } == ["person", "residual"])
    #expect(isNear(try number(components[0], "estimate"), 1.86207634024403))
    #expect(isNear(try number(components[1], "estimate"), 1.41658121477577))
    let fit = try #require(results["fit"]?.first)
    #expect(isNear(try number(fit, "deviance"), 387.188134109228, 1e-9))
    #expect(isNear(try number(fit, "aic"), 397.188134109228, 1e-9))
    #expect(isNear(try number(fit, "bic"), 410.009875066567, 1e-9))
    #expect(fit["criterion"] as? String == "REML" && fit["n_obs"] as? Int == 96)
    #expect(fit["singular"] as? Bool == false && fit["converged"] as? Bool == true)
    #expect(results["groups"]?.first?["levels"] as? Int == 24)
  }

  @Test("the example in the help, and the one beside the data, run as they stand")
  func examples() throws {
    let root = Reference.repository
    let readme = try String(
      contentsOf: root.appendingPathComponent("Datasets/crossover-trial/README.md"), encoding: .utf8
    )
    for text in [try Magnify.run(["fit", "--help"], in: folder).output, readme] {
      let start = try #require(text.range(of: "magnify fit '"))
      let example = text[start.lowerBound...].components(separatedBy: "\n\n")[0]
      let line = example.replacingOccurrences(of: "magnify fit", with: "\"$MAGNIFY\" fit")
      let run = try Magnify.shell("cd '\(root.path)' && \(line)", in: folder)
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.contains("magnesium against placebo (treatment): 1.00 lower"))
    }
  }

  @Test("the shipped trial says that it is simulated, and has the columns it promises")
  func shipped() throws {
    let folder = Reference.repository.appendingPathComponent("Datasets/crossover-trial")
    let text = try String(
      contentsOf: folder.appendingPathComponent("datapackage.json"), encoding: .utf8)
    let package = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect((package["description"] as? String)?.hasPrefix("SIMULATED") == true)
    let resource = try #require((package["resources"] as? [[String: Any]])?.first)
    let fields = (resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]]
    let header = try SampleTrial.text().split(separator: "\n")[0]
    #expect(fields?.compactMap { $0["name"] as? String }.joined(separator: ",") == String(header))
  }

  @Test("the page begins with the effects in words, their intervals beside them")
  func page() throws {
    let text = try SampleTrial.fit(in: folder).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[0] == "\(SampleTrial.formula) · linear mixed model · 96 rows · 24 levels of person")
    #expect(
      text.contains(
        """
          Effects on cramps_per_week:
          - magnesium against placebo (treatment): 1.00 lower (95 % interval: from 1.57
            lower to 0.42 lower)
          - period: 1.10 lower per unit (95 % interval: from 1.68 lower to 0.53 lower)

        """))
    #expect(text.contains("treatment[magnesium]     -1.00        0.29    70  -3.44"))
    #expect(text.contains("Levels of treatment in order: placebo, magnesium"))
    #expect(text.contains("Not singular"))
    for word in ["significan", "proven", "no effect", "trend towards"] {
      #expect(!text.lowercased().contains(word))
    }
  }

  @Test("without --levels the levels come in order of appearance, and the page says so")
  func levels() throws {
    let trial = try folder.read("trial.csv").split(separator: "\n")
    let swapped = [trial[0]] + trial.dropFirst().reversed()
    try folder.write(swapped.joined(separator: "\n") + "\n", to: "swapped.csv")
    let run = try Magnify.run(["fit", SampleTrial.formula, "swapped.csv"], in: folder)
    let first = swapped[1].split(separator: ",")[3]
    let other = first == "placebo" ? "magnesium" : "placebo"
    #expect(run.output.contains("Levels of treatment in order: \(first), \(other)"))
  }

  @Test("tables that were asked for are there, and only those")
  func asked() throws {
    let plain = try results()
    let always = [
      "fixed_effects", "variance_components", "fit", "groups", "r_squared", "icc", "wording",
      "figures",
    ]
    #expect(Set(plain.keys) == Set(always))
    let full = try results(
      SampleTrial.slopes,
      [
        "--anova", "3", "--means", "treatment", "--modes", "--timings", "--test",
        SampleTrial.formula,
      ])
    #expect(
      Set(full.keys)
        == Set(
          always + ["anova", "means", "differences", "test", "conditional_modes", "timings"]))
    #expect(full["conditional_modes"]?.count == 48)
    #expect(full["means"]?.map { $0["level"] as? String } == ["placebo", "magnesium"])
    let difference = try #require(full["differences"]?.first)
    let effect = try #require(full["fixed_effects"]?[1])
    #expect(isNear(try number(difference, "estimate"), -(try number(effect, "estimate")), 1e-9))
    #expect(isNear(try number(difference, "df"), try number(effect, "df"), 1e-6))
    let tests = try #require(full["anova"])
    #expect(tests.map { $0["term"] as? String } == ["treatment", "period"])
    let statistic = try number(effect, "statistic")
    #expect(isNear(try number(tests[0], "statistic"), statistic * statistic))
    let compared = try #require(full["test"])
    #expect(compared.map { $0["n_parameters"] as? Int } == [5, 7])
    #expect(compared[1]["df"] as? Int == 2 && compared[0]["df"] is NSNull)
  }

  /// R: anova(lmer(… ~ period + (1 | person), REML = FALSE), lmer(… ~ treatment + …)).
  @Test("a likelihood-ratio test is that of R, whichever model is named first")
  func likelihoodRatio() throws {
    let smaller = "cramps_per_week ~ period + (1 | person)"
    for (first, second) in [(SampleTrial.formula, smaller), (smaller, SampleTrial.formula)] {
      let rows = try #require(try results(first, ["--ml", "--test", second])["test"])
      #expect(rows.map { $0["formula"] as? String } == [smaller, SampleTrial.formula])
      #expect(isNear(try number(rows[1], "statistic"), 397.1588731005 - 385.8893705531, 1e-8))
      #expect(isNear(try number(rows[1], "p_value"), 0.00078791, 1e-7))
    }
  }

  @Test("profile intervals hold the estimates, for variances too")
  func profile() throws {
    let results = try results(SampleTrial.slopes, ["--ci", "profile"])
    for row in try #require(results["fixed_effects"]) {
      let estimate = try number(row, "estimate")
      #expect(try number(row, "conf_low") < estimate && estimate < number(row, "conf_high"))
    }
    let components = try #require(results["variance_components"])
    #expect(components.map { $0["kind"] as? String } == ["sd", "corr", "sd", "sd"])
    for row in components where row["kind"] as? String == "sd" {
      #expect(try number(row, "conf_low") < number(row, "conf_high"))
    }
  }

  @Test("a model without random effects is exact, whatever degrees of freedom are asked for")
  func plain() throws {
    for method in ["satterthwaite", "kenward-roger", "containment"] {
      let rows = try results("cramps_per_week ~ treatment", ["--df", method])["fixed_effects"]
      #expect(rows?.map { $0["df"] as? Double } == [94, 94])
    }
    let normal = try results("cramps_per_week ~ treatment", ["--df", "none"])["fixed_effects"]
    #expect(normal?.allSatisfy { $0["df"] is NSNull } == true)
    let text = try SampleTrial.fit("cramps_per_week ~ treatment", in: folder).output
    #expect(text.hasPrefix("cramps_per_week ~ treatment · linear model · 96 rows\n"))
  }

  @Test("a singular fit, dropped columns and left out rows are told")
  func state() throws {
    var lines = try folder.read("trial.csv").split(separator: "\n").map(String.init)
    lines = lines.enumerated().map { $0 == 0 ? "\($1),copy,half" : "\($1),\($0),\($0 % 2)" }
    lines[5] = "P02,AB,1,placebo,1,13,,5,1"
    try folder.write(lines.joined(separator: "\n") + "\n", to: "trial.csv")
    let dropped = try SampleTrial.fit(
      "cramps_per_week ~ copy + I(2 * copy) + (1 | half)", in: folder)
    #expect(dropped.status == 0, "\(dropped.error)")
    let words = dropped.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("The random effects of half have a singular covariance: no variance"))
    #expect(words.contains("since earlier columns determine them: 'I(2 * copy)'"))
    #expect(words.contains("1 of 96 rows were left out, a value is missing: "))
    #expect(words.contains("Half has only 2 levels") && words.contains("(M412)"))
    #expect(!words.contains("Not singular"))
    let run = try SampleTrial.fit("cramps_per_week ~ copy", ["--json"], in: folder)
    let envelope = try run.json()
    let excluded = try #require(envelope["excluded"] as? [[String: String]])
    #expect(excluded == [["what": "1 row", "reason": "no value of cramps_per_week"]])
    let input = try #require((envelope["inputs"] as? [[String: Any]])?.first)
    #expect(input["rows_read"] as? Int == 96 && input["rows_used"] as? Int == 95)
  }

  @Test("every option that decides the answer stands in the envelope")
  func options() throws {
    let run = try SampleTrial.fit(
      SampleTrial.formula,
      [
        "--ml", "--weights", "nights", "--contrasts", "treatment=sum", "--df", "none", "--level",
        "0.9", "--json",
      ], in: folder)
    let options = try #require(try run.json()["options"] as? [String: Any])
    #expect(options["criterion"] as? String == "ML" && options["weights"] as? String == "nights")
    #expect(options["contrasts"] as? [String: String] == ["treatment": "sum"])
    #expect(options["levels"] as? [String: [String]] == ["treatment": ["placebo", "magnesium"]])
    #expect(options["df"] as? String == "none" && options["information"] is NSNull)
    #expect(options["level"] as? Double == 0.9 && options["ci"] as? String == "wald")
  }
}
