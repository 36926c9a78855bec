import Foundation
import TestSupport
import Testing

@Suite("plot")
struct PlotTests {
  /// A verb that draws, in the folder of `folder()`, and the plots that it has.
  struct Drawing: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let names: [String]

    var testDescription: String { arguments.prefix(3).joined(separator: " ") }
  }

  static let drawings: [Drawing] = [
    Drawing(
      arguments: ["nof1", "analyze", "log.csv", "--no-simulation"],
      names: ["series", "cycles", "posterior"]),
    Drawing(
      arguments: ["nof1", "analyze", "arms.csv", "--no-simulation", "--reference", "placebo"],
      names: ["series", "cycles", "posterior"]),
    Drawing(
      arguments: [
        "nof1", "power", "--cycles", "2,3", "--period", "5", "--rate", "0.4,0.6", "--simulations",
        "2",
      ], names: ["power"]),
    Drawing(arguments: ["nof1", "pool", "log.csv", "more.csv"], names: ["people"]),
    Drawing(
      arguments: ["trials", "pool"] + SampleTrials.pregnancy,
      names: ["forest", "funnel", "posterior"]),
    Drawing(
      arguments: ["trials", "pool", "wide.csv", "--by", "dose", "--measure", "MD", "--mid", "1"],
      names: ["forest", "funnel", "posterior"]),
    Drawing(
      arguments: ["trials", "stress"] + SampleTrials.idiopathic + ["--mid", "1"],
      names: ["multiverse"]),
    Drawing(
      arguments: ["fit", SampleTrial.slopes, "trial.csv", "--ci", "profile"] + SampleTrial.levels,
      names: ["caterpillar", "profile", "residuals"]),
    Drawing(
      arguments: ["fit", SampleDiaries.counts, "diaries.csv", "--family", "poisson"]
        + SampleDiaries.levels, names: ["caterpillar", "residuals"]),
  ]

  /// Every file that a drawing reads; one arm has a name that a spreadsheet would run.
  private func folder() throws -> Scratch {
    let folder = try SampleDiaries.folder(people: 5)
    try folder.write(try SampleTrial.text(), to: "trial.csv")
    try folder.write(TrialsPoolTests.wide, to: "wide.csv")
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    var log = SampleLog.cycles(4)
    log.outcomes["magnesium"] = [1, 1, 0, 2, 0]
    try folder.write(log.text, to: "more.csv")
    let cycle = ["placebo", "=1+1", "citrate"]
    log = SampleLog(periods: cycle + cycle.reversed() + cycle)
    log.outcomes["=1+1"] = [1, 0, 0, 1, nil]
    log.outcomes["citrate"] = [0, 2, 1]
    try folder.write(log.text, to: "arms.csv")
    return folder
  }

  private func plot(_ arguments: String..., in folder: Scratch) throws -> Magnify.Run {
    try Magnify.run(["plot", "result.json"] + arguments, in: folder)
  }

  @Test("draws what --plots writes, byte for byte", arguments: drawings)
  func sameBytes(drawing: Drawing) throws {
    let folder = try folder()
    let run = try Magnify.run(
      drawing.arguments + ["--json", "-o", "result.json", "--plots", "first", "-q"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(try plot("--plots", "second", in: folder).status == 0)
    let files = drawing.names.flatMap { name in [".csv", ".svg", ".vl.json"].map { name + $0 } }
    for plots in ["first", "second"] {
      let written = folder.contents.filter { $0.hasPrefix(plots + "/") }
      #expect(written == files.map { "\(plots)/\($0)" }.sorted())
    }
    for file in files {
      #expect(try folder.read("first/\(file)") == folder.read("second/\(file)"), "\(file)")
      #expect(try folder.permissions(of: "second/\(file)") == 0o600)
    }
    for name in drawing.names {
      let csv = try folder.read("first/\(name).csv")
      #expect(try plot("--kind", name, in: folder).output == csv)
      #expect(csv.firstMatch(of: /(?m)(^|,)"?[=+@]/) == nil, "guarded")
      for (format, ending) in [("svg", "svg"), ("vega-lite", "vl.json")] {
        let text = try folder.read("first/\(name).\(ending)")
        #expect(try plot("--kind", name, "--format", format, in: folder).output == text)
        let file = try plot("--kind", name, "-o", "one.\(ending)", "--force", in: folder)
        #expect(file.output.isEmpty && file.error.isEmpty)
        #expect(try folder.read("one.\(ending)") == text)
      }
    }
    let list = try plot("--list", in: folder).output
    #expect(list == drawing.names.map { $0 + "\n" }.joined())
  }

  /// The folder with the result of a log.
  private func analysed(_ arguments: String...) throws -> Scratch {
    let folder = try folder()
    let run = try Magnify.run(
      ["nof1", "analyze", "log.csv", "--no-simulation", "--json", "-o", "result.json"] + arguments,
      in: folder)
    #expect(run.status == 0, "\(run.error)")
    return folder
  }

  @Test("formulas are guarded in a CSV drawn from a result, and not in the result")
  func guarded() throws {
    let folder = try folder()
    let verb = ["nof1", "analyze", "arms.csv", "--no-simulation", "--reference", "placebo"]
    _ = try Magnify.run(verb + ["--json", "-o", "result.json"], in: folder)
    #expect(try plot("--kind", "series", in: folder).output.contains(",'=1+1,"))
    #expect(try folder.read("result.json").contains("\"=1+1\""))
  }

  @Test("a result comes from standard input, one plot goes to standard output as CSV")
  func streams() throws {
    let folder = try analysed()
    let text = try folder.read("result.json")
    let run = try Magnify.run(
      ["plot", "-", "--kind", "series", "-o", "-"], in: folder, input: text)
    #expect(run.status == 0 && run.output.hasPrefix("day,date,arm,period,"))
    #expect(try plot("--kind", "series", "-o", "x.csv", in: folder).status == 0)
    #expect(try folder.read("x.csv") == run.output)
    let two = try plot("--kind", "cycles,series", "--plots", "two", in: folder)
    #expect(two.status == 0 && folder.contents.count { $0.hasPrefix("two/") } == 6)
  }

  @Test("usage: one plot at a time, known kinds, one place")
  func usage() throws {
    let folder = try analysed()
    let cases: [([String], String)] = [
      ([], "choose with --kind from series, cycles, posterior"),
      (["-o", "x.svg"], "choose with --kind from series, cycles, posterior"),
      (["--kind", "pie"], "there is no kind of plot 'pie': choose from series, cycles, posterior"),
      (["--kind", "series,series"], "names each plot once"), (["--kind", ""], "names each plot"),
      (["--plots", "p", "-o", "x.svg"], "three files of each plot"),
      (["--kind", "series", "-o", "result.json", "--force"], "which is read"),
    ]
    let before = folder.contents
    for (arguments, message) in cases {
      let run = try Magnify.run(["plot", "result.json"] + arguments, in: folder)
      #expect(run.status == 64 && run.output.isEmpty && run.error.contains(message), "\(run.error)")
    }
    #expect(folder.contents == before)
  }

  @Test("nothing is replaced without --force, and nothing is left behind")
  func overwriting() throws {
    let folder = try analysed()
    #expect(try plot("--plots", "p", in: folder).status == 0)
    try folder.write("mine", to: "p/cycles.svg")
    let refused = try plot("--plots", "p", in: folder)
    #expect(refused.status == 73 && refused.error.contains("F102"))
    #expect(try folder.read("p/cycles.svg") == "mine")
    #expect(try plot("--plots", "p", "--force", in: folder).status == 0)
    #expect(try folder.read("p/cycles.svg").hasPrefix("<svg"))
    #expect(try plot("--kind", "series", "-o", "log.csv", in: folder).status == 73)
    #expect(try plot("--kind", "series", "-o", "none/x.csv", in: folder).status == 73)
  }

  @Test(
    "a plot that a result does not hold is refused with the command that gives it",
    arguments: [
      ("profile", "magnify fit FORMULA DATA --ci profile"), ("multiverse", "magnify trials stress"),
      ("forest", "magnify trials pool"), ("funnel", "from three studies"),
      ("caterpillar", "random effects"), ("residuals", "magnify fit"),
      ("power", "magnify nof1 power"), ("people", "magnify nof1 pool"),
    ])
  func missing(kind: String, hint: String) throws {
    let run = try plot("--kind", kind, "--plots", "p", in: try analysed())
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.contains("error F121: 'result.json' holds no plot '\(kind)'"))
    #expect(run.error.contains(hint) && run.error.contains("series, cycles, posterior"))
  }

  @Test("results without plots say why")
  func none() throws {
    let folder = try analysed("--no-figures")
    let without = try plot(in: folder)
    #expect(without.status == 2 && without.error.contains("F120"))
    #expect(without.error.contains("run magnify nof1 analyze again with --json"))
    func from(_ arguments: String...) throws -> String {
      try folder.write(
        try Magnify.run(arguments + ["--json"], in: folder).output, to: "result.json")
      let run = try plot("--list", in: folder)
      #expect(run.status == 2 && run.output.isEmpty)
      return run.error
    }
    #expect(try from("nof1", "check", "log.csv").contains("nof1 check draws nothing"))
    #expect(try from("nof1", "analyze", "nowhere.csv").contains("this run failed"))
  }

  @Test("what is no result, or a damaged one, is refused with its place")
  func notAResult() throws {
    let folder = try analysed()
    #expect(try Magnify.run(["plot", "nowhere.json"], in: folder).status == 66)
    let log = try Magnify.run(["plot", "log.csv"], in: folder)
    #expect(log.status == 2 && log.error.contains("F103: 'log.csv' is not a saved result"))
    let text = try folder.read("result.json")
    let damages = [
      (
        "\"kind\": \"cycles\",\n        \"facts\"", "\"kind\": \"pie\",\n        \"facts\"",
        "figures.1.kind"
      ),
      ("\"density\"\n", "\"mass\"\n", "results.figures.2.columns"),
      ("\"outcome_kind\": \"count\"", "\"outcome_kind\": 3", "figures.0.facts.outcome_kind"),
    ]
    for (part, other, place) in damages {
      let damaged = text.replacing(part, with: other)
      #expect(damaged != text)
      try folder.write(damaged, to: "result.json")
      let run = try plot("--kind", "series", in: folder)
      #expect(run.status == 2 && run.error.contains("damaged at"), "\(run.error)")
      #expect(run.error.contains(place), "\(run.error)")
    }
  }
}
