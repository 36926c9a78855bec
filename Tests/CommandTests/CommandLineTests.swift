import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
  private func run(_ arguments: String...) throws -> Magnify.Run {
    try Magnify.run(arguments, in: try Scratch())
  }

  @Test(
    "the help of every verb has an example and fits 80 columns",
    arguments: [
      [], ["nof1"], ["nof1", "design"], ["nof1", "power"], ["nof1", "check"], ["nof1", "analyze"],
      ["nof1", "pool"], ["nof1", "checklist"], ["trials"],
      ["trials", "list"],
      ["trials", "show"], ["trials", "check"], ["trials", "effects"], ["trials", "pool"],
      ["trials", "stress"], ["trials", "derive"], ["trials", "claims"], ["trials", "document"],
      ["fit"], ["predict"], ["report"], ["explain"], ["schema"],
    ])
  func help(verb: [String]) throws {
    let help = try Magnify.run(verb + ["--help"], in: try Scratch())
    #expect(help.status == 0 && help.error.isEmpty)
    let example = "Example:\n  magnify \(verb.joined(separator: " "))"
    #expect(help.output.contains(example))
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    // A sentence that was broken twice leaves a short line in its middle.
    #expect(!help.output.contains(/\n(counts as not|failed;|write;)\n/))
  }

  @Test("every verb that the help lists is among those tested here")
  func verbs() throws {
    func listed(_ help: String) -> [String] {
      let part = help.split(separator: "SUBCOMMANDS:\n").last ?? ""
      return part.matches(of: #/(?m)^  ([a-z0-9]+)  /#).map { String($0.1) }
    }
    #expect(
      listed(try run("--help").output)
        == ["nof1", "trials", "fit", "predict", "report", "explain", "schema"])
    #expect(
      listed(try run("nof1", "--help").output) == [
        "design", "power", "check", "analyze", "pool", "checklist",
      ])
    #expect(
      listed(try run("trials", "--help").output)
        == [
          "list", "show", "check", "derive", "effects", "pool", "stress", "claims", "document",
        ])
  }

  @Test("the version and completion scripts")
  func version() throws {
    #expect(try run("--version").output.contains(/^magnify [0-9]+\.[0-9]+\.[0-9]+\n$/))
    for shell in ["bash", "zsh", "fish"] {
      let script = try run("--generate-completion-script", shell)
      #expect(script.status == 0 && script.output.contains("analyze"))
    }
  }

  @Test("every code in the sources is explained, and no other")
  func codes() throws {
    let sources = Reference.repository.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var used: Set<String> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift", !file.lastPathComponent.contains("Catalogue") else {
        continue
      }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"([ADFMN][0-9]{3})"/) { used.insert(String(match.1)) }
    }
    let list = try run("explain").output
    let explained = list.matches(of: /(?m)^([A-Z][0-9]{3})  \S/).map { String($0.1) }
    #expect(explained == explained.sorted() && explained.count > 60)
    #expect(Set(explained).count == explained.count)
    #expect(Set(explained) == used)
  }

  @Test("an explanation has the code, a title and a text; capitals do not matter")
  func explain() throws {
    let text = try run("explain", "d104").output
    #expect(try run("explain", "D104").output == text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("D104: ") && lines[1].isEmpty && lines[2].count > 40)
    #expect(lines.allSatisfy { $0.count <= 80 })
    let unknown = try run("explain", "D999")
    #expect(unknown.status == 64 && unknown.output.isEmpty)
    #expect(unknown.error.contains("there is no code 'D999'"))
  }

  @Test("schemas are listed and printed by their names")
  func schemas() throws {
    let names = try run("schema").output.split(separator: "\n").map(String.init)
    let personal = ["design", "power", "pool", "checklist"].map { "nof1-\($0)" }
    let trials = [
      "list", "show", "check", "derive", "effects", "pool", "stress", "claims", "document",
    ].map { "trials-\($0)" }
    #expect(
      names == ["result", "nof1", "check", "fit", "predict"] + personal + trials
        + ["study", "prior"])
    for name in names { #expect(try run("schema", name).json()["$schema"] != nil) }
    let unknown = try run("schema", "nothing")
    #expect(unknown.status == 64 && unknown.output.isEmpty)
    #expect(unknown.error.contains("choose one of result, nof1, check, fit, predict, nof1-design"))
  }

  @Test("--fail-on gives status 3 when a finding is that severe, and the report all the same")
  func failOn() throws {
    let folder = try Scratch()
    func check(_ log: String, _ limit: String) throws -> Magnify.Run {
      try folder.write(log, to: "log.csv")
      return try Magnify.run(
        ["nof1", "check", "log.csv", "--today", "2026-01-01", "--fail-on", limit], in: folder)
    }
    let log = SampleLog.cycles(4)
    var swapped = log.lines
    swapped.swapAt(2, 3)
    let disorder = try check(swapped.joined(separator: "\n") + "\n", "warning")
    #expect(disorder.status == 3)
    #expect(disorder.output.contains("N130 (warning, line 4)"))
    #expect(try check(log.text, "warning").status == 0)
    let missing = log.replacing(line: 5, by: "2025-01-04,placebo,,1")
    #expect(try check(missing, "warning").status == 0)
    #expect(try check(missing, "information").status == 3)
    let future = try check(SampleLog.cycles(4).text, "warning")
    #expect(future.status == 0)
    #expect(try run("nof1", "check", "log.csv", "--today", "tomorrow").status == 64)
  }

  @Test("quiet leaves warnings out of standard error; results do not change")
  func quiet() throws {
    let folder = try Scratch()
    var lines = SampleLog.cycles(4).lines
    lines.swapAt(2, 3)
    try folder.write(lines.joined(separator: "\n") + "\n", to: "log.csv")
    let verb = ["nof1", "check", "log.csv", "--json", "--today", "2026-01-01"]
    let loud = try Magnify.run(verb, in: folder)
    let quiet = try Magnify.run(verb + ["-q"], in: folder)
    #expect(loud.error.hasPrefix("log.csv:4:1: warning N130: "))
    #expect(quiet.error.isEmpty)
    #expect(loud.output == quiet.output)
  }

  @Test("--redact hides values in warnings, on the page and in every format")
  func redaction() throws {
    let folder = try Scratch()
    var lines = SampleLog.cycles(4).lines
    lines.swapAt(2, 3)
    try folder.write(lines.joined(separator: "\n") + "\n", to: "log.csv")
    for format in [["--format", "table"], ["--json"], ["--format", "csv", "--table", "findings"]] {
      let verb = ["nof1", "check", "log.csv", "--today", "2026-01-01"] + format
      let open = try Magnify.run(verb, in: folder)
      let hidden = try Magnify.run(verb + ["--redact"], in: folder)
      #expect(open.output.contains("2025-01-02"))
      #expect(!(hidden.output + hidden.error).contains("2025-01-02"))
    }
  }
}
