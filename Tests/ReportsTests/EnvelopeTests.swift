import Figures
import Tables
import Testing

@testable import Reports

@Suite("The result envelope")
struct EnvelopeTests {
  let finding = Finding(
    code: "D104", severity: .error, message: "'two' is not a count, twofold",
    hint: "write 2 instead of two",
    place: Place(
      file: "/home/someone/log.csv", line: 17, column: 12, excerpt: "2025-02-03,magnesium,two",
      width: 3),
    value: "two")

  var envelope: Envelope {
    Envelope(
      version: "1.2.3", command: "nof1 analyze",
      inputs: [
        .init(path: "data/log.csv", bytes: Array("abc".utf8), rowsRead: 112, rowsUsed: 100)
      ],
      options: [.init("reference", "placebo"), .init("mcid", 0.75)], seed: 7,
      results: [.init("effects", [["arm": "magnesium", "conf_low": 0.5, "std_error": 0.1]])],
      excluded: [.init(what: "12 nights", reason: "not recorded")], findings: [finding],
      notes: ["the arms were inferred"])
  }

  @Test("keys come in the order of the schema")
  func order() {
    #expect(
      envelope.json().members?.map(\.name) == [
        "schema", "tool", "command", "inputs", "options", "seed", "results", "excluded", "findings",
        "notes",
      ])
    #expect(
      envelope.json()["findings"]?.elements?[0].members?.map(\.name) == [
        "code", "severity", "message", "hint", "file", "line", "column", "value",
      ])
  }

  @Test("inputs carry the SHA-256 of their bytes")
  func digest() {
    // FIPS 180-2, appendix B.1.
    #expect(
      envelope.json()["inputs"]?.elements?[0]["sha256"]
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("no absolute path is written")
  func paths() {
    let input = Envelope.Input(path: "/home/someone/log.csv", bytes: [], rowsRead: 0, rowsUsed: 0)
    #expect(input.path == "log.csv")
    #expect(!envelope.rendered().contains("someone"))
  }

  @Test("names can follow broom, in the results only")
  func names() {
    let row = envelope.json(names: .broom)["results"]?["effects"]?.elements?[0]
    #expect(row?.members?.map(\.name) == ["arm", "conf.low", "std.error"])
  }

  @Test("a failure is an envelope without results, and the same bytes twice")
  func failure() throws {
    let failed = Envelope(version: "1", command: "nof1 check", findings: [finding])
    #expect(failed.json()["results"] == [:])
    #expect(failed.json()["seed"] == .null)
    #expect(failed.rendered() == failed.rendered())
    #expect(try JSONValue(parsing: failed.rendered()) == failed.json())
  }
}
