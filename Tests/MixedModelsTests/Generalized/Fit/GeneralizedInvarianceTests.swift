import Glibc
import Numerics
import Tables
import Testing

@testable import MixedModels

/// What must not change a generalised model's answer, and what must change it in a known way.
@Suite struct GeneralizedInvarianceTests {
  typealias Columns = [(name: String, cells: [String])]

  struct Model: Sendable, CustomTestStringConvertible {
    let family: ResponseFamily
    var random = ""
    var link: LinkFunction?
    var zeroInflation: String?
    var correlation: String?
    var integration = Integration.laplace

    var testDescription: String {
      "\(family) \(link.map { "\($0)" } ?? "")\(random) \(zeroInflation ?? "") "
        + "\(correlation ?? "") \(integration)"
    }
    var response: String { family == .binomial ? "cbind(events, n - events)" : "y" }
  }

  static let models: [Model] = [
    .init(family: .poisson), .init(family: .poisson, random: " + (1 | a)"),
    .init(family: .poisson, random: " + (x | a)", link: .squareRoot),
    .init(family: .poisson, random: " + (1 | a) + (1 | c)"),
    .init(family: .poisson, random: " + (1 | a)", correlation: "ar1(t | a)"),
    .init(family: .negativeBinomial1, random: " + (1 | a)"),
    .init(family: .negativeBinomial2, random: " + (1 | a/b)"),
    .init(family: .negativeBinomial2, random: " + (1 | a)", zeroInflation: "~ x"),
    .init(family: .binomial), .init(family: .binomial, random: " + (x | a)"),
    .init(family: .binomial, random: " + (1 | a)", link: .probit),
    .init(family: .binomial, random: " + (1 | a)", integration: .gaussHermite(nodes: 7)),
    .init(family: .binomial, random: " + (1 | a) + (1 | c)", link: .complementaryLogLog),
    .init(family: .binomial, random: " + (1 | a)", integration: .fast),
    .init(family: .binomial, correlation: "ar1(t | a)"),
  ]

  static let rowCount = 120

  /// a with eight levels, b within a, c crossed, t the time within a.
  private static let columns: Columns = {
    var stream = RandomStream(seed: 78, task: 0)
    let ofA = (0..<8).map { _ in (0.6 * stream.normal(), 0.4 * stream.normal()) }
    let ofB = (0..<24).map { _ in 0.5 * stream.normal() }
    let ofC = (0..<5).map { _ in 0.5 * stream.normal() }
    let ofT = (0..<rowCount).map { _ in 0.4 * stream.normal() }
    var cells = [[String]](repeating: [], count: 9)
    for row in 0..<rowCount {
      let (a, b, c) = (row % 8, row / 8 % 3, Int(stream.uniform() * 5))
      let x = stream.normal()
      let eta =
        0.3 + ofA[a].0 + (0.3 + ofA[a].1) * x + ofB[3 * a + b] + ofC[c] + ofT[row]
        + (row >= 8 ? ofT[row - 8] : 0)
      let rate = exp(0.8 + eta) * stream.gamma(shape: 2) / 2
      let y = stream.uniform() < 0.12 ? 0 : stream.poisson(mean: rate)
      let n = 1 + stream.uniform(below: 5)
      let events = stream.binomial(size: n, probability: 1 / (1 + exp(-eta)))
      let values = [
        "\(y)", "\(n)", "\(events)", "\(x)", "a\(a)", "b\(b)", "c\(c)", "\(row / 8)",
        row % 3 == 0 ? "2" : "1",
      ]
      for (index, value) in values.enumerated() { cells[index].append(value) }
    }
    return zip(["y", "n", "events", "x", "a", "b", "c", "t", "w"], cells).map { ($0, $1) }
  }()

  private func fit(
    _ model: Model, _ columns: Columns, fixed: String = "x", weights: String? = nil,
    offset: String? = nil, order: [Int]? = nil
  ) throws -> GeneralizedMixedModel {
    var specification = MixedModelSpecification(
      "\(model.response) ~ \(fixed)\(model.random)", weights: weights, offset: offset,
      correlation: model.correlation)
    specification.family = model.family
    specification.link = model.link
    specification.zeroInflation = model.zeroInflation
    specification.integration = model.integration
    return try specification.fitGeneralized(makeTable(columns, order: order))
  }

  private func replacing(_ name: String, _ change: (String) -> String) -> Columns {
    Self.columns.map { $0.name == name ? (name, $0.cells.map(change)) : $0 }
  }

  private func number(_ text: String) -> Double { Double(text) ?? .nan }

  /// Relative, absolute below 1.
  private func expectEqual(
    _ found: [Double], _ expected: [Double], _ what: String, tolerance: Double = 1e-8,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let worst =
      found.count == expected.count
      ? zip(found, expected).map { abs($0 - $1) / max(abs($1), 1) }.max() ?? 0 : .infinity
    #expect(worst <= tolerance, "\(what)", sourceLocation: sourceLocation)
  }

