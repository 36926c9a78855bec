import Foundation
import TestSupport
import Testing

@Suite("What the verbs of trials write")
struct TrialsOutputTests {
  /// Every verb, with the shipped trials of every kind.
  static let verbs: [[String]] =
    [
      ["list", SampleTrials.package], ["show", SampleTrials.package, "frusso1999"],
      ["check", SampleTrials.package], ["derive", SampleTrials.package],
      ["claims", SampleTrials.claims, "--trials", SampleTrials.package],
      ["document", SampleTrials.package, "--claims", SampleTrials.claims],
    ]
    + ["effects", "pool", "stress"].flatMap { verb in
      [
        SampleTrials.idiopathic, SampleTrials.pregnancy, SampleTrials.restlessLegs,
        SampleTrials.single,
      ].map { [verb] + $0 }
    }

  static let tables = [
    "list": ["studies", "outcomes"], "show": ["study", "arms", "reports", "reviews"],
    "check": ["checks", "verdicts"], "derive": ["derived", "missing"],
    "claims": ["claims", "evidence", "verdicts"],
    "document": ["answers", "checks", "derived", "claims", "excluded", "studies"],
    "effects": ["effects", "uncontrolled", "exclusions", "counts", "other_outcomes"],
    "pool": [
      "studies", "pooled", "prediction", "heterogeneity", "contrast_test", "contrasts",
      "regression", "bayes", "beyond_mid", "leave_one_out", "cumulative", "influence",
      "correlation_grid", "funnel", "judgements", "uncontrolled", "uncontrolled_elsewhere",
      "exclusions", "counts",
      "other_outcomes", "fragility", "information", "variability", "responses", "crossovers",
    ],
    "stress": ["settings", "summary", "choices", "judgements", "exclusions", "counts"],
  ]

  @Test("the same bytes twice, in every format", arguments: verbs)
  func sameBytes(verb: [String]) throws {
    for format in ["table", "json", "csv", "md"] {
      let runs = try [1, 2].map { _ in
        let folder = try Scratch()
        let run = try Magnify.run(
          ["trials"] + verb + ["--format", format, "-o", "result", "-q"], in: folder)
        #expect(run.output.isEmpty && run.error.isEmpty)
        #expect(run.status == 0 || run.status == 4)
        return try folder.read("result")
      }
      #expect(runs[0] == runs[1] && !runs[0].isEmpty)
      #expect(!runs[0].contains(Reference.repository.path))
    }
  }

  @Test("words that do not occur, in any format", arguments: verbs)
  func wording(verb: [String]) throws {
    for format in ["table", "json", "md"] {
      let run = try Magnify.run(["trials"] + verb + ["--format", format], in: try Scratch())
      let text = (run.output + run.error).lowercased()
      for word in ["significan", "proven", "no effect", "trend towards"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
  }

  @Test("every table can be had as CSV, its columns those of the result")
  func csv() throws {
    for verb in TrialsOutputTests.verbs.prefix(6)
      + ["effects", "pool", "stress"].map({ [$0] + SampleTrials.pregnancy })
    {
      let json = try Magnify.run(["trials"] + verb + ["--json", "-q"], in: try Scratch())
      let names = try #require(TrialsOutputTests.tables[verb[0]])
      let results = try #require(try json.json()["results"] as? [String: Any])
      // The words of the page and the data of the plots are no tables.
      #expect(Set(results.keys).subtracting(["wording", "figures"]) == Set(names))
      for name in names {
        let run = try Magnify.run(
          ["trials"] + verb + ["--format", "csv", "--table", name, "-q"], in: try Scratch())
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        let rows = try SampleTrials.rows(json, name)
        #expect(lines.count == rows.count + 1, "\(verb[0]) \(name)")
        if let row = rows.first {
          let header = try #require(lines.first).split(separator: ",").map(String.init)
          #expect(header.sorted() == row.keys.sorted())
        }
      }
    }
    let broom = try Magnify.run(
      ["trials", "pool"] + SampleTrials.pregnancy
        + ["--format", "csv", "--table", "pooled", "--names", "broom"], in: try Scratch())
    #expect(
      broom.output.hasPrefix("method,label,kind,estimate,std.error,df,p.value,conf.low,conf.high,"))
  }

  @Test("a column that is not read is said, and hidden with -q")
  func unread() throws {
    let folder = try Scratch()
    try folder.write(TrialsPoolTests.wide, to: "wide.csv")
    let verb = ["trials", "pool", "wide.csv", "--measure", "MD", "--json"]
    let loud = try Magnify.run(verb, in: folder)
    #expect(loud.error.contains("warning A301: the column 'age' is not read"))
    let quiet = try Magnify.run(verb + ["-q"], in: folder)
    #expect(quiet.error.isEmpty && quiet.output == loud.output)
    let used = try Magnify.run(verb + ["--mods", "age", "--by", "dose"], in: folder)
    #expect(used.status == 0 && used.error.isEmpty)
  }

  @Test("plots have their rows, specification and drawing; their rows are those of the result")
  func plots() throws {
    let folder = try Scratch()
    let pool = try Magnify.run(
      ["trials", "pool"] + SampleTrials.pregnancy + ["--plots", "pool", "-q"], in: folder)
    let stress = try Magnify.run(
      ["trials", "stress"] + SampleTrials.idiopathic
        + ["--plots", "stress", "--format", "csv", "-q"],
      in: folder)
    #expect(pool.status == 0 && stress.status == 0)
    let names = ["pool/forest", "pool/funnel", "pool/posterior", "stress/multiverse"]
    for name in names {
      #expect(try folder.read("\(name).svg").hasSuffix("</svg>\n"))
      #expect(try folder.read("\(name).vl.json").contains(".csv\""))
      #expect(try folder.read("\(name).csv").split(separator: "\n").count > 1)
    }
    #expect(folder.contents.count == 2 + 3 * names.count)
    #expect(
      try folder.read("stress/multiverse.csv").split(separator: "\n").count
        == stress.output.split(separator: "\n").count)
  }
}
