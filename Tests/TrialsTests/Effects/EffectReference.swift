import Foundation
import TestSupport
import Testing

@testable import Trials

/// The reference cases of effects: data as summaries, expected estimates and variances.
enum EffectReference {
  /// The largest relative difference of an estimate or variance, absolute below 1; effects that
  /// the reference lacks must be excluded, and only those.
  static func largestDifference(
    _ name: String, key: String, of studies: [SummarizedStudy?],
    _ specification: EffectSpecification
  ) throws -> Double {
    let results = try #require(Reference.json("expected/\(name).json")["results"] as? [String: Any])
    let expected = try #require(results[key] as? [String: Any], "no \(key) in \(name)")
    let estimates = try #require(expected["yi"] as? [Any])
    let variances = try #require(expected["vi"] as? [Any])
    try #require(estimates.count == studies.count)
    let effects = try specification.effects(of: studies.compactMap { $0 })
    let byStudy = Dictionary(uniqueKeysWithValues: effects.effects.map { ($0.study, $0) })
    #expect(effects.inputCount == studies.compactMap { $0 }.count)
    var largest = 0.0
    for (index, study) in studies.enumerated() {
      guard let estimate = estimates[index] as? Double,
        let variance = variances[index] as? Double
      else {
        #expect(study.flatMap { byStudy[$0.study] } == nil, "row \(index) has no effect")
        continue
      }
      let effect = try #require(study.flatMap { byStudy[$0.study] }, "row \(index) of \(key)")
      largest = max(largest, abs(effect.estimate - estimate) / max(1, abs(estimate)))
      largest = max(largest, abs(effect.variance - variance) / variance)
    }
    return largest
  }

  /// The rows of a data file, each a study labelled by its number; nil where a number is missing.
  static func studies(
    _ file: String, _ summary: ([String: String]) throws -> StudySummary?
  ) throws -> [SummarizedStudy?] {
    try Reference.rows("data/\(file).csv").enumerated().map { index, row in
      try summary(row).map { SummarizedStudy(study: "\(index)", summary: $0) }
    }
  }

  static func number(_ row: [String: String], _ column: String) -> Double? {
    row[column].flatMap(Double.init)
  }

  static func count(_ row: [String: String], _ column: String) throws -> Int {
    try #require(row[column].flatMap(Int.init))
  }

  static func mean(_ row: [String: String], _ side: String) throws -> GroupMean? {
    guard let mean = number(row, "m\(side)i"), let deviation = number(row, "sd\(side)i") else {
      return nil
    }
    return try GroupMean(
      count: try count(row, "n\(side)i"), mean: mean, standardDeviation: deviation)
  }

  static func means(_ row: [String: String]) throws -> StudySummary? {
    guard let treatment = try mean(row, "1"), let comparator = try mean(row, "2") else {
      return nil
    }
    return .means(TwoGroupMeans(treatment: treatment, comparator: comparator))
  }

  static func paired(_ row: [String: String]) throws -> StudySummary? {
    func side(_ name: String) throws -> GroupMean {
      try GroupMean(
        count: try count(row, "ni"), mean: try #require(number(row, "m\(name)i")),
        standardDeviation: try #require(number(row, "sd\(name)i")))
    }
    let correlation = try #require(number(row, "ri"))
    return .pairedMeans(
      try PairedMeans(
        treatment: try side("1"), comparator: try side("2"), correlation: correlation))
  }

  static func events(_ row: [String: String]) throws -> TwoGroupEvents? {
    guard row["ai"] != "NA", row["ci"] != "NA" else { return nil }
    return TwoGroupEvents(
      treatment: try GroupEvents(events: try count(row, "ai"), total: try count(row, "n1i")),
      comparator: try GroupEvents(events: try count(row, "ci"), total: try count(row, "n2i")))
  }

  static func bcg(_ row: [String: String]) throws -> TwoGroupEvents {
    let cells = try ["tpos", "tneg", "cpos", "cneg"].map { try count(row, $0) }
    return TwoGroupEvents(
      treatment: try GroupEvents(events: cells[0], total: cells[0] + cells[1]),
      comparator: try GroupEvents(events: cells[2], total: cells[2] + cells[3]))
  }

  static func rates(_ row: [String: String]) throws -> TwoGroupRates {
    func side(_ name: String) throws -> GroupRate {
      try GroupRate(
        events: try count(row, "x\(name)i"), personTime: try #require(number(row, "t\(name)i")))
    }
    return TwoGroupRates(treatment: try side("1"), comparator: try side("2"))
  }
}
