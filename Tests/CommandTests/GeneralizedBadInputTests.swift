import Foundation
import Testing

/// A call of `magnify fit` with another family than `gaussian` that must be refused, and how.
struct BadCounts: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var formula = SampleDiaries.counts
  var family = "poisson"
  var arguments: [String] = []
  let status: Int32
  /// What standard error begins with.
  let start: String
  /// Part of what the message advises to do.
  let hint: String

  init(
    _ name: String, formula: String = SampleDiaries.counts, family: String = "poisson",
    _ arguments: [String] = [], status: Int32, start: String, hint: String
  ) {
    testDescription = name
    (self.formula, self.family, self.arguments) = (formula, family, arguments)
    (self.status, self.start, self.hint) = (status, start, hint)
  }

  static let input = [
    BadCounts(
      "a count that is text", formula: "treatment ~ night", status: 2,
      start: "diaries.csv:2:18: error D104: ", hint: "write a number"),
    BadCounts(
      "a count with a fraction", formula: "log(night + 1) ~ treatment", status: 2,
      start: "diaries.csv", hint: "counts are 0, 1, 2"),
    BadCounts(
      "events that are counts", formula: SampleDiaries.counts, family: "binomial", status: 2,
      start: "diaries.csv", hint: "trials"),
    BadCounts(
      "trials that are not there", family: "binomial", ["--trials", "trys"], status: 2,
      start: "diaries.csv:1: error D115: there is no column 'trys'", hint: "the columns are"),
    BadCounts(
      "more events than trials", family: "binomial", ["--trials", "one"], status: 2,
      start: "diaries.csv", hint: "correct the events or the trials"),
    BadCounts(
      "zero inflation with a response", ["--zero-inflation", "cramps ~ 1"], status: 2,
      start: "", hint: "~"),
    BadCounts(
      "zero inflation where there is no zero", formula: "night ~ treatment",
      ["--zero-inflation", "~ 1"], status: 2, start: "", hint: "M157"),
    BadCounts(
      "another correlation", ["--correlation", "cs(1 | person)"], status: 2, start: "",
      hint: "ar1"),
    BadCounts(
      "means of a number", formula: "cramps ~ treatment + night", ["--means", "night"], status: 2,
      start: "error M306: 'night' is no factor of the fixed effects", hint: "treatment"),
  ]

  static let notEstimable = [
    BadCounts(
      "separated nights", formula: "cramp_night ~ sure", family: "binomial", status: 4,
      start: "error M220: the fixed effects predict", hint: "join levels"),
    BadCounts(
      "a level without any event", formula: "quiet ~ treatment", status: 4,
      start: "error M220: ", hint: "0 events of n is an answer"),
    BadCounts(
      "models of different families' data", ["--test", "night ~ treatment"], status: 4,
      start: "error M308: ", hint: "fit both to the rows"),
    BadCounts(
      "models of which neither is a special case",
      ["--test", "cramps ~ night + (1 | person) + (1 | date)"], status: 4,
      start: "error M311: The first model is no special case", hint: "AIC or BIC"),
  ]

  static let usage = [
    BadCounts(
      "--reml", ["--reml"], status: 64, start: "Error: --reml does not go with --family",
      hint: "maximum likelihood"),
    BadCounts(
      "--sigma", ["--sigma", "1"], status: 64, start: "Error: --sigma does not go with",
      hint: "its variance follows from its mean"),
    BadCounts(
      "--variance", ["--variance", "ident(treatment)"], status: 64,
      start: "Error: --variance does not go with --family poisson", hint: "nb1 and nb2"),
    BadCounts(
      "--df", family: "binomial", ["--df", "kenward-roger"], status: 64,
      start: "Error: --df does not go with --family binomial", hint: "--df none"),
    BadCounts(
      "--information", ["--information", "observed"], status: 64,
      start: "Error: --information does not go with", hint: "Usage: magnify fit"),
    BadCounts(
      "a link of another family", ["--link", "logit"], status: 64,
      start: "Error: --link of poisson is one of log, sqrt, identity, inverse",
      hint: "Usage: magnify fit"),
    BadCounts(
      "a link that is not there", ["--link", "cauchit"], status: 64,
      start: "Error: The value 'cauchit' is invalid for '--link", hint: "- cloglog"),
    BadCounts(
      "trials of counts", ["--trials", "night"], status: 64,
      start: "Error: --trials goes with --family binomial", hint: "Usage: magnify fit"),
    BadCounts(
      "extra zeros of events", family: "binomial", ["--zero-inflation", "~ 1"], status: 64,
      start: "Error: --zero-inflation goes with --family poisson, nb1 or nb2",
      hint: "Usage: magnify fit"),
    BadCounts(
      "too many nodes", ["--agq", "1000"], status: 64,
      start: "Error: --agq is a number of nodes, 0 to 100", hint: "Usage: magnify fit"),
    BadCounts(
      "a linear model with a link", family: "gaussian", ["--link", "identity"], status: 64,
      start: "Error: --link goes with --family poisson", hint: "binomial"),
    BadCounts(
      "a linear model with trials", family: "gaussian", ["--trials", "night"], status: 64,
      start: "Error: --trials goes with --family binomial", hint: "Usage: magnify fit"),
    BadCounts(
      "a linear model with extra zeros", family: "gaussian", ["--zero-inflation", "~ 1"],
      status: 64, start: "Error: --zero-inflation goes with", hint: "nb2"),
    BadCounts(
      "a linear model by quadrature", family: "gaussian", ["--agq", "5"], status: 64,
      start: "Error: --agq goes with", hint: "nb2"),
    BadCounts(
      "a linear model's curvature", family: "gaussian", ["--curvature", "observed"],
      status: 64, start: "Error: --curvature goes with", hint: "nb2"),
    BadCounts(
      "checks of a linear model", family: "gaussian", ["--checks"], status: 64,
      start: "Error: --checks goes with", hint: "nb2"),
    BadCounts(
      "a profile of what is no likelihood", ["--ci", "profile", "--agq", "0"], status: 64,
      start: "Error: --ci profile goes with --agq 1 or more", hint: "Usage: magnify fit"),
    BadCounts(
      "a table of checks that were not asked for",
      ["--format", "csv", "--table", "checks"], status: 64,
      start: "Error: --table checks goes with --checks", hint: "Usage: magnify fit"),
    BadCounts(
      "the dispersion of a family without one",
      ["--format", "csv", "--table", "dispersion"], status: 64,
      start: "Error: --table dispersion goes with --family nb1 or nb2", hint: "Usage: magnify fit"),
  ]
}

