import ArgumentParser
import SimulatedStudies

/// Measures whether generalised mixed models find the parameters that data were drawn with.
@main
struct Recover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Writes the page of bias and coverage to standard output.")

  @Option(help: "Simulated logs of every truth.")
  var logs = 500

  @Option(help: "Seed of every random number.")
  var seed: UInt64 = 1

  @Option(help: "Threads; the page does not depend on it.")
  var jobs = 1

  @Option(help: "What the page says it was computed with.")
  var versions = ""

  func validate() throws {
    guard logs >= 2, jobs >= 1 else {
      throw ValidationError("--logs is 2 or more, --jobs 1 or more")
    }
  }

  func run() {
    var progress = StandardError()
    let results = (RecoveryCase.right + RecoveryCase.wrong).map { recovery in
      let fits = recovery.fits(logs: logs, seed: seed, jobs: jobs)
      print("\(recovery.truth.name), fitted: \(recovery.fitted.name)", to: &progress)
      return RecoveryResult(recovery, fits)
    }
    let right = RecoveryCase.right.count
    let page = RecoveryPage(
      right: Array(results[..<right]), wrong: Array(results[right...]), logs: logs, seed: seed,
      versions: versions)
    print(page.text, terminator: "")
  }
}
