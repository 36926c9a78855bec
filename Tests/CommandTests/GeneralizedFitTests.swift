import Foundation
import TestSupport
import Testing

@Suite("What a fit of counts and events says")
struct GeneralizedFitTests {
  private typealias Rows = [[String: Any]]
  private let folder: Scratch

  init() throws {
    folder = try SampleDiaries.folder()
  }

  private func results(
    _ formula: String = SampleDiaries.counts, family: String = "poisson",
    _ arguments: [String] = []
  ) throws -> [String: Rows] {
    let run = try SampleDiaries.fit(formula, family: family, arguments + ["--json"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    return try #require(try run.json()["results"] as? [String: Rows])
  }

  private func number(_ row: [String: Any]?, _ name: String) throws -> Double {
    try #require(row?[name] as? Double, "\(name)")
  }

  private func isNear(_ value: Double, _ expected: Double, _ tolerance: Double = 2e-5) -> Bool {
    abs(value - expected) <= tolerance * max(1, abs(expected))
  }

  /// R: glmer(cramps ~ treatment + (1 | person), poisson) of lme4, standard
  /// errors of glmmTMB; the first 12 persons.
  @Test("the estimates of counts are those of lme4, and their ratios beside them")
  func counts() throws {
    let results = try results()
    let rows = try #require(results["fixed_effects"])
    #expect(rows.map { $0["term"] as? String } == ["(Intercept)", "treatment[magnesium]"])
    #expect(isNear(try number(rows[0], "estimate"), 0.448661837780))
    #expect(isNear(try number(rows[1], "estimate"), -0.270988180954))
    #expect(isNear(try number(rows[1], "std_error"), 0.0631874560525, 1e-6))
    for (ratio, name) in [
      ("ratio", "estimate"), ("ratio_low", "conf_low"), ("ratio_high", "conf_high"),
    ] {
      #expect(isNear(try number(rows[1], ratio), exp(try number(rows[1], name)), 1e-14))
      #expect(rows[0][ratio] is NSNull)
    }
    let components = try #require(results["variance_components"])
    #expect(components.count == 1 && components[0]["group"] as? String == "person")
    #expect(isNear(try number(components[0], "estimate"), 0.509725637391))
    #expect(
      try number(components[0], "conf_low") < 0.51 && number(components[0], "conf_high") > 0.51)
    let fit = try #require(results["fit"]?.first)
    #expect(isNear(try number(fit, "log_likelihood"), -1064.53877481, 1e-9))
    #expect(isNear(try number(fit, "aic"), 2135.07754962, 1e-9))
    #expect(isNear(try number(fit, "bic"), 2148.50846671, 1e-9))
    #expect(fit["n_obs"] as? Int == 650 && fit["n_parameters"] as? Int == 3)
    #expect(fit["link"] as? String == "log" && fit["integration"] as? String == "laplace")
    #expect(fit["converged"] as? Bool == true && (fit["boundaries"] as? [String])?.isEmpty == true)
    #expect(
      Set(results.keys)
        == ["fixed_effects", "variance_components", "fit", "groups", "wording", "figures"])
  }