@Suite("Fits of counts and events that are refused")
struct GeneralizedBadInputTests {
  /// The diaries with a column of ones, one that tells the nights with cramps, and one with cramps
  /// on placebo alone.
  private static func folder() throws -> Scratch {
    let folder = try Scratch()
    let lines = try SampleDiaries.lines(people: 6).enumerated().map { index, line in
      guard index > 0 else { return line + ",one,sure,quiet" }
      let cells = line.split(separator: ",")
      return "\(line),1,\(cells[5] == "yes" ? 1 : 0),\(cells[3] == "placebo" ? cells[4] : "0")"
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "diaries.csv")
    return folder
  }

  @Test(
    "say where, why and what to do, and leave nothing behind",
    arguments: BadCounts.input + BadCounts.notEstimable + BadCounts.usage)
  func refusal(bad: BadCounts) throws {
    let folder = try Self.folder()
    let run = try SampleDiaries.fit(
      bad.formula, family: bad.family,
      bad.arguments + ["-o", "out", "--save", "fit.json", "--plots", "plots"], in: folder)
    #expect(run.status == bad.status && !run.endedBySignal, "\(run.error)")
    #expect(run.error.hasPrefix(bad.start), "\(run.error)")
    #expect(run.error.contains(bad.hint), "\(run.error)")
    #expect(run.output.isEmpty && folder.contents == ["diaries.csv"])
  }

  @Test(
    "with --json are valid envelopes of the same findings, and every code is explained",
    arguments: BadCounts.input + BadCounts.notEstimable)
  func envelope(bad: BadCounts) throws {
    let folder = try Self.folder()
    let run = try SampleDiaries.fit(
      bad.formula, family: bad.family, bad.arguments + ["--json"], in: folder)
    #expect(run.status == bad.status)
    let envelope = try run.json()
    #expect(envelope["command"] as? String == "fit")
    #expect((envelope["results"] as? [String: Any])?.isEmpty == true)
    let finding = try #require((envelope["findings"] as? [[String: Any]])?.first)
    let code = try #require(finding["code"] as? String)
    #expect(try Magnify.run(["explain", code], in: folder).status == 0)
  }

  @Test("predictions say what does not exist, and which levels are new")
  func predict() throws {
    let folder = try Self.folder()
    #expect(try SampleDiaries.fit(["--save", "fit.json"], in: folder).status == 0)
    func predict(_ arguments: String...) throws -> Magnify.Run {
      try Magnify.run(["predict", "fit.json"] + arguments, in: folder)
    }
    let link = try predict("diaries.csv", "--scale", "link", "--interval", "observation")
    #expect(link.status == 64 && link.error.contains("--interval observation goes with --scale"))
    #expect(try predict("diaries.csv", "--scale", "link", "--average").status == 64)
    try folder.write("treatment,person\nplacebo,P99\nmagnesium,P01\n", to: "new.csv")
    let unknown = try predict("new.csv")
    #expect(unknown.status == 2 && unknown.error.contains("P99"))
    let allowed = try predict("new.csv", "--new-levels", "population", "--json")
    #expect(allowed.status == 0, "\(allowed.error)")
  }
}
