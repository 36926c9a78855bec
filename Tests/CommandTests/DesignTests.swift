import Foundation
import Testing

@Suite("nof1 design")
struct DesignTests {
  private static let verb = [
    "nof1", "design", "--arms", "placebo,magnesium", "--cycles", "4", "--period", "7", "--start",
    "2026-01-05", "--no-simulation",
  ]

  private func design(_ extra: [String], in folder: Scratch) throws -> Magnify.Run {
    try Magnify.run(DesignTests.verb + extra, in: folder)
  }

  /// Fills the outcome of every row: 2 a night, or what `outcome` says.
  private func filled(_ text: String, _ outcome: (Int) -> String = { $0 % 3 == 0 ? "3" : "1" })
    -> String
  {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let header = lines[0].split(separator: ",").map(String.init)
    let column = header.firstIndex(of: "cramps") ?? 0
    for index in lines.indices.dropFirst() where !lines[index].isEmpty {
      var cells = lines[index].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
      cells[column] = outcome(index)
      lines[index] = cells.joined(separator: ",")
    }
    return lines.joined(separator: "\n")
  }

  @Test("a plan is written, filled in and analysed without another file")
  func endToEnd() throws {
    let folder = try Scratch()
    let run = try design(["--seed", "7", "--into", "trial"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("PLAN DRAWN"))
    #expect(
      folder.contents == [
        "trial", "trial/log.csv", "trial/schedule.csv", "trial/study.yaml",
      ])
    try folder.write(filled(try folder.read("trial/log.csv")), to: "trial/log.csv")
    let verb = ["nof1", "analyze", "trial/log.csv", "--study", "trial/study.yaml"]
    let answer = try Magnify.run(verb + ["--no-simulation"], in: folder)
    #expect(answer.status == 0, "\(answer.error)")
    #expect(answer.output.contains("4 randomised cycles"))
    #expect(answer.output.contains("randomisation test"))
  }

  @Test("the same seed gives the same bytes, another seed another order")
  func seeds() throws {
    let folder = try Scratch()
    var schedules: [String] = []
    for (index, seed) in ["3", "3", "4"].enumerated() {
      #expect(try design(["--seed", seed, "--into", "t\(index)"], in: folder).status == 0)
      schedules.append(try folder.read("t\(index)/schedule.csv"))
    }
    #expect(schedules[0] == schedules[1])
    #expect(schedules[0] != schedules[2])
    let json = try design(["--seed", "3", "--json"], in: folder).json()
    #expect(json["seed"] as? Int == 3)
    let drawn = try (0..<2).map { _ in try design(["--json"], in: folder).json()["seed"] as? Int }
    #expect(drawn[0] != nil && drawn[0] != drawn[1])
  }

