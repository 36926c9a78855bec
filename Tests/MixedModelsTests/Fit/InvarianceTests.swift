import Numerics
import Tables
import Testing

@testable import MixedModels

/// What must not change an answer, and what must change it in a known way.
@Suite struct InvarianceTests {
  typealias Columns = [(name: String, cells: [String])]

  static let formulas = [
    "y ~ x + f", "y ~ x + f + (1 | a)", "y ~ x + f + (x | a)", "y ~ x + f + (x || a)",
    "y ~ x + f + (1 | a/b)", "y ~ x + f + (x | a) + (1 | c)",
  ]
  private static let tolerance = 1e-9

  /// Ninety rows: a with nine levels, b within a, c crossed, f a factor of three levels.
  private static let columns: Columns = {
    var stream = RandomStream(seed: 77, task: 0)
    let ofA = (0..<9).map { _ in (stream.normal(), 0.5 * stream.normal()) }
    let ofB = (0..<27).map { _ in 0.8 * stream.normal() }
    let ofC = (0..<5).map { _ in 0.6 * stream.normal() }
    var cells: [[String]] = [[], [], [], [], [], []]
    for row in 0..<90 {
      let (a, b, c) = (row % 9, row / 9 % 3, Int(stream.uniform() * 5))
      let x = stream.normal()
      let f = Int(stream.uniform() * 3)
      let y = 3 + ofA[a].0 + (1 + ofA[a].1) * x + ofB[3 * a + b] + ofC[c] + 0.4 * Double(f)
      let values = ["\(y + stream.normal())", "\(x)", "f\(f)", "a\(a)", "b\(b)", "c\(c)"]
      for (index, value) in values.enumerated() { cells[index].append(value) }
    }
    return zip(["y", "x", "f", "a", "b", "c"], cells).map { ($0, $1) }
  }()

  private static let levels: [MixedModelSpecification.ColumnLevels] = [
    .init(column: "f", levels: ["f0", "f1", "f2"])
  ]

  private func fit(
    _ formula: String, _ columns: Columns, weights: String? = nil,
    criterion: Criterion = .restrictedMaximumLikelihood, order: [Int]? = nil,
    levels: [MixedModelSpecification.ColumnLevels] = levels
  ) throws -> LinearMixedModel {
    try MixedModelSpecification(formula, criterion: criterion, weights: weights, levels: levels)
      .fit(makeTable(columns, order: order))
  }

  private func replacing(_ name: String, _ change: (String) -> String) -> Columns {
    Self.columns.map { column in
      column.name == name ? (name, column.cells.map(change)) : column
    }
  }

  private func number(_ text: String) -> Double { Double(text) ?? .nan }

  /// The SDs of all random effects.
  private func deviations(_ model: LinearMixedModel) -> [Double] {
    zip(model.frame.random, model.parameters.theta).flatMap { design, theta in
      (model.sigma * design.relativeFactor(theta)).outerProduct().diagonal.map { $0.squareRoot() }
    }
  }

  private func expectEqual(
    _ found: [Double], _ expected: [Double], _ what: String, unit: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let worst =
      found.count == expected.count
      ? zip(found, expected).map { abs($0 - $1) / max(abs($1), unit) }.max() ?? 0 : .infinity
    #expect(worst <= Self.tolerance, "\(what)", sourceLocation: sourceLocation)
  }

  private func expectSame(
    _ a: LinearMixedModel, _ b: LinearMixedModel, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectEqual(a.coefficients, b.coefficients, "coefficients", sourceLocation: sourceLocation)
    expectEqual(a.standardErrors, b.standardErrors, "errors", sourceLocation: sourceLocation)
    expectEqual([a.sigma], [b.sigma], "sigma", sourceLocation: sourceLocation)
    expectEqual([a.deviance], [b.deviance], "deviance", sourceLocation: sourceLocation)
    expectEqual(deviations(a), deviations(b), "SDs", sourceLocation: sourceLocation)
  }

  @Test(arguments: formulas) func orderOfRows(_ formula: String) throws {
    let model = try fit(formula, Self.columns)
    let order = (0..<90).map { ($0 * 37 + 11) % 90 }
    expectSame(try fit(formula, Self.columns, order: order), model)
  }

  @Test(arguments: formulas) func namesOfLevels(_ formula: String) throws {
    let names = ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"]
    let columns = replacing("a") { cell in "z\(9 - (names.firstIndex(of: cell) ?? 0))" }
    expectSame(try fit(formula, columns), try fit(formula, Self.columns))
  }

  @Test(arguments: formulas) func levelsThatDoNotOccur(_ formula: String) throws {
    let levels = [
      MixedModelSpecification.ColumnLevels(column: "f", levels: ["f0", "never", "f1", "f2"]),
      .init(column: "a", levels: ["nor this"] + (0..<9).map { "a\($0)" }),
    ]
    expectSame(
      try fit(formula, Self.columns, levels: levels), try fit(formula, Self.columns))
  }

