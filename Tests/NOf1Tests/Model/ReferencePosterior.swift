import Foundation
import NOf1
import Tables
import TestSupport
import Testing

/// The sampled posterior of one reference series under one prior, and what it is compared by.
struct ReferencePosterior: CustomTestStringConvertible, Sendable {
  let series: String
  let prior: String
  /// Yes and no as two ordered levels.
  var asLevels = false

  static let all: [ReferencePosterior] =
    ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "melatonin70"].map {
      .init(series: $0, prior: "wide")
    }
    + ["p1", "p2"].flatMap { series in
      ["sceptical", "trial", "enthusiast"].map { .init(series: series, prior: $0) }
    }
    + [.init(series: "p6", prior: "wide", asLevels: true)]

  static var areThere: Bool { Reference.has("nof1/crosscheck.json") }

  var testDescription: String { "\(series) \(prior)\(asLevels ? " as levels" : "")" }
  var isGaussian: Bool { series == "p5" || series == "melatonin70" }
  var column: String {
    ["p5": "severity", "p6": "cramp_night", "melatonin70": "mood"][series] ?? "cramps"
  }
  var minimalImportantDifference: Double {
    ["p5": 1.0, "melatonin70": 5.0][series] ?? 0.75
  }

  /// The log and its study, read from the CSV file.
  func read() throws -> ReadLog {
    let text = try String(
      contentsOf: Reference.folder.appendingPathComponent("nof1/\(series).csv"), encoding: .utf8)
    var overrides = StudyOverrides()
    overrides.reference = series == "melatonin70" ? "control" : "placebo"
    if series == "p4" { overrides.treatments = ["citrate", "glycinate"] }
    overrides.outcomeColumn = column
    overrides.outcomeKind =
      isGaussian ? .score : asLevels ? .ordinal : series == "p6" ? .binary : .count
    overrides.better = series == "melatonin70" ? .higher : .lower
    overrides.minimalImportantDifference = minimalImportantDifference
    overrides.randomisation = series == "melatonin70" ? .nightly(maximumRun: 2) : .pairedCycles
    overrides.prior = .named(prior)
    return try Logs.read(text, overrides: overrides)
  }

  /// The sampled posterior, as written.
  func sampled() throws -> [String: Any] {
    try Reference.json("nof1/posterior/\(series)_\(prior).json")
  }

  /// What was computed without sampling, where that was done.
  func crosscheck(_ kind: String) throws -> [String: Any]? {
    guard prior == "wide" else { return nil }
    let all = try Reference.json("nof1/crosscheck.json")
    return (all[series] as? [String: Any])?[kind] as? [String: Any]
  }
}

extension [String: Any] {
  func object(_ key: String) -> [String: Any] { self[key] as? [String: Any] ?? [:] }
  func number(_ key: String) -> Double { (self[key] as? NSNumber)?.doubleValue ?? .nan }
}
