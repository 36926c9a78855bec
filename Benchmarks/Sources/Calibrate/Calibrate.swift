import ArgumentParser
import SimulatedStudies

/// Measures how often the default verdict rule is wrong, and how often it finds an effect.
@main
struct Calibrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Writes the calibration page of the verdict rule to standard output.")

  @Option(help: "Simulated logs in every cell.")
  var logs = 1000

  @Option(help: "Simulated people in every cell of looking early.")
  var people = 2000

  @Option(help: "Simulate only cells of looking early whose description holds this text.")
  var only: String?

  @Flag(help: "Write the section on looking early alone.")
  var earlyOnly = false

  @Option(help: "Seed of every random number.")
  var seed: UInt64 = 1

  @Option(help: "Threads; the page does not depend on it.")
  var jobs = 1

  @Option(help: "What the page says it was computed with.")
  var versions = ""

  func validate() throws {
    guard people >= 100 else { throw ValidationError("--people is 100 or more") }
    guard logs >= 1, jobs >= 1 else { throw ValidationError("--logs and --jobs are 1 or more") }
  }

  func run() {
    var progress = StandardError()
    let early = EarlyCalibration(people: people, only: only ?? "", seed: seed, jobs: jobs) {
      print($0, to: &progress)
    }
    // Some cells alone make no page: their lines have been written.
    if only != nil { return }
    let section = EarlySection(early, seed: seed)
    if earlyOnly {
      print(section.text, terminator: "")
      return
    }
    let cells = CalibrationCell.all
    let results = cells.enumerated().map { number, cell in
      let tally = cell.tally(logs: logs, number: number, seed: seed, jobs: jobs)
      print("\(number + 1) of \(cells.count) cells", to: &progress)
      return CalibrationResult(cell: cell, tally: tally)
    }
    let page = CalibrationPage(
      results: results, early: section, logs: logs, seed: seed, versions: versions)
    print(page.text, terminator: "")
  }
}
