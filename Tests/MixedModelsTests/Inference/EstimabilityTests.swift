import TestSupport
import Testing

@testable import MixedModels

/// Means, contrasts and tests with a combination of levels that was never observed.
@Suite(.enabled(if: Reference.has("data/oats.csv"))) struct EstimabilityTests {
  /// The lines of a table of oats.
  private func table(_ keep: ([String: String]) -> Bool) throws -> [String] {
    try ["Block,Variety,nitrof,yield"]
      + Reference.rows("data/oats.csv").filter(keep).map { row in
        ["Block", "Variety", "nitrof", "yield"].map { row[$0] ?? "" }.joined(separator: ",")
      }
  }

  private func fit(
    _ formula: String, _ lines: [String], contrasts: ContrastCoding = .treatment
  ) throws -> LinearMixedModel {
    try MixedModelSpecification(
      formula,
      levels: [
        .init(column: "Variety", levels: ["Golden Rain", "Marvellous", "Victory"]),
        .init(column: "nitrof", levels: ["0", "0.2", "0.4", "0.6"]),
      ], contrasts: [.init(column: "Variety", coding: contrasts)]
    ).fit(makeTable(lines.joined(separator: "\n") + "\n"))
  }

  @Test func aMissingCellLeavesItsMeansOut() throws {
    let lines = try table { $0["Variety"] != "Victory" || $0["nitrof"] != "0.6" }
    let model = try fit("yield ~ Variety * nitrof + (1 | Block)", lines)
    #expect(model.frame.fixed.droppedNames.count == 1)
    let means = try model.marginalMeans(of: ["Variety"])
    #expect(means.notEstimable == ["Victory"] && means.rows[2].estimate == nil)
    let pairs = try means.pairwiseDifferences()
    #expect(pairs.rows.map(\.label) == ["Golden Rain - Marvellous"])
    #expect(pairs.notEstimable == ["Golden Rain - Victory", "Marvellous - Victory"])
    // Both complete varieties: their plain averages, since every cell has every block.
    for (row, variety) in zip(means.rows, ["Golden Rain", "Marvellous"]) {
      let values = try Reference.rows("data/oats.csv").filter { $0["Variety"] == variety }
        .compactMap { Double($0["yield"] ?? "") }
      let mean = values.reduce(0, +) / Double(values.count)
      #expect(abs(try #require(row.estimate).estimate - mean) < 1e-8)
    }
    let cells = try model.marginalMeans(of: ["Variety", "nitrof"])
    #expect(cells.notEstimable == ["Victory, 0.6"])
  }

  /// The interaction is tested as far as it can be; the main effects' hypotheses are not estimable.
  @Test(arguments: [ContrastCoding.treatment, .sum])
  func testsSayWhatIsNotEstimable(_ coding: ContrastCoding) throws {
    let lines = try table { $0["Variety"] != "Victory" || $0["nitrof"] != "0.6" }
    let model = try fit("yield ~ Variety * nitrof + (1 | Block)", lines, contrasts: coding)
    let table = try model.anovaTable()
    #expect(table.notEstimable == ["Variety", "nitrof"])
    #expect(table.rows.map(\.numeratorDegreesOfFreedom) == [5])
    // With treatment contrasts: that the five remaining coefficients are zero.
    let treatment = try fit("yield ~ Variety * nitrof + (1 | Block)", lines)
    let marginal = try treatment.anovaTable(.marginal)
    #expect(abs(table.rows[0].statistic / marginal.rows[3].statistic - 1) < 1e-8)
    #expect(try model.anovaTable(.hierarchical).rows.count == 3)
  }

  @Test func anAliasedFactorClaimsNothing() throws {
    // A copy of a fixed Block with two levels: it depends on Block.
    let lines = try table { _ in true }.enumerated().map { index, line in
      let copy = line.split(separator: ",")[0]
      return index == 0 ? line + ",copy" : line + ",\(copy == "I" ? "a" : "b")"
    }
    let model = try fit("yield ~ Variety + nitrof + Block + copy", lines)
    #expect(model.frame.fixed.droppedNames == ["copy[b]"])
    // The kept columns do not tell the copy's values: no mean over it is claimed.
    #expect(try model.marginalMeans(of: ["Variety"]).notEstimable.count == 3)
    #expect(try model.anovaTable().notEstimable == ["Variety", "nitrof", "Block", "copy"])
    #expect(try model.anovaTable(.hierarchical).notEstimable.isEmpty == false)
  }

  /// Any coding of the factor gives the same means and the same verdicts.
  @Test(arguments: [ContrastCoding.sum, .helmert, .polynomial])
  func codingDoesNotMatter(_ coding: ContrastCoding) throws {
    let lines = try table { $0["Variety"] != "Victory" || $0["nitrof"] != "0.6" }
    let formula = "yield ~ Variety * nitrof + (1 | Block)"
    let plain = try fit(formula, lines).marginalMeans(of: ["Variety"])
    let coded = try fit(formula, lines, contrasts: coding).marginalMeans(of: ["Variety"])
    #expect(plain.notEstimable == coded.notEstimable)
    for (a, b) in zip(plain.rows, coded.rows) {
      guard let a = a.estimate, let b = b.estimate else { continue }
      expectClose([b.estimate, b.standardError], [a.estimate, a.standardError], 1e-6)
      expectClose([try #require(b.degreesOfFreedom)], [try #require(a.degreesOfFreedom)], 1e-4)
    }
  }
}