  /// R: glmer(cramp_night == "yes" ~ treatment + (1 | person), binomial) in the same way.
  @Test("yes counts as the event, and the odds ratio is that of lme4")
  func events() throws {
    let results = try results(SampleDiaries.nights, family: "binomial")
    let rows = try #require(results["fixed_effects"])
    #expect(isNear(try number(rows[0], "estimate"), 1.207960170321))
    #expect(isNear(try number(rows[1], "estimate"), -0.556023668222))
    #expect(isNear(try number(rows[1], "std_error"), 0.183347115275, 1e-6))
    #expect(isNear(try number(rows[1], "ratio"), exp(-0.556023668222)))
    #expect(isNear(try number(results["variance_components"]?.first, "estimate"), 0.896815918921))
    #expect(
      isNear(try number(results["fit"]?.first, "log_likelihood"), -370.421882854, 1e-9))
    let page = try SampleDiaries.fit(SampleDiaries.nights, family: "binomial", in: folder).output
    let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("magnesium against placebo (treatment): odds ratio 0.57 (95 % interval"))
    #expect(words.contains("'yes' counts as the event of 'cramp_night', 'no' does not"))
    #expect(words.contains("odds ratios between averages over the levels lie nearer to 1"))
    let turned = try Magnify.run(
      ["fit", SampleDiaries.nights, "diaries.csv", "--family", "binomial", "--json"]
        + SampleDiaries.levels + ["--levels", "cramp_night=yes,no"], in: folder)
    let other = (try turned.json()["results"] as? [String: Rows])?["fixed_effects"]
    #expect(isNear(try number(other?[1], "ratio"), 1 / exp(-0.556023668222)))
  }

  @Test("the page begins with the effects in words, their intervals beside them")
  func page() throws {
    let text = try SampleDiaries.fit(in: folder).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[0]
        == "\(SampleDiaries.counts) · mixed Poisson model with log link · 650 rows · 12 levels of person"
    )
    #expect(
      text.contains(
        """
          Effects on cramps:
          - magnesium against placebo (treatment): rate ratio 0.763 (95 % interval: from

        """.dropLast()))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("a rate 24 % lower"))
    #expect(words.contains("Effects hold within one level of person"))
    #expect(
      words.contains("Dispersion: the variance of a count is its mean given the random effects"))
    #expect(words.contains("Log likelihood -1064.5, AIC 2135.1, BIC 2148.5 with 3 parameters."))
    #expect(words.contains("integrated out by Laplace's approximation (observed curvature)"))
    #expect(words.contains("Levels of treatment in order: placebo, magnesium"))
    for word in ["significan", "proven", "no effect", "trend towards"] {
      #expect(!text.lowercased().contains(word))
    }
  }

  @Test("the shipped example runs as it stands and finds the rate ratio the diaries were made with")
  func shipped() throws {
    let root = Reference.repository
    let help = try Magnify.run(["fit", "--help"], in: folder).output
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    for (text, lead) in [(help, "Counts:"), (readme, "## Counts and yes/no nights")] {
      let part = text[try #require(text.range(of: lead)).upperBound...]
      let start = try #require(part.range(of: "magnify fit '"))
      let example = part[start.lowerBound...].components(separatedBy: "\n\n")[0]
      let line = example.replacingOccurrences(of: "magnify fit", with: "\"$MAGNIFY\" fit")
      let run = try Magnify.shell("cd '\(root.path)' && \(line) --json", in: folder)
      #expect(run.status == 0, "\(run.error)")
      let results = try #require(try run.json()["results"] as? [String: Rows])
      let effect = try #require(results["fixed_effects"]?.last)
      // By construction; see the README of the diaries.
      #expect(try number(effect, "ratio_low") < 0.75 && 0.75 < number(effect, "ratio_high"))
      let series = try #require(results["series"])
      #expect(series.map { $0["kind"] as? String } == ["sd", "corr"])
      #expect(try number(series[0], "conf_low") < 0.5 && 0.5 < number(series[0], "conf_high"))
      #expect(try number(series[1], "conf_low") < 0.4 && 0.4 < number(series[1], "conf_high"))
    }
  }

  @Test(
    "every family, link and way of integrating reaches the fit",
    arguments: [
      ["poisson", "--link", "sqrt"], ["poisson", "--agq", "0"], ["poisson", "--agq", "7"],
      ["nb1"], ["nb2"], ["nb2", "--curvature", "expected"], ["poisson", "--zero-inflation", "~ 1"],
      ["poisson", "--zero-inflation", "~ treatment"],
    ])
  func variants(arguments: [String]) throws {
    let folder = try SampleDiaries.folder(people: 6, awayNights: true)
    func tables(_ family: String, _ more: [String]) throws -> [String: Rows] {
      let run = try SampleDiaries.fit(family: family, more + ["--json"], in: folder)
      #expect(run.status == 0, "\(run.error)")
      return try #require(try run.json()["results"] as? [String: Rows])
    }
    let results = try tables(arguments[0], Array(arguments.dropFirst()))
    let plain = try #require(try tables("poisson", [])["fit"]?.first)
    let fit = try #require(results["fit"]?.first)
    #expect(fit["family"] as? String == arguments[0])
    let parameters = try #require(fit["n_parameters"] as? Int)
    switch arguments.dropFirst().first {
    case "--link":
      #expect(fit["link"] as? String == "sqrt" && parameters == 3)
      #expect(results["fixed_effects"]?[1]["ratio"] is NSNull)
    case "--agq":
      #expect(fit["nodes"] as? Int == Int(arguments[2]))
      #expect(fit["integration"] as? String == (arguments[2] == "0" ? "fast" : "gauss-hermite"))
      #expect(try number(fit, "deviance") != number(plain, "deviance"))
    case "--zero-inflation":
      let rows = try #require(results["zero_inflation"])
      #expect(rows.count == (arguments[2] == "~ 1" ? 1 : 2) && parameters == 3 + rows.count)
      #expect(try number(fit, "deviance") <= number(plain, "deviance") + 1e-6)
    default:
      let names = try #require(results["dispersion"]).map { $0["kind"] as? String }
      #expect(names == (arguments[0] == "nb2" ? ["alpha", "theta"] : ["alpha"]) && parameters == 4)
      #expect(try number(fit, "deviance") <= number(plain, "deviance") + 1e-6)
      #expect(fit["curvature"] as? String == (arguments.count > 1 ? "expected" : "observed"))
    }
  }

  @Test("events among trials are the same model as their nights one by one")
  func trials() throws {
    var events: [String: (yes: Int, all: Int)] = [:]
    var order: [String] = []
    for line in try SampleDiaries.lines().dropFirst() {
      let cells = line.split(separator: ",")
      let key = "\(cells[0]),\(cells[3])"
      if events[key] == nil { order.append(key) }
      let known = events[key] ?? (0, 0)
      events[key] = (known.yes + (cells[5] == "yes" ? 1 : 0), known.all + 1)
    }
    let rows = order.compactMap { key in events[key].map { "\(key),\($0.yes),\($0.all)" } }
    try folder.write(
      (["person,treatment,yes,all"] + rows).joined(separator: "\n") + "\n", to: "counts.csv")
    let run = try Magnify.run(
      [
        "fit", "yes ~ treatment + (1 | person)", "counts.csv", "--family", "binomial", "--trials",
        "all", "--json",
      ] + SampleDiaries.levels, in: folder)
    #expect(run.status == 0, "\(run.error)")
    let grouped = try #require((try run.json()["results"] as? [String: Rows])?["fixed_effects"])
    let single = try #require(
      try results(SampleDiaries.nights, family: "binomial")["fixed_effects"])
    for (a, b) in zip(grouped, single) {
      #expect(isNear(try number(a, "estimate"), try number(b, "estimate")))
      #expect(isNear(try number(a, "std_error"), try number(b, "std_error"), 1e-4))
    }
  }

  @Test("what was asked for is there: terms, means, ratios, checks, modes, a smaller model")
  func asked() throws {
    let results = try results(
      SampleDiaries.counts,
      [
        "--anova", "3", "--means", "treatment", "--modes", "--timings", "--checks", "--test",
        "cramps ~ (1 | person)",
      ])
    let effect = try #require(results["fixed_effects"]?[1])
    let term = try #require(results["anova"]?.first)
    let z = try number(effect, "statistic")
    #expect(term["term"] as? String == "treatment" && term["df"] as? Int == 1)
    #expect(isNear(try number(term, "statistic"), z * z, 1e-9))
    let means = try #require(results["means"])
    #expect(means.map { $0["scale"] as? String } == ["response", "response", "link", "link"])
    #expect(isNear(try number(means[0], "estimate"), exp(try number(means[2], "estimate")), 1e-12))
    let differences = try #require(results["differences"])
    #expect(differences.map { $0["scale"] as? String } == ["ratio", "link"])
    #expect(isNear(try number(differences[0], "estimate"), 1 / (try number(effect, "ratio")), 1e-9))
    // R: anova(m0, m).
    let test = try #require(results["test"]?.last)
    #expect(isNear(try number(test, "statistic"), 18.55584, 1e-6) && test["df"] as? Int == 1)
    let checks = try #require(results["checks"])
    #expect(
      checks.map { $0["check"] as? String }
        == ["uniformity", "dispersion", "zeros", "outliers", "pearson"])
    #expect(results["conditional_modes"]?.count == 12)
    #expect(results["r_squared"]?.count == 2 && results["icc"]?.count == 2)
    #expect(results["timings"]?.count == 4)
    let page = try SampleDiaries.fit(
      SampleDiaries.counts, ["--means", "treatment", "--checks", "--anova", "2"], in: folder
    ).output
    #expect(page.contains("Rate ratios of these means") && page.contains("placebo - magnesium"))
    #expect(page.contains("250 data sets simulated from the model (seed 1)"))
    #expect(page.contains("zeros, and"))
  }

  @Test("a test of a variance says that it lies on the edge of what is possible")
  func boundary() throws {
    let arguments = ["--test", "cramps ~ treatment"]
    let rows = try #require(try results(SampleDiaries.counts, arguments)["test"])
    let (plain, half) = (try number(rows[1], "p_value"), try number(rows[1], "p_value_boundary"))
    #expect(half < plain)
    let page = try SampleDiaries.fit(SampleDiaries.counts, arguments, in: folder).output
    #expect(page.contains("p_value_boundary"))
  }

  @Test("a variance that ran to 0 is said in a sentence, and has no interval")
  func singular() throws {
    var lines = try SampleDiaries.lines()
    lines = lines.enumerated().map { "\($1),\($0 == 0 ? "third" : "\($0 % 3)")" }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "diaries.csv")
    let formula = "cramps ~ treatment + (1 | person) + (1 | third)"
    let run = try SampleDiaries.fit(formula, ["--json"], in: folder)
    let results = try #require(try run.json()["results"] as? [String: Rows])
    let fit = try #require(results["fit"]?.first)
    try #require(fit["singular"] as? Bool == true)
    #expect(fit["boundaries"] as? [String] == ["singular: third"])
    let row = try #require(results["variance_components"]?.last)
    #expect(row["conf_low"] is NSNull && row["conf_high"] is NSNull)
    let page = try SampleDiaries.fit(formula, in: folder).output
    #expect(page.contains("Singular: a standard deviation of third ran to 0"))
  }

  @Test("every option that decides the answer stands in the envelope")
  func options() throws {
    let run = try SampleDiaries.fit(
      SampleDiaries.counts, family: "nb2",
      [
        "--level", "0.9", "--agq", "1", "--df", "none", "--ml", "--checks", "--seed", "7", "--json",
      ],
      in: folder)
    let envelope = try run.json()
    let options = try #require(envelope["options"] as? [String: Any])
    #expect(options["family"] as? String == "nb2" && options["link"] as? String == "log")
    #expect(options["agq"] as? Int == 1 && options["curvature"] as? String == "observed")
    #expect(options["criterion"] as? String == "ML" && options["level"] as? Double == 0.9)
    #expect(options["zero_inflation"] is NSNull && options["checks"] as? Bool == true)
    #expect(envelope["seed"] as? Int == 7)
  }
}
