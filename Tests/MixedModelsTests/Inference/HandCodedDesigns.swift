import Numerics
import TestSupport

@testable import MixedModels

/// Designs of reference data coded without the formula language.
enum HandCodedDesigns {
  struct Design {
    let x: Matrix
    let y: [Double]
    let random: [RandomEffectsDesign]
  }

  static func sleepstudy() throws -> Design {
    let rows = try Reference.rows("data/sleepstudy.csv")
    let days = numbers(rows, "Days")
    let ones = [Double](repeating: 1, count: rows.count)
    return Design(
      x: Matrix(rows: rows.count, columns: 2, columnMajor: ones + days),
      y: numbers(rows, "Reaction"),
      random: [
        factor(rows, ["Subject"], columns: ones + days, names: ["(Intercept)", "Days"])
      ])
  }

  static func penicillin() throws -> Design {
    let rows = try Reference.rows("data/penicillin.csv")
    let ones = [Double](repeating: 1, count: rows.count)
    return Design(
      x: Matrix(column: ones), y: numbers(rows, "diameter"),
      random: [factor(rows, ["plate"]), factor(rows, ["sample"])])
  }

  /// yield ~ Variety + nitro + (1 | Block / Variety).
  static func oats() throws -> Design {
    let rows = try Reference.rows("data/oats.csv")
    let ones = [Double](repeating: 1, count: rows.count)
    let varieties = rows.map { $0["Variety"] ?? "" }
    func indicator(_ level: String) -> [Double] { varieties.map { $0 == level ? 1 : 0 } }
    return Design(
      x: Matrix(
        rows: rows.count, columns: 4,
        columnMajor: ones + indicator("Marvellous") + indicator("Victory")
          + numbers(rows, "nitro")),
      y: numbers(rows, "yield"),
      random: [factor(rows, ["Variety", "Block"]), factor(rows, ["Block"])])
  }

  static func numbers(_ rows: [[String: String]], _ column: String) -> [Double] {
    rows.map { Double($0[column] ?? "") ?? .nan }
  }

  static func factor(
    _ rows: [[String: String]], _ columns: [String], columns values: [Double]? = nil,
    names: [String] = ["(Intercept)"]
  ) -> RandomEffectsDesign {
    let labels = rows.map { row in columns.map { row[$0] ?? "" }.joined(separator: ":") }
    var levels: [String] = []
    var codeOf: [String: Int32] = [:]
    let codes = labels.map { label in
      if let code = codeOf[label] { return code }
      let code = Int32(levels.count)
      levels.append(label)
      codeOf[label] = code
      return code
    }
    return RandomEffectsDesign(
      group: columns.joined(separator: ":"), levels: levels, codes: codes,
      columns: values ?? [Double](repeating: 1, count: rows.count), names: names,
      blocks: [0..<names.count])
  }
}
