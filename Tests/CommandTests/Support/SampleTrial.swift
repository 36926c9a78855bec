import Foundation
import TestSupport

/// The crossover trial that comes with Magnify, and models of it.
enum SampleTrial {
  static let formula = "cramps_per_week ~ treatment + period + (1 | person)"
  static let slopes = "cramps_per_week ~ treatment + period + (1 + treatment | person)"
  static let levels = ["--levels", "treatment=placebo,magnesium"]

  static func text() throws -> String {
    try String(
      contentsOf: Reference.repository.appendingPathComponent(
        "Datasets/crossover-trial/crossover-trial.csv"), encoding: .utf8)
  }

  /// A folder that holds the trial as `trial.csv`.
  static func folder() throws -> Scratch {
    let folder = try Scratch()
    try folder.write(try text(), to: "trial.csv")
    return folder
  }

  /// `magnify fit FORMULA trial.csv` with the reference first among the treatments.
  static func fit(
    _ formula: String = formula, _ arguments: [String] = [], in folder: Scratch
  ) throws -> Magnify.Run {
    try Magnify.run(["fit", formula, "trial.csv"] + levels + arguments, in: folder)
  }
}
