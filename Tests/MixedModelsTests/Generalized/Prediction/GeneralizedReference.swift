import Foundation
import MixedModels
import Numerics
import Tables
import TestSupport
import Testing

/// A generalised model of the reference folder, fitted, with what R found.
struct GeneralizedReference {
  let model: GeneralizedMixedModel
  let results: [String: Any]

  /// - Parameter family: the case's own, Poisson unless it is named.
  init(
    _ name: String, family: ResponseFamily = .poisson, zeroInflation: String? = nil
  ) throws {
    let reference = try ReferenceCase(name)
    var specification = MixedModelSpecification(
      reference.formula,
      levels: try ReferenceCase.levels(dataset: reference.dataset, formula: reference.formula))
    specification.family = family
    specification.zeroInflation = zeroInflation
    model = try specification.fitGeneralized(try ReferenceCase.table(reference.dataset))
    results = reference.results.values
  }

  func number(_ path: String...) throws -> Double {
    try #require(value(path) as? Double, "\(path)")
  }

  func numbers(_ path: String...) throws -> [Double] {
    try #require(value(path) as? [Double], "\(path)")
  }

  private func value(_ path: [String]) -> Any? {
    path.reduce(results as Any?) { ($0 as? [String: Any])?[$1] }
  }
}

/// Simulated diaries: people, some nights each, counts with a known effect.
enum SimulatedCounts {
  /// - Parameter size: of the negative binomial, Poisson where nil.
  static func table(
    people: Int = 30, nights: Int = 12, deviation: Double = 0.6, size: Double? = nil, seed: UInt64,
    weekdays: Bool = false
  ) throws -> Table {
    var stream = RandomStream(seed: seed)
    var lines = ["person,day,x,time,y"]
    let days = [-0.5, 0.3, 0.6, -0.2, 0.1, -0.4, 0.2]
    for person in 0..<people {
      let effect = deviation * stream.normal()
      for night in 0..<nights {
        // Some of the nights of a weekday are zero.
        let day = weekdays ? days[(night + person) % 7] : 0
        let isZero = weekdays && (3 * night + person) % 8 == 0
        let x = stream.uniform()
        let time = 1 + stream.uniform()
        let mean = isZero ? 0 : time * exp(0.8 + 0.7 * x + effect + day)
        let y =
          size.map { stream.negativeBinomial(size: $0, mean: mean) } ?? stream.poisson(mean: mean)
        lines.append("p\(person),d\((night + person) % 7),\(x),\(time),\(y)")
      }
    }
    return try makeTable(lines.joined(separator: "\n") + "\n")
  }

  static func fit(
    _ table: Table, formula: String = "y ~ x + offset(log(time)) + (1 | person)",
    family: ResponseFamily = .poisson
  ) throws -> GeneralizedMixedModel {
    var specification = MixedModelSpecification(formula)
    specification.family = family
    return try specification.fitGeneralized(table)
  }
}
