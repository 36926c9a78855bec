import Foundation
import Testing

@Suite("Input that is refused")
struct BadInputTests {
  private func folder(_ input: BadInput) throws -> Scratch {
    let folder = try Scratch()
    for (name, text) in input.files.sorted(by: { $0.key < $1.key }) {
      if name.hasSuffix("/") {
        try FileManager.default.createDirectory(
          atPath: folder.path(name), withIntermediateDirectories: false)
      } else {
        try folder.write(text, to: name)
      }
    }
    if let log = input.log { try folder.write(log, to: "log.csv") }
    return folder
  }

  @Test(
    "says where, why and what to do, and leaves nothing behind",
    arguments: BadInput.tables + BadInput.tooLittle + BadInput.studies + BadInput.files
      + BadInput.usage)
  func refusal(input: BadInput) throws {
    let folder = try folder(input)
    let before = folder.contents
    let outputs = input.arguments.contains("-o") ? [] : ["-o", "out.txt", "--plots", "figures"]
    let run = try Magnify.run(
      ["nof1", "analyze", "log.csv", "--no-simulation"] + input.arguments + outputs, in: folder)
    #expect(run.status == input.status && !run.endedBySignal)
    #expect(run.error.hasPrefix(input.start), "\(run.error)")
    #expect(run.error.contains(input.hint), "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(folder.contents == before)
    for (name, text) in input.files where !name.hasSuffix("/") {
      #expect(try folder.read(name) == text)
    }
    if let code = input.start.firstMatch(of: /error ([DNF][0-9]{3}):/)?.1 {
      #expect(run.error.contains("(magnify explain \(code))"))
    }
  }

  @Test(
    "with --json is a valid envelope of the same findings",
    arguments: BadInput.tables + BadInput.tooLittle + BadInput.studies + BadInput.files)
  func envelope(input: BadInput) throws {
    let folder = try folder(input)
    let before = folder.contents
    let run = try Magnify.run(
      ["nof1", "analyze", "log.csv", "--no-simulation", "--json"] + input.arguments, in: folder)
    #expect(run.status == input.status)
    #expect(run.error.hasPrefix(input.start), "\(run.error)")
    #expect(folder.contents == before)
    let envelope = try run.json()
    #expect(
      Set(envelope.keys) == [
        "schema", "tool", "command", "inputs", "options", "seed", "results", "excluded",
        "findings", "notes",
      ])
    #expect(envelope["command"] as? String == "nof1 analyze")
    #expect((envelope["results"] as? [String: Any])?.isEmpty == true)
    let finding = try #require((envelope["findings"] as? [[String: Any]])?.first)
    let place =
      [finding["file"] as? String, (finding["line"] as? Int).map(String.init)]
      .compactMap { $0 } + [(finding["column"] as? Int).map(String.init)].compactMap { $0 }
    let code = try #require(finding["code"] as? String)
    let message = try #require(finding["message"] as? String)
    let prefix = place.isEmpty ? "" : place.joined(separator: ":") + ": "
    #expect("\(prefix)error \(code): \(message)\n".hasPrefix(input.start))
  }

  @Test(
    "hides the offending value with --redact, wherever it would stand",
    arguments: (BadInput.tables + BadInput.studies).filter { $0.secret != nil })
  func redaction(input: BadInput) throws {
    let folder = try folder(input)
    let secret = try #require(input.secret)
    for format in ["table", "json", "md", "csv"] {
      let arguments =
        ["nof1", "analyze", "log.csv", "--no-simulation", "--format", format] + input.arguments
      let run = try Magnify.run(arguments + ["--redact"], in: folder)
      #expect(run.status == input.status)
      #expect(!run.error.isEmpty)
      #expect(!(run.error + run.output).contains(secret), "\(run.error)\(run.output)")
    }
  }

  @Test(
    "is refused by check in the same words",
    arguments: BadInput.tables + BadInput.tooLittle + BadInput.studies)
  func check(input: BadInput) throws {
    let run = try Magnify.run(
      ["nof1", "check", "log.csv"] + input.arguments, in: try folder(input))
    #expect(run.status == input.status)
    #expect(run.error.hasPrefix(input.start), "\(run.error)")
    #expect(run.output.isEmpty)
  }

  @Test("at most twenty findings are shown, with their number; all of them are in the JSON")
  func many() throws {
    let folder = try Scratch()
    let header = "date,treatment,cramps\n"
    let rows = (1...30).map { "2025-01-\($0 < 10 ? "0" : "")\($0),placebo,many\n" }
    try folder.write(header + rows.joined(), to: "log.csv")
    let run = try Magnify.run(
      ["nof1", "check", "log.csv", "--kind", "count", "--json"], in: folder)
    #expect(run.status == 2)
    #expect(run.error.contains("log.csv:21:20: error D104"))
    #expect(!run.error.contains("log.csv:22:20: error D104"))
    #expect(run.error.contains("30 findings in all, the first 20 shown"))
    #expect((try run.json()["findings"] as? [Any])?.count == 30)
  }
}
