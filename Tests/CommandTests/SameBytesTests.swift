import Foundation
import Testing

@Suite("The same input gives the same bytes")
struct SameBytesTests {
  /// A log with a firm answer: an open one would be followed by a longer simulation.
  private static let log: SampleLog = {
    var log = SampleLog.cycles(4)
    log.nightsPerPeriod = 4
    log.outcomes = ["placebo": [3, 5, 4], "magnesium": [0, 0, 1]]
    return log
  }()

  @Test(
    "twice, at one job and at two, simulation included",
    arguments: zip(["json", "table", "csv", "md"], [20, 3, 3, 3]))
  func jobs(format: String, simulations: Int) throws {
    let table = format == "csv" ? ["--table", "operating_characteristics"] : []
    let runs = try [1, 2].map { jobs in
      let folder = try Scratch()
      try folder.write(SameBytesTests.log.text, to: "log.csv")
      let run = try Magnify.run(
        [
          "nof1", "analyze", "log.csv", "--randomisation", "paired-cycles", "--simulations",
          String(simulations), "--jobs", String(jobs), "--format", format, "-o", "result",
          "--plots", "plots",
        ] + table, in: folder)
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.isEmpty)
      return try contents(of: folder)
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count == 11)
    let result = try #require(runs[0]["result"])
    #expect(result.contains(format == "csv" || format == "json" ? "p_responder" : "responder"))
    if format == "csv" { #expect(result.split(separator: "\n").count == 10) }
  }

  @Test("without a simulation too, for every table")
  func tables() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(3).text, to: "log.csv")
    let names = [
      "effects", "hyperparameters", "arms", "guards", "cycles", "cycle_level", "sensitivity",
      "nights",
    ]
    for name in names {
      let verb = [
        "nof1", "analyze", "log.csv", "--no-simulation", "--format", "csv", "--table", name,
      ]
      let runs = try [1, 2].map { _ in try Magnify.run(verb, in: folder) }
      #expect(runs[0].output == runs[1].output)
      #expect(runs[0].output.split(separator: "\n").count > 1)
    }
  }

  @Test("another seed gives another simulation")
  func seed() throws {
    let folder = try Scratch()
    try folder.write(SameBytesTests.log.text, to: "log.csv")
    let runs = try [1, 2].map { seed in
      try Magnify.run(
        [
          "nof1", "analyze", "log.csv", "--randomised", "--simulations", "8", "--seed",
          String(seed), "--format", "csv", "--table", "operating_characteristics",
        ], in: folder)
    }
    #expect(runs.allSatisfy { $0.status == 0 })
    #expect(runs[0].output != runs[1].output)
  }

  /// The text of every file except the log, by its path.
  private func contents(of folder: Scratch) throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in folder.contents where name != "log.csv" {
      texts[name] = name == "plots" ? "" : try folder.read(name)
    }
    return texts
  }
}
