import ArgumentParser
import Tables
import Trials

/// Measures how long it takes to pool many small meta-analyses.
@main
struct TimePooling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-pooling", abstract: "Times the pooling of 1,000 meta-analyses of 8 studies.",
    subcommands: [Data.self, Fit.self])

  /// Prints the simulated effects as CSV.
  struct Data: ParsableCommand {
    func run() { print(PoolingData.simulated(analyses: 1000, studies: 8), terminator: "") }
  }

  /// Prints a line of JSON for each estimator of tau^2.
  struct Fit: ParsableCommand {
    @Argument(help: "The file with the effects.") var file: String
    @Option(help: "How often all analyses are pooled.") var passes = 20

    func run() throws {
      let analyses = try PoolingData.analyses(Table.read(path: file))
      for estimator in HeterogeneityEstimator.allCases {
        print(try PoolingTimes(estimator, analyses, passes: passes).json)
      }
    }
  }
}
