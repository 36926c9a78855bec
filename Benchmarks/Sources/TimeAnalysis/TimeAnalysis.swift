import ArgumentParser
import Glibc
import NOf1
import Numerics
import SimulatedStudies

/// Measures how long the analysis of one 84-night log takes.
@main
struct TimeAnalysis: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-analysis", abstract: "Times the analysis of one 84-night log.",
    discussion: """
      CPU time is that of the working thread, for the simulation that of all threads. What is \
      aimed at: main fit 3 ms (of ordered levels 15 ms) and whole analysis 20 ms of CPU; with the \
      simulation 5 s of wall time with 2 jobs.
      """)

  @Option(help: "Runs of each measurement; the simulation gets a tenth of them.")
  var repeats = 50

  func validate() throws {
    guard repeats >= 1 else { throw ValidationError("--repeats is 1 or more") }
  }

  func run() throws {
    let library = OpenBLAS.configuration
    print("OpenBLAS core \(library.coreName), \(library.threads) threads; \(repeats) repeats\n")
    print(
      "| log of 84 nights | work | CPU, median | CPU, least | wall, median | wall, least | aim |")
    print("|:--|:--|--:|--:|--:|--:|:--|")
    for kind in [Outcome.Kind.count, .score, .binary, .ordinal] {
      let simulated = SimulatedCase(kind)
      let log = simulated.log
      let fit = try Timing(repeats: repeats) { _ = try simulated.study.mainEffect(log) }
      report(kind, "main fit", fit, aim: kind == .ordinal ? "15 ms CPU" : "3 ms CPU")
      var options = AnalysisOptions()
      options.simulation = false
      let whole = try Timing(repeats: repeats) {
        _ = try simulated.study.analyze(log, options: options)
      }
      report(kind, "analysis without simulation", whole, aim: "20 ms CPU")
    }
    let simulated = SimulatedCase(.count)
    var options = AnalysisOptions()
    options.jobs = 2
    let simulation = try Timing(
      repeats: max(1, repeats / 10), clock: CLOCK_PROCESS_CPUTIME_ID
    ) {
      _ = try simulated.study.analyze(simulated.log, options: options)
    }
    report(.count, "analysis with simulation, 2 jobs", simulation, aim: "5000 ms wall")
  }

  private func report(_ kind: Outcome.Kind, _ work: String, _ timing: Timing, aim: String) {
    let times = [
      timing.processor.middle, timing.processor[0], timing.wall.middle, timing.wall[0],
    ]
    let cells = times.map { "\(($0 * 100).rounded() / 100) ms" }.joined(separator: " | ")
    print("| \(kind.rawValue) | \(work) | \(cells) | \(aim) |")
  }
}
