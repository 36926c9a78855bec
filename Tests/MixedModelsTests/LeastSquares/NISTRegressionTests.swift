import Foundation
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Correct digits on NIST's linear regressions.
@Suite struct NISTRegressionTests {
  struct Expected {
    let estimates: [Double]
    let standardErrors: [Double]
    let sigma: Double
  }

  /// Exact solutions of the reference folder, and the least digits of estimates and errors.
  ///
  /// The stored columns of Filip's tenth powers are rounded, their condition is 1e10: no
  /// arithmetic gives more than about eight digits from them.
  @Test(
    .enabled(if: Reference.has("expected/exact-least-squares.json")),
    arguments: [
      ("norris", 12.0, 12.0), ("pontius", 11, 11), ("noint1", 14, 14), ("longley", 11, 11),
      ("filip", 7, 7),
    ])
  func digitsOfTheReferenceFolder(_ name: String, _ least: Double, _ leastOfErrors: Double) throws {
    let reference = try ReferenceCase("lm-nist-\(name)")
    let model = try reference.fit()
    let json = ReferenceBlock(values: try Reference.json("expected/exact-least-squares.json"))
    let block = try json.block("results").block(reference.name)
    try compare(
      name, model,
      Expected(
        estimates: block.numbers("estimate"), standardErrors: block.numbers("se"),
        sigma: block.number("sigma")), least, leastOfErrors)
  }

  @Test(arguments: [
    ("NoInt2", 14.0, 14.0), ("Wampler3", 12, 11), ("Wampler4", 12, 11),
    ("Wampler5", 10, 11),
  ])
  func digitsOfGeneratedData(_ name: String, _ least: Double, _ leastOfErrors: Double) throws {
    let data = try #require(NISTFixture.read().regressions.first { $0.name == name })
    let model = try MixedModelSpecification(data.formula).fit(data.table())
    try compare(
      name, model,
      Expected(
        estimates: data.estimate, standardErrors: data.standardError, sigma: data.sigma), least,
      leastOfErrors)
  }

  private func compare(
    _ name: String, _ model: LinearMixedModel, _ expected: Expected, _ least: Double,
    _ leastOfErrors: Double
  ) throws {
    let digits = correctDigits(model.coefficients, expected.estimates)
    let digitsOfErrors = correctDigits(model.standardErrors, expected.standardErrors)
    let digitsOfSigma = correctDigits(model.sigma, expected.sigma)
    print(
      String(
        format: "%@: digits of estimates %.1f, standard errors %.1f, sigma %.1f", name, digits,
        digitsOfErrors, digitsOfSigma))
    #expect(digits >= least && digitsOfErrors >= leastOfErrors && digitsOfSigma >= least)
  }

  /// Wampler1 and Wampler2 have no residuals: coefficients to the last digits, and no model.
  @Test func exactPolynomials() throws {
    let wampler2 = try #require(NISTFixture.read().regressions.first { $0.name == "Wampler2" })
    let integers = wampler2.x.map { x in
      wampler2.powers.reduce(0.0) { $0 + pow(Double(x) ?? 0, Double($1)) }
    }
    for (name, y, expected) in [
      ("Wampler1", integers, [Double](repeating: 1, count: 6)),
      ("Wampler2", wampler2.y.compactMap { Double($0) }, wampler2.estimate),
    ] {
      let table = try makeTable([("x", wampler2.x), ("y", y.map { "\($0)" })])
      let specification = MixedModelSpecification(wampler2.formula)
      let solution = try LeastSquares(specification.frame(table))
      let digits = correctDigits(solution.coefficients, expected)
      print(String(format: "%@: digits of estimates %.1f", name, digits))
      #expect(digits >= 10)
      #expect(throws: MixedModelError.perfectFit) { try specification.fit(table) }
    }
  }

  /// Weights and offsets against the same rows written out.
  @Test func weightsAndOffsets() throws {
    let columns = [
      ("x", ["1", "2", "3", "4", "5", "6"]), ("w", ["1", "2", "1", "3", "2", "1"]),
      ("o", ["0.5", "-1", "2", "0", "1", "4"]), ("y", ["2.1", "3.9", "7", "7.5", "11.2", "12"]),
    ]
    let weighted = try MixedModelSpecification(
      "y ~ x + offset(o)", criterion: .maximumLikelihood, weights: "w"
    ).fit(makeTable(columns))
    let rows = columns[1].1.enumerated().flatMap { index, count in
      [Int](repeating: index, count: Int(count) ?? 0)
    }
    let copied = try MixedModelSpecification("I(y - o) ~ x").fit(makeTable(columns, order: rows))
    #expect(correctDigits(weighted.coefficients, copied.coefficients) > 13)
    #expect(
      correctDigits(weighted.penalizedSumOfSquares, copied.penalizedSumOfSquares) > 13)
  }
}
