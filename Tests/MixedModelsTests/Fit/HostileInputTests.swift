import Foundation
import Numerics
import Tables
import Testing

@testable import MixedModels

/// Whatever the input, a fit is finite or refused with a code.
@Suite struct HostileInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let formula: String
    /// A code, or `fit`.
    let expected: String
    var weights: String?
    /// Columns in place of, or beside, those of the plain table, by row.
    var columns: [(name: String, cell: @Sendable (Int) -> String)] = []
    var rows = 24

    var testDescription: String { name }
  }

  /// y, x and w vary; g has six levels of four rows, h four levels crossed with it.
  private static func table(_ hostile: Case) throws -> Table {
    var stream = RandomStream(seed: 11, task: 0)
    let y = (0..<hostile.rows).map { _ in stream.normal() }
    let x = (0..<hostile.rows).map { _ in stream.normal() }
    var columns: [(name: String, cell: (Int) -> String)] = [
      ("y", { "\(5 + y[$0] + 0.7 * Double($0 / 4 % 3))" }), ("x", { "\(x[$0])" }),
      ("g", { "g\($0 / 4)" }), ("h", { "h\($0 % 4)" }),
    ]
    for column in hostile.columns {
      columns.removeAll { $0.name == column.name }
      columns.append((column.name, column.cell))
    }
    return try makeTable(
      columns.map { column in (column.name, (0..<hostile.rows).map(column.cell)) })
  }

  static let cases: [Case] = [
    Case(name: "plain", formula: "y ~ x + (x | g) + (1 | h)", expected: "fit"),
    Case(
      name: "constant response", formula: "y ~ x + (1 | g)", expected: "M111",
      columns: [("y", { _ in "3" })]),
    Case(
      name: "one group", formula: "y ~ x + (1 | g)", expected: "M209",
      columns: [("g", { _ in "only" })]),
    Case(
      name: "one group without intercept", formula: "y ~ 0 + x + (1 | g)", expected: "fit",
      columns: [("g", { _ in "only" })]),
    Case(
      name: "one row per group", formula: "y ~ x + (1 | g)", expected: "M206",
      columns: [("g", { "g\($0)" })]),
    Case(
      name: "two rows per group, slopes", formula: "y ~ x + (x | g)", expected: "M206",
      columns: [("g", { "g\($0 / 2)" })]),
    Case(name: "more effects than rows", formula: "y ~ x + (h | g)", expected: "M206"),
    Case(name: "more coefficients than rows", formula: "y ~ g * h", expected: "M203"),
    Case(
      name: "as many coefficients as rows", formula: "y ~ factor(i)", expected: "M203",
      columns: [("i", { "\($0)" })]),
    Case(name: "proportional columns", formula: "y ~ x + I(2 * x) + (1 | g)", expected: "fit"),
    Case(
      name: "equal columns", formula: "y ~ x + z", expected: "fit",
      columns: [("x", { "\($0 % 5)" }), ("z", { "\($0 % 5)" })]),
    Case(
      name: "dummies that add up", formula: "y ~ h + I(a + b) + (1 | g)", expected: "fit",
      columns: [("a", { $0 % 4 == 1 ? "1" : "0" }), ("b", { $0 % 4 == 2 ? "1" : "0" })]),
    Case(
      name: "a number beyond doubles", formula: "y ~ x", expected: "D104",
      columns: [("x", { $0 == 3 ? "1e999" : "\($0)" })]),
    Case(
      name: "an infinite value", formula: "y ~ x", expected: "D104",
      columns: [("x", { $0 == 3 ? "Inf" : "\($0)" })]),
    Case(
      name: "an infinite logarithm", formula: "y ~ log(x)", expected: "M110",
      columns: [("x", { "\($0)" })]),
    Case(
      name: "a factor of one level", formula: "y ~ f + (1 | g)", expected: "M114",
      columns: [("f", { _ in "a" })]),
    Case(name: "an unknown column", formula: "y ~ nothing", expected: "D115"),
    Case(
      name: "slopes of a constant", formula: "y ~ 1 + (z | g)", expected: "M208",
      columns: [("z", { _ in "3" })]),
    Case(
      name: "slopes of zero", formula: "y ~ x + (z | g)", expected: "M207",
      columns: [("z", { _ in "0" })]),
    Case(
      name: "slopes of what is constant in groups", formula: "y ~ z + (z || g)",
      expected: "fit", columns: [("z", { "\($0 / 4 % 3)" })]),
    Case(
      name: "the same random term twice", formula: "y ~ x + (1 | g) + (1 | g)",
      expected: "M208"),
    Case(
      name: "the same random slope twice", formula: "y ~ x + (x | g) + (0 + x | g)",
      expected: "M208"),
    Case(
      name: "two names of one factor", formula: "y ~ x + (1 | g) + (1 | k)", expected: "M208",
      columns: [("k", { "k\(5 - $0 / 4)" })]),
    Case(name: "a factor fixed and random", formula: "y ~ g + (1 | g)", expected: "M209"),
    Case(name: "slopes fixed and random", formula: "y ~ g * x + (0 + x | g)", expected: "M209"),
    Case(
      name: "a fixed factor with random slopes", formula: "y ~ g + (0 + x | g)",
      expected: "fit"),
    Case(
      name: "an exact fit", formula: "y ~ x", expected: "M202",
      columns: [("x", { "\($0)" }), ("y", { "\(2 + 3 * $0)" })]),
    Case(
      name: "an exact fit of decimals", formula: "y ~ x", expected: "M202",
      columns: [("x", { "0.\($0 + 10)" }), ("y", { "\((Double($0 + 10) * 3 + 70) / 1000)" })]),
    Case(
      name: "an exact fit with groups", formula: "y ~ x + (1 | g)", expected: "M202",
      columns: [("x", { "\($0)" }), ("y", { "\(2 + 3 * $0)" })]),
    Case(
      name: "an exact fit by groups", formula: "y ~ 1 + (1 | g)", expected: "M202",
      columns: [("y", { "\(($0 / 4) * ($0 / 4) % 7)" })]),
    Case(
      name: "an exact fit by slopes of groups", formula: "y ~ x + (x | g)", expected: "M202",
      columns: [
        ("x", { "\($0 % 4)" }), ("y", { "\(($0 / 4 * 5) % 7 + ($0 % 4) * (($0 / 4 * 3) % 5))" }),
      ]),
    Case(
      name: "an exact fit by crossed groups", formula: "y ~ 1 + (1 | g) + (1 | h)",
      expected: "M202", columns: [("y", { "\(($0 / 4 * 5) % 7 + ($0 % 4) * 3 % 5)" })]),
    Case(
      name: "weights from 1e-8 to 1e8", formula: "y ~ x + (1 | g)", expected: "fit",
      weights: "w", columns: [("w", { "1e\(($0 * 5) % 17 - 8)" })]),
    Case(
      name: "a weight of zero", formula: "y ~ x", expected: "M113", weights: "w",
      columns: [("w", { "\($0 % 2)" })]),
    Case(
      name: "tiny response", formula: "y ~ x + (1 | g)", expected: "M210",
      columns: [("y", { "\(1 + $0 % 3)e-200" })]),
    Case(
      name: "huge response", formula: "y ~ x + (1 | g)", expected: "M210",
      columns: [("y", { "\(1 + $0 * 7 % 5)e200" })]),
    Case(
      name: "huge covariate", formula: "y ~ x + (1 | g)", expected: "M210",
      columns: [("x", { "\(1 + $0 % 3)e200" })]),
    Case(
      name: "huge random covariate", formula: "y ~ 1 + (x | g)", expected: "M210",
      columns: [("x", { "\(1 + $0 % 3)e200" })]),
    Case(
      name: "huge offset column", formula: "y ~ x + offset(o)", expected: "M210",
      columns: [("o", { "\(1 + $0 % 3)e200" })]),
    Case(name: "two rows", formula: "y ~ 1", expected: "fit", rows: 2),
    Case(name: "two rows, a slope", formula: "y ~ x", expected: "M203", rows: 2),
    Case(name: "two rows, two groups", formula: "y ~ 1 + (1 | h)", expected: "M206", rows: 2),
    Case(name: "one row", formula: "y ~ 1", expected: "M111", rows: 1),
    Case(name: "no rows", formula: "y ~ x", expected: "M112", rows: 0),
    Case(
      name: "everything missing", formula: "y ~ x", expected: "M112",
      columns: [("y", { _ in "NA" }), ("x", { _ in "" })]),
    Case(
      name: "years and their square", formula: "y ~ t + I(t^2) + (1 | g)", expected: "fit",
      columns: [("t", { "\(2000 + $0)" })]),
    Case(
      name: "a group of rows without variance", formula: "y ~ x + (1 | g)", expected: "fit",
      columns: [("y", { $0 < 8 ? "5" : "\(sin(Double($0)))" })]),
    Case(
      name: "residuals ordered by a repeated time", formula: "y ~ x + (1 | g)",
      expected: "fit", columns: [("t", { _ in "1" })]),
  ]

  @Test(arguments: cases)
  func finiteOrRefused(_ hostile: Case) {
    let specification = MixedModelSpecification(hostile.formula, weights: hostile.weights)
    for criterion in [Criterion.restrictedMaximumLikelihood, .maximumLikelihood] {
      var specification = specification
      specification.criterion = criterion
      let outcome = FitOutcome(specification) { try Self.table(hostile) }
      #expect(outcome.description == hostile.expected, "\(criterion.rawValue)")
    }
  }

  /// Every error of a fit says what happened, what to do, and is explained.
  @Test func errorsAreExplained() {
    let errors: [MixedModelError] = [
      .designNotOfFullRank, .perfectFit, .tooFewRows(rows: 3, coefficients: 4),
      .unsupported("too much"), .notConverged(evaluations: 9),
      .tooManyRandomEffects(group: "g", effects: 8, rows: 8),
      .randomEffectIsZero(group: "g", column: "x"),
      .randomEffectsDependent(group: "g", column: "x", others: "z"),
      .randomEffectIsFixed(group: "g", column: "x"), .outOfRange(column: "y", magnitude: 1e200),
      .separated(
        Separation(
          isComplete: true, direction: [1], coefficients: [], rows: [0], causes: [.noEvents])),
    ]
    let codes = errors.map(\.code)
    #expect(Set(codes).count == errors.count)
    let explained = MixedModelsCatalogue.explanations.map(\.code).filter { $0.hasPrefix("M2") }
    #expect(Set(codes) == Set(explained))
    for error in errors {
      #expect(error.finding.severity == .error)
      #expect(!error.finding.message.isEmpty && !(error.finding.hint ?? "").isEmpty)
      #expect(error.description.contains(error.code))
    }
  }

  /// A known residual SD makes one row per group estimable, and residuals of zero too.
  @Test func knownResidualDeviation() throws {
    let hostile = Case(
      name: "", formula: "", expected: "", columns: [("g", { "g\($0)" })])
    for formula in ["y ~ x + (1 | g)", "y ~ x"] {
      let outcome = FitOutcome(
        MixedModelSpecification(formula, residualStandardDeviation: 0.3)
      ) { try Self.table(hostile) }
      #expect(outcome == .fit)
    }
  }
}
