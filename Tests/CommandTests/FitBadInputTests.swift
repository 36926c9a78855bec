import Foundation
import Testing

/// A call of `magnify fit` that must be refused, and how.
struct BadFit: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var formula = SampleTrial.formula
  var arguments: [String] = []
  let status: Int32
  /// What standard error begins with.
  let start: String
  /// Part of what the message advises to do.
  let hint: String

  init(
    _ name: String, formula: String = SampleTrial.formula, _ arguments: [String] = [],
    status: Int32, start: String, hint: String
  ) {
    testDescription = name
    self.formula = formula
    self.arguments = arguments
    self.status = status
    self.start = start
    self.hint = hint
  }

  static let input = [
    BadFit(
      "a formula that ends too early", formula: "cramps_per_week ~ treatment + (1 | ", status: 2,
      start: "formula:1:36: error M101: the formula ends too early\n", hint: "missing at its end"),
    BadFit(
      "a formula without a response", formula: "treatment + period", status: 2,
      start: "formula:1:", hint: "~"),
    BadFit(
      "an unknown column", formula: "cramps_per_week ~ dose", status: 2,
      start: "trial.csv:1: error D115: there is no column 'dose'\n", hint: "'treatment'"),
    BadFit(
      "an unknown level", formula: "cramps_per_week ~ sequence", ["--levels", "sequence=AB"],
      status: 2, start: "trial.csv:",
      hint: "the levels are 'AB'"),
    BadFit(
      "weights that are text", ["--weights", "person"], status: 2,
      start: "trial.csv:2:1: error D104",
      hint: "write a number"),
    BadFit(
      "means of a number", ["--means", "period"], status: 2,
      start: "error M306: 'period' is no factor of the fixed effects", hint: "treatment"),
  ]

  static let notEstimable = [
    BadFit(
      "as many coefficients as rows",
      formula: "cramps_per_week ~ factor(person) * factor(period) * factor(fortnight)",
      status: 4, start: "error M", hint: "leave terms out"),
    BadFit(
      "REML criteria of different fixed effects", ["--test", "cramps_per_week ~ (1 | person)"],
      status: 4, start: "error M310: REML criteria of models with different fixed effects",
      hint: "fit by ML"),
    BadFit(
      "models of which neither is a special case",
      ["--ml", "--test", "cramps_per_week ~ sequence * fortnight + (1 | person)"],
      status: 4, start: "error M311: The first model is no special case", hint: "AIC or BIC"),
  ]

  static let usage = [
    BadFit(
      "means of nothing", ["--means", ":"], status: 64, start: "Error: --means takes a factor",
      hint: "Usage: magnify fit"),
    BadFit(
      "a family that is not there", ["--family", "gamma"], status: 64,
      start: "Error: The value 'gamma' is invalid for '--family", hint: "'poisson'"),
    BadFit(
      "Kenward and Roger by ML", ["--ml", "--df", "kenward-roger"], status: 64,
      start: "Error: --df kenward-roger goes with --reml", hint: "Usage: magnify fit"),
    BadFit(
      "contrasts that are not known", ["--contrasts", "treatment=summ"], status: 64,
      start: "Error: --contrasts treatment= takes one of treatment, sum, helmert, poly",
      hint: "Usage: magnify fit"),
    BadFit(
      "levels without a column", ["--levels", "placebo"], status: 64,
      start: "Error: The value 'placebo' is invalid for '--levels", hint: "column=a,b,c"),
    BadFit(
      "a type of test that is not there", ["--anova", "4"], status: 64,
      start: "Error: --anova is 1, 2 or 3", hint: "Usage: magnify fit"),
    BadFit(
      "a known deviation of nothing", ["--sigma", "0"], status: 64,
      start: "Error: --sigma is above 0", hint: "Usage: magnify fit"),
    BadFit(
      "both criteria", ["--ml", "--reml"], status: 64, start: "Error: Value to be set with flag",
      hint: "--ml"),
    BadFit(
      "an impossible level", ["--level", "95"], status: 64,
      start: "Error: --level lies between 0 and 1", hint: "Usage: magnify fit"),
    BadFit(
      "information without a method that uses it",
      ["--df", "containment", "--information", "expected"],
      status: 64, start: "Error: --information goes with", hint: "satterthwaite"),
    BadFit(
      "a table that was not asked for", ["--format", "csv", "--table", "means"], status: 64,
      start: "Error: --table means goes with --means", hint: "Usage: magnify fit"),
  ]
}