  @Test("a blinded plan tells the arms to its key alone, and is opened by it")
  func blinded() throws {
    let folder = try Scratch()
    let run = try design(
      ["--seed", "11", "--blinded", "--into", "t", "--key", "key.yaml", "--json"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    for name in ["t/schedule.csv", "t/log.csv"] {
      let text = try folder.read(name)
      #expect(!text.contains("placebo") && !text.contains("magnesium"))
    }
    let study = try folder.read("t/study.yaml")
    #expect(!study.contains("seed"))
    #expect(run.output.contains("\"seed\": null"))
    #expect(try folder.permissions(of: "key.yaml") == 0o600)
    try folder.write(filled(try folder.read("t/log.csv")), to: "t/log.csv")
    let verb = ["nof1", "analyze", "t/log.csv", "--study", "t/study.yaml", "--no-simulation"]
    let closed = try Magnify.run(verb, in: folder)
    #expect(closed.status == 2 && closed.error.contains("--key"))
    let open = try Magnify.run(verb + ["--key", "key.yaml"], in: folder)
    #expect(open.status == 0, "\(open.error)")
    #expect(open.output.contains("Magnesium against placebo"))
    // Another plan's key, and a schedule that was changed.
    #expect(
      try design(["--seed", "12", "--blinded", "--into", "u"], in: folder).status == 0)
    let other = try Magnify.run(verb + ["--key", "u/sealed-key.yaml"], in: folder)
    #expect(other.status == 2 && other.error.contains("N222"), "\(other.error)")
    try folder.write(try folder.read("t/schedule.csv") + "\n", to: "t/schedule.csv")
    let changed = try Magnify.run(verb + ["--key", "key.yaml"], in: folder)
    #expect(changed.status == 2 && changed.error.contains("N223"), "\(changed.error)")
  }

  @Test(
    "a log that broke its plan is refused, with what to do",
    arguments: ["deleted", "reordered", "swapped", "unknown arm", "extra", "two people"])
  func broken(kind: String) throws {
    let folder = try Scratch()
    #expect(try design(["--seed", "7", "--into", "t"], in: folder).status == 0)
    var lines = filled(try folder.read("t/log.csv")).split(separator: "\n").map(String.init)
    switch kind {
    case "deleted": lines.remove(at: 20)
    case "reordered": lines.swapAt(3, 30)
    case "swapped":
      let other = lines[5].contains("placebo") ? ("placebo", "magnesium") : ("magnesium", "placebo")
      lines[5] = lines[5].replacingOccurrences(of: other.0, with: other.1)
    case "unknown arm":
      lines[5] = lines[5].replacingOccurrences(of: "placebo", with: "calcium")
        .replacingOccurrences(of: "magnesium", with: "calcium")
    case "extra":
      let cells = lines[1].split(separator: ",", omittingEmptySubsequences: false)
      lines.append((["2026-09-01"] + cells.dropFirst().map(String.init)).joined(separator: ","))
    default:
      lines = lines.enumerated().map { index, line in
        line + (index == 0 ? ",person" : index < 30 ? ",anna" : ",bert")
      }
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "t/log.csv")
    for name in ["analyze", "check"] {
      let run = try Magnify.run(
        ["nof1", name, "t/log.csv", "--study", "t/study.yaml"], in: folder)
      #expect(run.status == 2, "\(kind) \(name): \(run.output.prefix(300))")
      #expect(run.error.contains("error N"), "\(run.error)")
      #expect(run.error.contains("hint:"), "\(run.error)")
      #expect(run.error.contains("t/log.csv:"), "\(run.error)")
    }
  }

  @Test("what no plan can be is refused")
  func refused() throws {
    let folder = try Scratch()
    let base = ["nof1", "design"]
    func run(_ arguments: [String]) throws -> Magnify.Run {
      try Magnify.run(base + arguments, in: folder)
    }
    let one = ["--arms", "placebo", "--cycles", "4", "--period", "7"]
    #expect(try run(one).status == 2)
    let same = ["--arms", "placebo,placebo", "--cycles", "4", "--period", "7"]
    #expect(try run(same).status == 2)
    let two = ["--arms", "placebo,magnesium"]
    #expect(try run(two + ["--cycles", "0", "--period", "7"]).status == 2)
    #expect(try run(two + ["--cycles", "2", "--period", "7", "--wash-in", "7"]).status == 2)
    let sound = two + ["--cycles", "2", "--period", "7", "--no-simulation"]
    #expect(try run(sound + ["--looks", "a"]).status == 64)
    #expect(try run(sound + ["--looks", "1,2", "--continuous"]).status == 64)
    #expect(try run(sound + ["--blinded"]).status == 64)
    #expect(try run(sound + ["--start", "2026-13-01"]).status == 64)
    #expect(try run(sound + ["--into", "x/y"]).status == 73)
    #expect(try run(sound + ["--into", "t"]).status == 0)
    #expect(try run(sound + ["--into", "t"]).status == 73)
    #expect(folder.contents == ["t", "t/log.csv", "t/schedule.csv", "t/study.yaml"])
  }

  @Test("what the plan can find is the same at any number of threads")
  func jobs() throws {
    let folder = try Scratch()
    let arguments = DesignTests.verb.dropLast() + ["--seed", "5", "--simulations", "10", "--json"]
    let one = try Magnify.run(arguments + ["--jobs", "1"], in: folder)
    let two = try Magnify.run(arguments + ["--jobs", "2"], in: folder)
    #expect(one.status == 0 && one.output == two.output)
    #expect(one.output.contains("\"p_responder\""))
  }
}
