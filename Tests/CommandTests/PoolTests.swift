import Foundation
import Testing

@Suite("nof1 pool")
struct PoolTests {
  /// A folder `logs` with one log a person, each with an effect of their own.
  private func folder(_ persons: Int) throws -> Scratch {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
      atPath: folder.path("logs"), withIntermediateDirectories: false)
    for person in 0..<persons {
      try folder.write(log(person).text, to: "logs/p\(10 + person).csv")
    }
    return folder
  }

  private func log(_ person: Int) -> SampleLog {
    var log = SampleLog.cycles(4)
    log.outcomes["magnesium"] = [1, 0, Double(person % 3), 1, 0, 2, 0, 1, 0]
    log.outcomes["placebo"] = [2, 0, 1, Double(2 + person % 2), 1, 0, 2, 1, 4, 0, 1]
    return log
  }

  private let verb = ["nof1", "pool", "logs", "--reference", "placebo"]

  @Test("a folder gives the average, the spread and everybody's row, the same at any --jobs")
  func endToEnd() throws {
    let folder = try folder(8)
    let page = try Magnify.run(verb + ["--people", "people.csv", "--plots", "plots"], in: folder)
    #expect(page.status == 0, "\(page.error)")
    #expect(page.output.contains("Magnesium against placebo · 8 people"))
    #expect(page.output.contains("expected responders"))
    let rows = try folder.read("people.csv").split(separator: "\n")
    #expect(rows.count == 9 && rows[0].hasPrefix("person,nights,") && rows[1].hasPrefix("p10,28,"))
    #expect(try folder.permissions(of: "people.csv") == 0o600)
    #expect(folder.contents.filter { $0.hasPrefix("plots/") }.count == 3)
    let one = try Magnify.run(verb + ["--json", "--jobs", "1"], in: folder)
    let two = try Magnify.run(verb + ["--json", "--jobs", "2"], in: folder)
    #expect(one.status == 0 && one.output == two.output)
    let results = try #require(try one.json()["results"] as? [String: Any])
    #expect((results["people"] as? [Any])?.count == 8)
  }

  @Test("one table of everybody gives what its parts give")
  func longTable() throws {
    let folder = try folder(5)
    var lines = ["person,date,treatment,cramps,period"]
    for person in 0..<5 {
      lines += log(person).lines.dropFirst().map { "p\(10 + person),\($0)" }
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "all.csv")
    let parts = try Magnify.run(verb + ["--format", "csv", "--table", "people"], in: folder)
    let whole = try Magnify.run(
      [
        "nof1", "pool", "all.csv", "--person", "person", "--reference", "placebo", "--format",
        "csv", "--table", "people",
      ], in: folder)
    #expect(parts.status == 0 && whole.status == 0, "\(whole.error)")
    #expect(parts.output == whole.output)
  }

  @Test("who cannot be analysed ends it, or is left out with the reason")
  func unusable() throws {
    let folder = try folder(4)
    try folder.write("date,treatment,cramps\n2025-01-01,placebo,x\n", to: "logs/p99.csv")
    let strict = try Magnify.run(verb + ["--people", "people.csv"], in: folder)
    #expect(strict.status == 2 && strict.error.contains("p99.csv:2:"), "\(strict.error)")
    #expect(!folder.contents.contains("people.csv"))
    let lenient = try Magnify.run(verb + ["--skip-unusable", "--json"], in: folder)
    #expect(lenient.status == 0, "\(lenient.error)")
    let excluded = try #require(try lenient.json()["excluded"] as? [[String: Any]])
    #expect(excluded.count == 1 && excluded[0]["what"] as? String == "p99")
  }

  @Test("what cannot be pooled is refused")
  func refused() throws {
    let folder = try folder(1)
    #expect(try Magnify.run(verb, in: folder).status == 4)
    #expect(try Magnify.run(["nof1", "pool", "nowhere"], in: folder).status == 66)
    #expect(try Magnify.run(verb + ["--mu", "0"], in: folder).status == 64)
    #expect(try Magnify.run(verb + ["--mu", "0,0.2", "--tau", "-1"], in: folder).status == 64)
    #expect(try Magnify.run(verb + ["--person", "person", "logs"], in: folder).status == 64)
    try FileManager.default.createDirectory(
      atPath: folder.path("empty"), withIntermediateDirectories: false)
    #expect(try Magnify.run(["nof1", "pool", "empty"], in: folder).status == 66)
    var other = SampleLog.cycles(4)
    other.periods = other.periods.map { $0 == "magnesium" ? "calcium" : $0 }
    other.outcomes["calcium"] = [1, 0, 1]
    try folder.write(other.text, to: "logs/p20.csv")
    let mixed = try Magnify.run(verb, in: folder)
    #expect(mixed.status == 2 && mixed.error.contains("N301"), "\(mixed.error)")
  }
}
