import Foundation
import TestSupport
import Testing

/// The shipped package of magnesium trials, and tables as people bring them.
enum SampleTrials {
  static let package = Reference.repository.appendingPathComponent("Datasets/magnesium-trials").path

  static let claims = Reference.repository.appendingPathComponent("Datasets/claims").path

  static func run(_ arguments: String..., in folder: Scratch? = nil) throws -> Magnify.Run {
    try Magnify.run(["trials"] + arguments, in: try folder ?? Scratch())
  }

  /// Rows of a table of the results.
  static func rows(_ run: Magnify.Run, _ table: String) throws -> [[String: Any]] {
    let results = try #require(try run.json()["results"] as? [String: Any])
    return try #require(results[table] as? [[String: Any]], "\(table)")
  }

  /// A pool with the idiopathic trials of the package, a crossover and a parallel one.
  static let idiopathic = [package, "--group", "idiopathic"]
  /// Three trials of counts that reviews left unpooled, and a comparison that nobody allocated.
  static let pregnancy = [package, "--group", "pregnancy", "--outcome", "cramp-free"]
  /// Before-after figures alone.
  static let restlessLegs = [package, "--group", "rls", "--outcome", "PLMS"]
  /// One trial.
  static let single = [package, "--group", "pregnancy", "--outcome", "cramp frequency"]
}
