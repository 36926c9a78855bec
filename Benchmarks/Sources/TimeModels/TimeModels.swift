import ArgumentParser
import MixedModels
import Numerics
import Tables

/// Measures how long mixed models take to fit.
@main
struct TimeModels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-models", abstract: "Times the fits of mixed models.",
    subcommands: [Data.self, Fit.self, Stages.self, Sizes.self, Memory.self, Kernels.self])

  /// Writes the simulated data sets.
  struct Data: ParsableCommand {
    @Argument(help: "The folder to write to.") var folder: String

    func run() throws {
      for people in [2000, 20_000] {
        try SimulatedData.longitudinal(people: people)
          .write(to: "\(folder)/longitudinal-\(people)x60.csv")
      }
      try SimulatedData.series(people: 1000).write(to: "\(folder)/series-1000x56.csv")
    }
  }

  /// Prints a line of JSON for each case.
  struct Fit: ParsableCommand {
    @Argument(help: "The folder with the data.") var folder: String
    @Argument(help: "The cases.") var cases: [TimedCase]
    @Option(help: "For about how long each is repeated.") var seconds = 1.0

    func run() throws {
      for timedCase in cases {
        let table = try Table.read(path: "\(folder)/\(timedCase.file)")
        print(try timedCase.timed(table, seconds: seconds).json)
      }
    }
  }

  /// Prints the stages of a fit as CSV.
  struct Stages: ParsableCommand {
    @Argument(help: "The folder with the data.") var folder: String
    @Argument(help: "The cases.") var cases: [ModelCase]
    @Option(help: "For about how long each stage is repeated.") var seconds = 1.0

    func run() throws {
      print("case,\(StageTimes.header)")
      for modelCase in cases {
        let table = try Table.read(path: "\(folder)/\(modelCase.file)")
        let times = try StageTimes(modelCase.specification, table, seconds: seconds)
        print("\(modelCase.rawValue),\(times.csv)")
      }
    }
  }

  /// Prints the stages of fits of 1,000 rows and more as CSV.
  struct Sizes: ParsableCommand {
    @Option(help: "The largest number of rows.") var rows = 1_000_000
    @Option(help: "For about how long each stage is repeated.") var seconds = 0.5

    func run() throws {
      print("design,rows,effects,\(StageTimes.header)")
      for design in SizeDesign.allCases {
        var rows = 1000
        while rows <= self.rows {
          let times = try StageTimes(
            design.specification, design.table(rows: rows), seconds: seconds)
          print("\"\(design.rawValue)\",\(rows),\(design.effects(rows: rows)),\(times.csv)")
          rows *= 10
        }
      }
    }
  }

  /// Fits once and prints the memory that it took, in bytes.
  struct Memory: ParsableCommand {
    @Argument(help: "The folder with the data.") var folder: String
    @Argument(help: "The case.") var modelCase: ModelCase

    func run() throws {
      let table = try Table.read(path: "\(folder)/\(modelCase.file)")
      let (before, reading) = (ProcessMemory.resident, ProcessMemory.peak)
      ProcessMemory.resetPeak()
      let model = try modelCase.specification.fit(table)
      let fitting = ProcessMemory.peak
      print(
        "{\"case\": \"\(modelCase.rawValue)\", \"deviance\": \(model.deviance), "
          + "\"peak\": \(max(reading, fitting)), \"growth\": \(fitting - before)}")
    }
  }

  /// Prints the kernels that OpenBLAS uses.
  struct Kernels: ParsableCommand {
    func run() {
      let library = OpenBLAS.configuration
      print(
        "{\"core\": \"\(library.coreName)\", \"threads\": \(library.threads), "
          + "\"switched\": \(library.kernelsWereSwitched), "
          + "\"library\": \"\(library.libraryPath ?? "")\"}")
    }
  }
}

extension ModelCase: ExpressibleByArgument {}
