import Foundation
import TestSupport
import Testing

/// A case of the reference results.
struct ReferenceCase {
  let name: String
  /// What it is, such as `lmm` or `gls`.
  let kind: String
  let formula: String
  let dataset: String
  let method: String
  /// Contrasts of factors other than treatment contrasts, by column.
  let contrasts: [String: String]
  let results: ReferenceBlock

  init(_ name: String) throws {
    let json = try Reference.json("expected/\(name).json")
    self.name = name
    kind = try #require(json["kind"] as? String)
    formula = try #require(json["formula"] as? String)
    dataset = try #require(json["dataset"] as? String)
    method = try #require(json["method"] as? String)
    contrasts = json["contrasts"] as? [String: String] ?? [:]
    results = ReferenceBlock(values: try #require(json["results"] as? [String: Any]))
  }

  func block(_ key: String) throws -> ReferenceBlock { try results.block(key) }

  var sigma: Double {
    get throws { try results.number("sigma") }
  }
  var theta: [Double] {
    get throws { try block("theta").numbers("estimate") }
  }
  var estimates: [Double] {
    get throws { try block("fixed").numbers("estimate") }
  }
}

/// A JSON object of reference results.
struct ReferenceBlock {
  let values: [String: Any]

  func has(_ key: String) -> Bool { values[key] != nil && !(values[key] is NSNull) }

  func block(_ key: String) throws -> ReferenceBlock {
    ReferenceBlock(values: try #require(values[key] as? [String: Any], "no object \(key)"))
  }

  func number(_ key: String) throws -> Double {
    try #require(values[key] as? Double, "no number \(key)")
  }

  /// An array of numbers; a single number stands for an array of one.
  func numbers(_ key: String) throws -> [Double] {
    if let number = values[key] as? Double { return [number] }
    return try #require(values[key] as? [Double], "no numbers \(key)")
  }

  func texts(_ key: String) throws -> [String] {
    if let text = values[key] as? String { return [text] }
    return try #require(values[key] as? [String], "no texts \(key)")
  }
}