@Suite("Fits that are refused")
struct FitBadInputTests {
  @Test(
    "say where, why and what to do, and leave nothing behind",
    arguments: BadFit.input + BadFit.notEstimable + BadFit.usage)
  func refusal(bad: BadFit) throws {
    let folder = try SampleTrial.folder()
    let run = try SampleTrial.fit(
      bad.formula, bad.arguments + ["-o", "out", "--save", "fit.json", "--plots", "plots"],
      in: folder)
    #expect(run.status == bad.status && !run.endedBySignal)
    #expect(run.error.hasPrefix(bad.start), "\(run.error)")
    #expect(run.error.contains(bad.hint), "\(run.error)")
    #expect(run.output.isEmpty && folder.contents == ["trial.csv"])
  }

  @Test(
    "with --json are valid envelopes of the same findings, and every code is explained",
    arguments: BadFit.input + BadFit.notEstimable)
  func envelope(bad: BadFit) throws {
    let folder = try SampleTrial.folder()
    let run = try SampleTrial.fit(bad.formula, bad.arguments + ["--json"], in: folder)
    #expect(run.status == bad.status)
    let envelope = try run.json()
    #expect(envelope["command"] as? String == "fit")
    #expect((envelope["results"] as? [String: Any])?.isEmpty == true)
    let finding = try #require((envelope["findings"] as? [[String: Any]])?.first)
    let code = try #require(finding["code"] as? String)
    #expect(try Magnify.run(["explain", code], in: folder).status == 0)
  }

  @Test("numbers that no arithmetic holds are told, not called a fault of the program")
  func extremes() throws {
    let folder = try Scratch()
    try folder.write(
      "y,x,g\n1e300,1,a\n-1e300,2,b\n6,3,a\n8,4,b\n1e-300,5,c\n12,6,c\n", to: "trial.csv")
    let run = try Magnify.run(["fit", "y ~ x + (1 | g)", "trial.csv"], in: folder)
    #expect(run.status == 4 && run.error.hasPrefix("error M2"), "\(run.error)")
  }

  @Test("a file that is no saved model, and levels that it does not know")
  func predict() throws {
    let folder = try SampleTrial.folder()
    #expect(
      try SampleTrial.fit(SampleTrial.formula, ["--save", "fit.json"], in: folder).status == 0)
    func predict(_ arguments: String...) throws -> Magnify.Run {
      try Magnify.run(["predict"] + arguments, in: folder)
    }
    let noModel = try predict("trial.csv", "trial.csv")
    #expect(noModel.status == 2)
    #expect(noModel.error.hasPrefix("error M401: 'trial.csv' is not a saved model"))
    try folder.write("{}", to: "empty.json")
    #expect(try predict("empty.json", "trial.csv").error.contains("there is no 'format'"))
    #expect(try predict("none.json", "trial.csv").status == 66)
    try folder.write("treatment,period,person\nplacebo,1,P99\nmagnesium,2,P01\n", to: "new.csv")
    let unknown = try predict("fit.json", "new.csv")
    #expect(unknown.status == 2 && unknown.error.contains("P99"))
    let allowed = try predict("fit.json", "new.csv", "--new-levels", "population", "--json")
    #expect(allowed.status == 0, "\(allowed.error)")
    let rows = try #require(
      (try allowed.json()["results"] as? [String: [[String: Any]]])?["predictions"])
    #expect(rows.map { $0["new_levels"] as? String } == ["person", ""])
    try folder.write("treatment,period,person\nsugar,1,P01\n", to: "new.csv")
    let level = try predict("fit.json", "new.csv")
    #expect(level.status == 2 && level.error.hasPrefix("new.csv:2:1: error M140: 'sugar'"))
  }
}
