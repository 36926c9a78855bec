import Foundation
import Tables
import TestSupport

/// Model matrices and random effects as R and lme4 make them: `Tests/Fixtures/model-matrices.R`.
struct ModelMatrixFixture: Decodable {
  struct MatrixCase: Decodable {
    let formula: String
    let contrasts: [String: String]
    let terms: [String]
    let names: [String]
    let assign: [Int]
    let kept: [Int]
    let columns: [[Double]]
  }

  struct RandomTerm: Decodable {
    let group: String
    let names: [String]
    let labels: [String]
    let rows: [[Double]]
  }

  struct RandomCase: Decodable {
    let formula: String
    let terms: [RandomTerm]
  }

  enum Cells: Decodable {
    case text([String])
    case numbers([Double])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let numbers = try? container.decode([Double].self) {
        self = .numbers(numbers)
      } else {
        self = .text(try container.decode([String].self))
      }
    }

    var texts: [String] {
      switch self {
      case .text(let values): values
      case .numbers(let values): values.map { NumberText.shortest($0) }
      }
    }
  }

  let data: [String: Cells]
  let matrices: [MatrixCase]
  let random: [RandomCase]

  static func read() throws -> ModelMatrixFixture {
    let path = Reference.repository.appendingPathComponent("Tests/Fixtures/model-matrices.json")
    return try JSONDecoder().decode(ModelMatrixFixture.self, from: Data(contentsOf: path))
  }

  var columns: [(name: String, cells: [String])] {
    data.keys.sorted().compactMap { name in data[name].map { (name, $0.texts) } }
  }
}
