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

  /// A case of counts.
  init(_ name: String) throws {
    let reference = try ReferenceCase(name)
    var specification = MixedModelSpecification(
      reference.formula,
      levels: try ReferenceCase.levels(dataset: reference.dataset, formula: reference.formula))
    specification.family = .poisson
    model = try specification.fitGeneralized(try ReferenceCase.table(reference.dataset))
    results = reference.results.values
  }

  /// The cases of cbpp, each animal a row of its own.
  init(animals name: String) throws {
    let reference = try ReferenceCase(name)
    var lines = ["herd,period,sick"]
    for row in try Reference.rows("data/cbpp.csv") {
      let (sick, size) = (Int(row["incidence"] ?? "") ?? 0, Int(row["size"] ?? "") ?? 0)
      for animal in 0..<size {
        lines.append("\(row["herd"] ?? ""),\(row["period"] ?? ""),\(animal < sick ? 1 : 0)")
      }
    }
    var specification = MixedModelSpecification(
      "sick ~ period + (1 | herd)",
      levels: try ReferenceCase.levels(dataset: "cbpp", formula: "period + herd"))
    specification.family = .binomial
    model = try specification.fitGeneralized(try makeTable(lines.joined(separator: "\n") + "\n"))
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
    people: Int = 30, nights: Int = 12, deviation: Double = 0.6, size: Double? = nil, seed: UInt64
  ) throws -> Table {
    var stream = RandomStream(seed: seed)
    var lines = ["person,x,time,y"]
    for person in 0..<people {
      let effect = deviation * stream.normal()
      for _ in 0..<nights {
        let x = stream.uniform()
        let time = 1 + stream.uniform()
        let mean = time * exp(0.8 + 0.7 * x + effect)
        let y =
          size.map { stream.negativeBinomial(size: $0, mean: mean) } ?? stream.poisson(mean: mean)
        lines.append("p\(person),\(x),\(time),\(y)")
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