  private func expectSame(
    _ a: GeneralizedMixedModel, _ b: GeneralizedMixedModel, constant: Double = 0,
    tolerance: Double = 1e-8,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectEqual(
      a.coefficients, b.coefficients, "coefficients", tolerance: tolerance,
      sourceLocation: sourceLocation)
    expectEqual(
      a.zeroInflationCoefficients, b.zeroInflationCoefficients, "zeros",
      sourceLocation: sourceLocation)
    expectEqual(
      [a.deviance + constant], [b.deviance], "deviance", sourceLocation: sourceLocation)
    expectEqual(
      deviations(a), deviations(b), "deviations", tolerance: tolerance,
      sourceLocation: sourceLocation)
  }

  private func deviations(_ model: GeneralizedMixedModel) -> [Double] {
    model.covariances.flatMap { $0.elements } + (model.dispersion.map { [$0] } ?? [])
      + (model.series.map { [$0.standardDeviation, $0.correlation] } ?? [])
  }

  @Test(arguments: models) func orderOfRows(_ model: Model) throws {
    let order = (0..<Self.rowCount).map { ($0 * 37 + 11) % Self.rowCount }
    expectSame(try fit(model, Self.columns, order: order), try fit(model, Self.columns))
  }

  @Test(arguments: models) func namesOfLevels(_ model: Model) throws {
    let columns = replacing("a") { "z\(9 - (Int($0.dropFirst()) ?? 0))" }
    expectSame(try fit(model, columns), try fit(model, Self.columns))
  }

  /// 64 x + 5 where nothing but the fixed intercept takes the shift up; else 64 x.
  @Test(arguments: models) func unitOfACovariate(_ model: Model) throws {
    let shift: Double = model.random.contains("x") ? 0 : 5
    let original = try fit(model, Self.columns)
    let moved = try fit(model, replacing("x") { "\(64 * number($0) + shift)" })
    let beta = original.coefficients
    expectEqual(
      moved.coefficients, [beta[0] - shift * beta[1] / 64, beta[1] / 64], "coefficients")
    expectEqual([moved.deviance], [original.deviance], "deviance")
    expectEqual(moved.fittedValues(), original.fittedValues(), "fitted")
  }

  /// A weight of 2 is the row twice. (Times must not repeat in a latent series.)
  @Test(arguments: models.filter { $0.correlation == nil })
  func weightsAreRows(_ model: Model) throws {
    let order = (0..<Self.rowCount).flatMap { [Int](repeating: $0, count: $0 % 3 == 0 ? 2 : 1) }
    expectSame(
      try fit(model, Self.columns, weights: "w"), try fit(model, Self.columns, order: order))
  }

  /// A row of trials is so many rows with one trial each, but for the number of their orders. The
  /// searches start elsewhere, and end where they promise a deviance lower by 1e-11 at most.
  @Test(arguments: models.filter { $0.family == .binomial && $0.correlation == nil })
  func trialsAreRows(_ model: Model) throws {
    var cells = Self.columns.map { _ in [String]() }
    var constant = 0.0
    for row in 0..<Self.rowCount {
      let (n, events) = (
        Int(number(Self.columns[1].cells[row])), Int(number(Self.columns[2].cells[row]))
      )
      constant += 2 * SpecialFunctions.logChoose(Double(n), Double(events))
      for trial in 0..<n {
        for (index, column) in Self.columns.enumerated() {
          let value =
            column.name == "n"
            ? "1" : column.name == "events" ? (trial < events ? "1" : "0") : column.cells[row]
          cells[index].append(value)
        }
      }
    }
    let rows: Columns = zip(Self.columns, cells).map { ($0.name, $1) }
    expectSame(
      try fit(model, Self.columns), try fit(model, rows), constant: constant, tolerance: 1e-7)
  }

  /// With the link's own scale an offset of 1.5 moves the intercept alone.
  @Test(arguments: models) func shiftOfTheOffset(_ model: Model) throws {
    let original = try fit(model, Self.columns)
    let columns = Self.columns + [("o", [String](repeating: "1.5", count: Self.rowCount))]
    let moved = try fit(model, columns, offset: "o")
    expectEqual(
      [moved.coefficients[0] + 1.5] + moved.coefficients.dropFirst(), original.coefficients,
      "coefficients")
    expectEqual([moved.deviance], [original.deviance], "deviance")
    expectEqual(deviations(moved), deviations(original), "deviations")
  }

  /// x and its twin in the offset: the slope takes it up.
  @Test(arguments: models) func offsetAlongACovariate(_ model: Model) throws {
    let original = try fit(model, Self.columns)
    let columns =
      Self.columns + [("o", Self.columns[3].cells.map { "\(0.25 * number($0))" })]
    let moved = try fit(model, columns, offset: "o")
    expectEqual(
      moved.coefficients, [original.coefficients[0], original.coefficients[1] - 0.25],
      "coefficients")
    expectEqual([moved.deviance], [original.deviance], "deviance")
  }
}
