import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// The observed information against second differences of the deviance, and what it does where it
/// does not exist.
@Suite struct JointInformationTests {
  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: ["glmm-grouseticks-brood", "glmm-owls-poisson-slope"])
  func equalsSecondDifferencesOfTheDeviance(_ name: String) throws {
    try Self.compareWithSecondDifferences(GeneralizedCase(name).model)
  }

  @Test func knowsTheLatentSeries() throws {
    var lines = ["y,x,t,g"]
    for group in 0..<10 {
      for time in 0..<20 {
        let (x, wave) = (Double((time * 7 + group) % 5) - 2, sin(0.7 * Double(time + 5 * group)))
        lines.append("\(Int(exp(1.2 + 0.2 * x + 0.8 * wave).rounded())),\(x),\(time),g\(group)")
      }
    }
    var specification = MixedModelSpecification("y ~ x", correlation: "ar1(t | g)")
    specification.family = .poisson
    let model = try specification.fitGeneralized(makeTable(lines.joined(separator: "\n") + "\n"))
    #expect(model.boundaries.isEmpty && model.defaultStandardErrors == .joint)
    try Self.compareWithSecondDifferences(model)
    let rows = try model.parameterTable().rows
    #expect(rows.map(\.kind) == [.seriesStandardDeviation, .seriesCorrelation])
    for row in rows {
      let (estimate, low) = (try #require(row.estimate), try #require(row.confidenceLow))
      let high = try #require(row.confidenceHigh)
      #expect(row.state == .estimated && low < estimate && estimate < high)
    }
    #expect(try #require(rows[1].confidenceHigh) < 1)
  }

  private static func compareWithSecondDifferences(_ model: GeneralizedMixedModel) throws {
    let objective = try model.objective()
    let information = try JointInformation(objective, at: model.optimum, held: [])
    let deviations = try information.inverse(
      names: model.parameterNames(objective.layout), isSingular: false
    ).diagonal.map { $0.squareRoot() }
    let places = information.free
    #expect(places == Array(0..<objective.layout.count))
    for a in places {
      for b in 0...a {
        let steps = (0.03 * deviations[a], 0.03 * deviations[b])
        var sum = 0.0
        for (first, second) in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
          var point = model.optimum
          point[a] += first * steps.0
          point[b] += second * steps.1
          sum += first * second * (try objective.value(point))
        }
        let twin = sum / (8 * steps.0 * steps.1)
        let unit = (information.matrix[a, a] * information.matrix[b, b]).squareRoot()
        #expect(abs(information.matrix[a, b] - twin) < 1e-3 * unit, "\(a) \(b)")
      }
    }
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func doesNotDependOnTheStep() throws {
    let model = try GeneralizedCase("glmm-epil-poisson-slope").model
    let objective = try model.objective()
    let fine = try JointInformation(objective, at: model.optimum, held: [])
    _ = try objective.value(model.optimum)
    let coarse = try JointInformation(
      objective, at: model.optimum, held: [], relativeStep: 4e-3)
    for a in fine.free.indices {
      for b in fine.free.indices {
        let unit = (fine.matrix[a, a] * fine.matrix[b, b]).squareRoot()
        #expect(abs(fine.matrix[a, b] - coarse.matrix[a, b]) < 1e-5 * unit)
      }
    }
  }

  @Test func withoutCurvatureThereIsNoInverse() throws {
    let names = ["a", "b", "c"]
    let flat = JointInformation(free: [0, 2], matrix: Matrix(rows: [[2, 0], [0, 0]]))
    #expect(throws: InferenceError.informationNotPositiveDefinite(parameters: ["c"])) {
      try flat.inverse(names: names, isSingular: true)
    }
    let saddle = JointInformation(
      free: [0, 1, 2], matrix: Matrix(rows: [[1, 2, 0], [2, 1, 0], [0, 0, 1]]))
    #expect(throws: InferenceError.informationNotPositiveDefinite(parameters: ["a", "b"])) {
      try saddle.inverse(names: names, isSingular: true)
    }
    // A direction without curvature is left out only where Lambda is singular.
    let dependent = JointInformation(free: [0, 1], matrix: Matrix(rows: [[1, 1], [1, 1]]))
    #expect(throws: InferenceError.informationNotPositiveDefinite(parameters: ["a", "b"])) {
      try dependent.inverse(names: names, isSingular: false)
    }
    expectClose(
      try dependent.inverse(names: names, isSingular: true).elements, [0.25, 0.25, 0.25, 0.25],
      1e-12)
  }

  /// Groups that differ less than Poisson counts do: the variance is estimated as zero.
  @Test func atTheBoundaryTheVarianceIsHeld() throws {
    let mixed = try Self.counts("y ~ x + (1 | g)", spread: 0)
    let plain = try Self.counts("y ~ x", spread: 0)
    #expect(mixed.boundaries == [.singular(group: "g")])
    let joint = try mixed.jointCovariance()
    #expect(joint.held == ["theta:g.(Intercept)"])
    #expect(joint.matrix[2, 2] == 0)
    let inference = try mixed.inference(joint: joint)
    #expect(inference.notes == [.boundary])
    expectClose(
      inference.coefficientTable().rows.map(\.standardError),
      try plain.coefficientTable().rows.map(\.standardError), 1e-6)
    let row = try #require(try mixed.parameterTable(joint: joint).rows.first)
    #expect(row.state == .boundary && row.standardError == nil && row.confidenceHigh == nil)
  }

  /// Another unit of the covariate and of its random slope, other labels, other order of rows.
  @Test func unitsAndLabelsDoNotMatter() throws {
    let formula = "y ~ x + (x | g)"
    let model = try Self.counts(formula, spread: 1)
    let scaled = try Self.counts(formula, spread: 1, unit: 1000)
    let renamed = try Self.counts(formula, spread: 1, relabelled: true)
    let tables = try [model, scaled, renamed].map { try $0.coefficientTable() }
    let errors = tables.map { $0.rows.map(\.standardError) }
    expectClose(errors[1], [errors[0][0], errors[0][1] / 1000], 1e-6)
    expectClose(errors[2], errors[0], 1e-6)
    let parameters = try [model, scaled, renamed].map { try $0.parameterTable().rows }
    #expect(parameters[0].map(\.state) == [.estimated, .estimated, .estimated])
    for (other, factors) in [(1, [1, 1, 1000.0]), (2, [1, 1, 1])] {
      for (row, (first, factor)) in zip(parameters[0], factors).enumerated() {
        let second = parameters[other][row]
        let pairs = [
          (first.estimate, second.estimate), (first.standardError, second.standardError),
          (first.confidenceLow, second.confidenceLow),
          (first.confidenceHigh, second.confidenceHigh),
        ]
        for (one, two) in pairs {
          expectClose([try #require(two) * factor], [try #require(one)], 1e-4)
        }
      }
    }
  }

  /// Counts of 12 groups with 8 rows: log-linear in x, groups apart by `spread`.
  static func counts(
    _ formula: String, spread: Double, unit: Double = 1, relabelled: Bool = false,
    family: ResponseFamily = .poisson
  ) throws -> GeneralizedMixedModel {
    var lines: [String] = []
    for group in 0..<12 {
      for row in 0..<8 {
        let x = Double(row) / 4 - 1
        let intercept = 1 + spread * 0.9 * Double((group * 5) % 12 - 6) / 6
        let slope = 0.5 + spread * 0.4 * (Double(group % 4) - 1.5)
        let jitter = spread * 0.5 * Double((group + 3 * row) % 5 - 2)
        let y = max((exp(intercept + slope * x) + jitter).rounded(), 0)
        let label = relabelled ? "person\((group * 7) % 12)" : "g\(group)"
        lines.append("\(Int(y)),\(x * unit),\(label)")
      }
    }
    let ordered = relabelled ? Array(lines.reversed()) : lines
    var specification = MixedModelSpecification(formula)
    specification.family = family
    return try specification.fitGeneralized(
      makeTable((["y,x,g"] + ordered).joined(separator: "\n") + "\n"))
  }
}
