import Foundation
import Testing

@Suite("What is written where")
struct OutputTests {
  private let folder: Scratch
  private static let figures = ["series", "cycles", "posterior"]

  init() throws {
    folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
  }

  private func analyze(_ arguments: String...) throws -> Magnify.Run {
    try Magnify.run(
      ["nof1", "analyze", "log.csv", "--no-simulation"] + arguments, in: folder)
  }

  @Test("every plot has its rows, its specification and its drawing, for the person's eyes only")
  func plots() throws {
    let run = try analyze("--plots", "plots", "-o", "result.json", "--json")
    #expect(run.status == 0)
    #expect(run.output.isEmpty && run.error.isEmpty)
    let files = OutputTests.figures.flatMap { name in
      ["csv", "svg", "vl.json"].map { "plots/\(name).\($0)" }
    }
    #expect(folder.contents == (["log.csv", "plots", "result.json"] + files).sorted())
    for name in files + ["result.json"] { #expect(try folder.permissions(of: name) == 0o600) }
    #expect(try folder.permissions(of: "plots") == 0o700)
    for name in OutputTests.figures {
      let text = try folder.read("plots/\(name).vl.json")
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let data = try #require(value?["data"] as? [String: Any])
      #expect(data["url"] as? String == "\(name).csv")
      let svg = try folder.read("plots/\(name).svg")
      #expect(svg.hasPrefix("<svg ") || svg.hasPrefix("<?xml"))
      #expect(svg.contains("<title") && svg.contains("<desc") && svg.hasSuffix("</svg>\n"))
    }
  }

  @Test("the rows of a plot are those of the result, and its nights those of the log")
  func rows() throws {
    func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
    let nights = try analyze("--format", "csv", "--table", "nights", "--plots", "plots")
    let series = lines(try folder.read("plots/series.csv"))
    #expect(series == lines(nights.output))
    let log = SampleLog.cycles(4).lines
    #expect(series.count == log.count)
    for (row, night) in zip(series, log).dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect([cells[1], cells[2], cells[5], cells[3]] == night.split(separator: ","))
    }
    let cycles = lines(try folder.read("plots/cycles.csv")).filter { $0.contains(",cycle,") }
    #expect(cycles.count == 1 + 4)
    #expect(lines(try folder.read("plots/posterior.csv")).count > 100)
  }

  @Test("a file holds what standard output would, and is replaced only with --force")
  func force() throws {
    let printed = try analyze("--json").output
    #expect(try analyze("--json", "-o", "-").output == printed)
    #expect(try analyze("--json", "-o", "result.json", "--plots", "plots").status == 0)
    #expect(try folder.read("result.json") == printed)
    let before = folder.contents
    try folder.write("mine", to: "result.json")
    let refused = try analyze("-o", "result.json", "--plots", "plots")
    #expect(refused.status == 73 && refused.output.isEmpty)
    #expect(try folder.read("result.json") == "mine")
    #expect(
      try analyze("--json", "-o", "result.json", "--plots", "plots", "--force").status == 0)
    #expect(try folder.read("result.json") == printed)
    #expect(folder.contents == before)
  }

  @Test("a result may go into the folder of plots that is made for it")
  func resultAmongPlots() throws {
    #expect(try analyze("--plots", "new", "-o", "new/result.txt").status == 0)
    #expect(folder.contents.contains("new/result.txt"))
  }

  @Test("the log can come from standard input")
  func standardInput() throws {
    let verb = ["nof1", "check", "-", "--today", "2026-01-01"]
    let piped = try Magnify.run(verb, in: folder, input: SampleLog.cycles(4).text)
    let named = try Magnify.run(
      ["nof1", "check", "log.csv", "--today", "2026-01-01"], in: folder)
    #expect(piped.status == 0)
    #expect(piped.output == named.output)
  }

  @Test("a reader that stops ends the command quietly")
  func closedPipe() throws {
    // The table is longer than a pipe holds, so that the command meets the closed end.
    var log = SampleLog.cycles(300)
    log.firstDay = "2015-01-01"
    log.nightsPerPeriod = 4
    try folder.write(log.text, to: "long.csv")
    let line = """
      "$MAGNIFY" nof1 check long.csv --json --today 2026-01-01 | head -1; echo "${PIPESTATUS[0]}"
      """
    let run = try Magnify.shell(line, in: folder)
    #expect(run.error.isEmpty)
    #expect(run.output == "{\n0\n" || run.output == "{\n141\n")
    let closed = try Magnify.shell("\"$MAGNIFY\" explain | (exec 0<&-; sleep 1)", in: folder)
    #expect(closed.error.isEmpty)
  }

  @Test("a full disk is an error, on standard output too")
  func fullDisk() throws {
    let run = try Magnify.shell("\"$MAGNIFY\" nof1 check log.csv > /dev/full", in: folder)
    #expect(run.status == 73)
    #expect(run.error.hasPrefix("error F102: 'standard output' cannot be written"))
  }
}
