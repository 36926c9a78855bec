import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Means and differences against emmeans.
@Suite struct MarginalMeansReferenceTests {
  static let cases = [
    "lme4-cake-factor-reml", "lme4-cake-linear-reml", "lme4-oats-linear-reml",
    "crossover-williams-reml", "lm-mtcars-predict",
  ]

  @Test(.enabled(if: Reference.has("cases.tsv")), arguments: cases)
  func meansAndPairs(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let model = try reference.fit()
    let factor = try #require(
      ["recipe", "Variety", "treatment", "cyl"].first { reference.formula.contains($0) })
    let keys = reference.results.values.keys.sorted()
    var worst = WorstRatio()
    for key in keys where key.hasPrefix("emmeans_") || key.hasPrefix("pairs_") {
      let method: DegreesOfFreedomMethod =
        key.contains("satterthwaite") ? .satterthwaite : .kenwardRoger
      let means = try model.marginalMeans(of: [factor], method: method)
      let block = try reference.block(key)
      if key.hasPrefix("emmeans_") {
        #expect(means.rows.map(\.levels) == (try block.texts("labels").map { [$0] }))
        compare(means.rows.compactMap(\.estimate), block, &worst, "\(name) \(key)")
      } else {
        let adjustment = MultiplicityAdjustment.allCases.first { key.contains($0.rawValue) }
        let table = try means.pairwiseDifferences(adjustment: adjustment ?? .none)
        #expect(key.contains("unadjusted") || adjustment != nil)
        compare(table.rows, block, &worst, "\(name) \(key)")
      }
    }
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1 && worst.count > 20)
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func contrastsAndGrandMean() throws {
    let model = try ReferenceCase("lme4-oats-linear-reml").fit()
    let means = try model.marginalMeans(of: ["Variety"], method: .kenwardRoger)
    let estimates = means.rows.compactMap(\.estimate?.estimate)
    // One contrast against the average of the others, twice the same: sidak counts both.
    let weights = [1, -0.5, -0.5]
    let table = try means.contrasts(
      [("first", weights), ("again", weights)], adjustment: .sidak)
    expectClose([table.rows[0].estimate], [dotProduct(weights, estimates)], 1e-12)
    let plain = try means.contrasts([("first", weights)]).rows[0]
    let p = try #require(plain.pValue)
    expectClose([try #require(table.rows[0].pValue)], [1 - (1 - p) * (1 - p)], 1e-12)
    let grand = try model.marginalMeans(of: [])
    #expect(grand.averagedOver == ["Variety"] && grand.rows.count == 1)
    expectClose(
      [try #require(grand.rows[0].estimate).estimate], [estimates.reduce(0, +) / 3], 1e-12)
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func whatHasNoMeaningIsRefused() throws {
    let model = try ReferenceCase("lme4-oats-linear-reml").fit()
    #expect(throws: InferenceError.notAFactor(name: "nitro", available: ["Variety"])) {
      try model.marginalMeans(of: ["nitro"])
    }
    let means = try model.marginalMeans(of: ["Variety"])
    #expect(throws: InferenceError.tukeyNeedsPairs) {
      try means.contrasts([("a", [1, -1, 0])], adjustment: .tukey)
    }
    #expect(throws: InferenceError.contrastLength(label: "a", expected: 3, found: 2)) {
      try means.contrasts([("a", [1, -1])])
    }
    let table = try makeTable("y,x,g\n1,-1,a\n3,1,a\n2,2,b\n5,-2,b\n4,-1,b\n2,1,a\n")
    let inverse = try MixedModelSpecification("y ~ I(1 / x) + g").fit(table)
    #expect(throws: InferenceError.notFiniteAtMeans(term: "I(1/x)")) {
      try inverse.marginalMeans(of: ["g"])
    }
  }

  private func compare(
    _ rows: [ContrastEstimate], _ block: ReferenceBlock, _ worst: inout WorstRatio, _ place: String
  ) {
    let columns: [(String, [Double], Double)] = [
      ("estimate", rows.map(\.estimate), 1e-6), ("se", rows.map(\.standardError), 1e-5),
      ("df", rows.compactMap(\.degreesOfFreedom), place.contains("satter") ? 1e-3 : 1e-4),
      ("t_ratio", rows.compactMap(\.statistic), 1e-5),
      ("p_value", rows.compactMap(\.pValue), 1e-3),
      ("lower_cl", rows.compactMap(\.confidenceLow), 1e-5),
      ("upper_cl", rows.compactMap(\.confidenceHigh), 1e-5),
    ]
    for (name, values, tolerance) in columns where block.has(name) {
      guard let expected = try? block.numbers(name) else { continue }
      worst.compare(
        values, expected, tolerance: tolerance, floor: name == "p_value" ? 0 : 1e-3,
        "\(place) \(name)")
    }
  }
}
