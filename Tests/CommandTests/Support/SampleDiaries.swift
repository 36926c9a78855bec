import Foundation
import TestSupport

/// The diaries of the first people that come with Magnify, and models of them.
enum SampleDiaries {
  static let counts = "cramps ~ treatment + (1 | person)"
  static let nights = "cramp_night ~ treatment + (1 | person)"
  static let levels = ["--levels", "treatment=placebo,magnesium"]

  /// The header and the rows of `people` persons, by lines.
  static func lines(people: Int = 12) throws -> [String] {
    let text = try String(
      contentsOf: Reference.repository.appendingPathComponent(
        "Datasets/cramp-diaries/cramp-diaries.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    return [lines[0]] + lines.dropFirst().filter { (Int($0.dropFirst().prefix(2)) ?? 0) <= people }
  }

  /// A folder that holds them as `diaries.csv`.
  /// - Parameter awayNights: whether every fifth night is spent away from home, without cramps.
  static func folder(people: Int = 12, awayNights: Bool = false) throws -> Scratch {
    let folder = try Scratch()
    let rows = try lines(people: people).map { line -> String in
      var cells = line.split(separator: ",").map(String.init)
      if awayNights, let night = Int(cells[1]), night % 5 == 0 { cells[4] = "0" }
      return cells.joined(separator: ",")
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "diaries.csv")
    return folder
  }

  /// `magnify fit FORMULA diaries.csv` with placebo first among the treatments.
  static func fit(
    _ formula: String = counts, family: String = "poisson", _ arguments: [String] = [],
    in folder: Scratch
  ) throws -> Magnify.Run {
    try Magnify.run(
      ["fit", formula, "diaries.csv", "--family", family] + levels + arguments, in: folder)
  }

  /// The same of the counts with a random intercept.
  static func fit(_ arguments: [String], in folder: Scratch) throws -> Magnify.Run {
    try fit(counts, arguments, in: folder)
  }
}
