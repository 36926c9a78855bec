import Foundation
import MixedModels
import Tables
import TestSupport
import Testing

/// Every linear and mixed model of the reference: R's coefficients, rows and groups.
@Suite(.enabled(if: Reference.has("cases.tsv"))) struct ReferenceFormulaTests {
  @Test func coefficientsAndRowsAreThoseOfR() throws {
    let cases = try String(
      contentsOf: Reference.folder.appendingPathComponent("cases.tsv"), encoding: .utf8)
    let datasets = try Reference.json("data/datasets.json")
    var count = 0
    for line in cases.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard ["lmm", "lm"].contains(fields[1]), fields[3].contains("~") else { continue }
      let dataset = try #require(datasets[fields[2]] as? [String: Any], "\(fields[2])")
      let results = try #require(
        try Reference.json("expected/\(fields[0]).json")["results"] as? [String: Any])
      let block = (results["fixed"] ?? results["coefficients"]) as? [String: Any]
      guard let names = block?["names"] as? [String] else { continue }
      let file = try #require(dataset["file"] as? String)
      let table = try Table.read(path: Reference.folder.appendingPathComponent(file).path)
      let frame = try specification(fields[3], dataset, table).frame(table)
      #expect(
        frame.fixed.names.map { $0.filter { $0 != "[" && $0 != "]" } } == names, "\(fields[0])")
      if let rows = results["n_obs"] as? Int {
        #expect(frame.observationCount == rows, "\(fields[0])")
      }
      if let random = results["random"] as? [[String: Any]] {
        let terms = frame.random.flatMap { factor in
          factor.blocks.map { block in
            ([factor.group] + block.map { factor.names[$0] }).joined(separator: " ")
              .filter { $0 != "[" && $0 != "]" }
          }
        }
        // lme4 numbers the further terms of a factor: Subject.1.
        let expected = random.map { term in
          let group = (term["group"] as? String ?? "").replacing(/\.[0-9]+$/, with: "")
          return ([group] + (term["terms"] as? [String] ?? [])).joined(separator: " ")
        }
        #expect(terms.sorted() == expected.sorted(), "\(fields[0])")
      }
      count += 1
    }
    #expect(count >= 60)
  }

  /// Levels and contrasts of ordered factors as the data's description gives them.
  private func specification(
    _ formula: String, _ dataset: [String: Any], _ table: Table
  ) -> MixedModelSpecification {
    var specification = MixedModelSpecification(formula)
    let columns = dataset["columns"] as? [String: [String: Any]] ?? [:]
    let fixed = formula.prefix { $0 != "(" }
    for (name, column) in columns.sorted(by: { $0.key < $1.key }) {
      guard let levels = column["levels"] as? [String], table.column(name) != nil else { continue }
      specification.levels.append(.init(column: name, levels: levels))
      if column["type"] as? String == "ordered factor", fixed.contains(name) {
        specification.contrasts.append(.init(column: name, coding: .polynomial))
      }
    }
    return specification
  }
}
