import ArgumentParser
import Glibc
import NOf1
import SimulatedStudies
import Tables

/// Measures how often the intervals of many people's analysis hold the truth.
@main
struct PopulationCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population-coverage",
    abstract: "Writes the page about the analysis of many people's logs to standard output.")

  @Option(help: "Simulated populations in every row.")
  var populations = 500

  @Option(help: "Persons in each.")
  var persons = 30

  @Option(help: "Seed of every random number.")
  var seed: UInt64 = 1

  @Option(help: "Threads; the page does not depend on it.")
  var jobs = 1

  @Option(help: "What the page says it was computed with.")
  var versions = ""

  @Option(help: "Instead of the page: write one population's nights to this CSV file.")
  var data: String?

  func validate() throws {
    guard populations >= 1, persons >= 2, jobs >= 1 else {
      throw ValidationError("--populations and --jobs are 1 or more, --persons 2 or more")
    }
  }

  func run() throws {
    if let data { return try writeExample(to: data) }
    var progress = StandardError()
    let truths: [Truth] = [
      .prior(rate: 0.6), .prior(rate: 3), .fixed(mu: -0.2, tau: 0.25), .fixed(mu: -0.2, tau: 0),
    ]
    var results: [CoverageTally] = []
    for (row, truth) in truths.enumerated() {
      results.append(
        try CoverageTally(
          truth, populations: populations, persons: persons, seed: seed, row: row, jobs: jobs))
      print("\(row + 1) of \(truths.count) rows", to: &progress)
    }
    let page = CoveragePage(
      results: results, populations: populations, persons: persons, seed: seed, versions: versions)
    print(page.text, terminator: "")
  }

  /// The first population with mu = -0.2 and tau = 0.25, and what its analysis says.
  private func writeExample(to path: String) throws {
    let population = SimulatedPopulation(mu: -0.2, tau: 0.25, seed: seed, number: 1 << 32)
    var nights = CSVWriter(header: ["person", "night", "treatment", "cramps"])
    let accumulator = try PopulationAccumulator()
    for index in 0..<persons {
      let log = population.person(index).log
      let name = "p\(index + 1)"
      for night in log.nights {
        nights.append([
          .text(name), .integer(night.day + 1), .text(log.arms[night.arm]),
          .integer(Int(night.outcome ?? 0)),
        ])
      }
      try accumulator.add([PersonInput(name: name, log: log, study: population.study)])
    }
    var rows = CSVWriter(header: ["person", "raw", "shrunken"])
    let analysis = try accumulator.analyze { person in
      rows.append([.text(person.person), .number(log(person.raw)), .number(log(person.shrunken))])
    }
    rows.append([.text("mu"), .number(analysis.mu.sd), .number(analysis.mu.mean)])
    rows.append([.text("tau"), .number(analysis.tau.sd), .number(analysis.tau.mean)])
    try AtomicFile.writeAll(
      [(path, nights.bytes), (path + ".pool", rows.bytes)], overwrite: true)
  }
}
