import Foundation
import MixedModels
import Tables
import TestSupport
import Testing

extension ReferenceCase {
  /// The cases of fitted linear mixed models.
  static func linearMixedModels() throws -> [ReferenceCase] {
    guard Reference.has("cases.tsv") else { return [] }
    let text = try String(
      contentsOf: Reference.folder.appendingPathComponent("cases.tsv"), encoding: .utf8)
    var cases: [ReferenceCase] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      if fields.count > 1 && fields[1] == "lmm" {
        cases.append(try ReferenceCase(String(fields[0])))
      }
    }
    return cases
  }

  /// The model of the case, or of another formula on its data, factors with the reference's levels.
  func fit(
    _ formula: String? = nil, criterion: Criterion? = nil,
    contrasts: [MixedModelSpecification.ColumnContrasts]? = nil,
    correlation: String? = nil, variance: String? = nil
  ) throws -> LinearMixedModel {
    let formula = formula ?? self.formula
    let specification = MixedModelSpecification(
      formula,
      criterion: criterion
        ?? (method == "ML" ? .maximumLikelihood : .restrictedMaximumLikelihood),
      weights: name.contains("sleepstudy-weights") ? "w" : nil,
      levels: try Self.levels(dataset: dataset, formula: formula),
      contrasts: contrasts
        ?? self.contrasts.sorted { $0.key < $1.key }.compactMap { column, coding in
          ContrastCoding(rawValue: coding).map { .init(column: column, coding: $0) }
        }, correlation: correlation, variance: variance)
    return try specification.fit(try Self.table(dataset))
  }

  static func table(_ dataset: String) throws -> Table {
    let path = try #require(Reference.path("data/\(dataset).csv"))
    return try Table.read(
      TableSource(name: "\(dataset).csv", text: String(contentsOfFile: path, encoding: .utf8)))
  }

  /// Levels of the columns that R took for factors, in R's order, and that the formula names.
  static func levels(
    dataset: String, formula: String
  ) throws -> [MixedModelSpecification.ColumnLevels] {
    let index = ReferenceBlock(values: try Reference.json("data/datasets.json"))
    let columns = try index.block(dataset).block("columns")
    let words = Set(formula.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." })
    return try columns.values.keys.sorted().filter { words.contains(Substring($0)) }
      .compactMap { column in
        let block = try columns.block(column)
        guard block.has("levels") else { return nil }
        return .init(column: column, levels: try block.texts("levels"))
      }
  }
}

/// The worst ratio of an error to its tolerance in a series of comparisons.
struct WorstRatio {
  private(set) var ratio = 0.0
  private(set) var place = "none"
  private(set) var count = 0

  /// Relative errors, absolute where the expected value is below the floor.
  mutating func compare(
    _ values: [Double], _ expected: [Double], tolerance: Double, floor: Double = 0,
    _ place: String
  ) {
    guard values.count == expected.count else {
      record(.infinity, "\(place): \(values.count) values for \(expected.count)")
      return
    }
    for (value, reference) in zip(values, expected) {
      let error = abs(value - reference) / max(abs(reference), floor)
      record(value == reference ? 0 : error / tolerance, "\(place): \(value) for \(reference)")
    }
  }

  private mutating func record(_ ratio: Double, _ place: String) {
    count += 1
    // A NaN is worse than anything.
    if !(ratio <= self.ratio) { (self.ratio, self.place) = (ratio, place) }
  }
}
