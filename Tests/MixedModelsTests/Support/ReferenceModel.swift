import Foundation
import MixedModels
import Tables
import TestSupport

/// A case of the reference results of linear mixed models and the model fitted to its data.
struct ReferenceModel {
  let model: LinearMixedModel
  let results: [String: Any]

  /// - Parameters:
  ///   - contrasts: other than treatment contrasts.
  init(
    _ name: String, weights: String? = nil, offset: String? = nil,
    contrasts: [MixedModelSpecification.ColumnContrasts] = []
  ) throws {
    let json = try Reference.json("expected/\(name).json")
    results = json["results"] as? [String: Any] ?? [:]
    let formula = json["formula"] as? String ?? ""
    let isML = json["method"] as? String == "ML"
    let dataset = json["dataset"] as? String ?? ""
    let table = try Self.table(dataset)
    model = try MixedModelSpecification(
      formula, criterion: isML ? .maximumLikelihood : .restrictedMaximumLikelihood,
      weights: weights, offset: offset, levels: try Self.levels(dataset, formula),
      contrasts: contrasts
    ).fit(table)
  }

  /// A data set of the reference folder.
  static func table(_ dataset: String) throws -> Table {
    let path = Reference.folder.appendingPathComponent("data/\(dataset).csv")
    return try makeTable(String(contentsOf: path, encoding: .utf8))
  }

  /// The levels of the factors that a formula names, in R's order.
  private static func levels(
    _ dataset: String, _ formula: String
  ) throws -> [MixedModelSpecification.ColumnLevels] {
    let index = try Reference.json("data/datasets.json")
    let columns = (index[dataset] as? [String: Any])?["columns"] as? [String: [String: Any]] ?? [:]
    let words = Set(formula.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." })
    return columns.keys.sorted().compactMap { name in
      guard words.contains(Substring(name)), let levels = columns[name]?["levels"] as? [String]
      else { return nil }
      return .init(column: name, levels: levels)
    }
  }

  func numbers(_ path: String...) -> [Double] {
    var value: Any? = results
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? [Any])?.map { $0 as? Double ?? .infinity } ?? []
  }

  func strings(_ path: String...) -> [String] {
    var value: Any? = results
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? [String]) ?? []
  }
}