  /// y + 1000 moves the intercept only; 64 y multiplies estimates, errors and SDs.
  @Test(arguments: formulas) func shiftAndScaleOfTheResponse(_ formula: String) throws {
    let model = try fit(formula, Self.columns)
    let shifted = try fit(formula, replacing("y") { "\(number($0) + 1000)" })
    var expected = model.coefficients
    expected[0] += 1000
    expectEqual(shifted.coefficients, expected, "coefficients")
    expectEqual(shifted.standardErrors, model.standardErrors, "errors")
    expectEqual([shifted.sigma] + deviations(shifted), [model.sigma] + deviations(model), "SDs")
    expectEqual([shifted.deviance], [model.deviance], "deviance")

    let scaled = try fit(formula, replacing("y") { "\(number($0) * 64)" })
    expectEqual(scaled.coefficients, model.coefficients.map { $0 * 64 }, "coefficients")
    expectEqual(scaled.standardErrors, model.standardErrors.map { $0 * 64 }, "errors")
    expectEqual(
      [scaled.sigma] + deviations(scaled), ([model.sigma] + deviations(model)).map { $0 * 64 },
      "SDs")
  }

  /// x / 8 + 5: the slope times 8, the fit the same. Random intercepts are then those elsewhere,
  /// which a correlation takes up and independence does not.
  @Test(arguments: formulas) func shiftAndScaleOfACovariate(_ formula: String) throws {
    let model = try fit(formula, Self.columns)
    let shift = formula.contains("||") ? 0.0 : 5
    let moved = try fit(formula, replacing("x") { "\(number($0) / 8 + shift)" })
    let slope = model.coefficients[1]
    var expected = model.coefficients
    expected[1] = 8 * slope
    expected[0] -= 8 * shift * slope
    expectEqual(moved.coefficients, expected, "coefficients", unit: 1)
    let determinant = moved.criterion == .restrictedMaximumLikelihood ? 2 * log2of8 : 0
    expectEqual([moved.deviance + determinant], [model.deviance], "deviance")
    expectEqual([moved.sigma], [model.sigma], "sigma")
    expectEqual(Array(try moved.fittedValues()), try model.fittedValues(), "fitted", unit: 1)
  }

  /// log 8: REML's determinant of X'X changes with the unit of a column.
  private let log2of8 = 2.0794415416798357

  @Test func nestedIsCrossedWithUniqueLabels() throws {
    let nested = try fit("y ~ x + f + (x | a/b)", Self.columns)
    let labels = zip(Self.columns[3].cells, Self.columns[4].cells).map { "\($0)-\($1)" }
    let unique = Self.columns + [("u", labels)]
    expectSame(try fit("y ~ x + f + (x | a) + (x | u)", unique), nested)
    expectSame(try fit("y ~ x + f + (x | a) + (x | a:b)", Self.columns), nested)
  }

  /// A weight of 2 is a row twice: estimates always; the likelihood but for its count of rows,
  /// so that with the residual SD known mixed models agree too.
  @Test func weightsAreRows() throws {
    let weights = (0..<90).map { $0 % 3 == 0 ? "2" : "1" }
    let columns = Self.columns + [("w", weights)]
    let order = (0..<90).flatMap { [Int](repeating: $0, count: $0 % 3 == 0 ? 2 : 1) }
    let plain = try fit("y ~ x + f", columns, weights: "w")
    let doubled = try fit("y ~ x + f", columns, order: order)
    expectEqual(plain.coefficients, doubled.coefficients, "coefficients")
    expectEqual(
      [plain.penalizedSumOfSquares], [doubled.penalizedSumOfSquares], "sum of squares")
    for formula in Self.formulas {
      var specification = MixedModelSpecification(
        formula, weights: "w", levels: Self.levels, residualStandardDeviation: 0.9)
      let weighted = try specification.fit(makeTable(columns))
      specification.weights = nil
      let repeated = try specification.fit(makeTable(columns, order: order))
      expectEqual(weighted.coefficients, repeated.coefficients, "coefficients")
      expectEqual(weighted.standardErrors, repeated.standardErrors, "errors")
      expectEqual(deviations(weighted), deviations(repeated), "SDs")
    }
  }

  /// The same estimates where the response lies 1e9 from zero, to what its last place allows.
  @Test(arguments: formulas) func responseFarFromZero(_ formula: String) throws {
    let near = replacing("y") { "\((number($0) * 64).rounded())" }
    let far = near.map { column in
      column.name == "y" ? ("y", column.cells.map { "\(number($0) + 1e12)" }) : column
    }
    let (a, b) = (try fit(formula, near), try fit(formula, far))
    expectEqual(Array(b.coefficients.dropFirst()), Array(a.coefficients.dropFirst()), "slopes")
    expectEqual(b.standardErrors, a.standardErrors, "errors")
    expectEqual([b.sigma] + deviations(b), [a.sigma] + deviations(a), "SDs")
  }

  /// Units from 1e-60 to 1e60.
  @Test(arguments: formulas) func extremeUnits(_ formula: String) throws {
    let model = try fit(formula, Self.columns)
    for (scale, exponent) in [(1e60, "e60"), (1e-60, "e-60")] {
      let scaled = try fit(formula, replacing("y") { "\($0)\(exponent)" })
      expectEqual(scaled.coefficients.map { $0 / scale }, model.coefficients, "coefficients")
      expectEqual(
        ([scaled.sigma] + deviations(scaled)).map { $0 / scale },
        [model.sigma] + deviations(model), "SDs")
    }
  }
}
