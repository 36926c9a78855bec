import Foundation
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Satterthwaite with correlated and unequal residuals.
@Suite(.enabled(if: Reference.has("data/orthodont.csv"))) struct StructuredResidualInferenceTests {
  private func orthodont(
    _ formula: String, correlation: String? = nil, variance: String? = nil
  ) throws -> LinearMixedModel {
    try ReferenceCase("lme4-orthodont-slope-reml").fit(
      formula, correlation: correlation, variance: variance)
  }

  /// Compound symmetry is the random intercept in other parameters.
  @Test func compoundSymmetryIsARandomIntercept() throws {
    let plain = try orthodont("distance ~ age * Sex + (1 | Subject)").coefficientTable()
    let structured = try orthodont("distance ~ age * Sex", correlation: "cs(1 | Subject)")
      .coefficientTable()
    for (a, b) in zip(structured.rows, plain.rows) {
      expectClose([a.standardError], [b.standardError], 1e-6)
      expectClose(
        [try #require(a.degreesOfFreedom)], [try #require(b.degreesOfFreedom)], 1e-5)
    }
  }

  /// With an unstructured covariance and complete data a difference of the sexes at one age is a
  /// two-sample t test: 27 - 2 degrees of freedom.
  @Test func unstructuredCompleteDataIsTheTwoSampleTest() throws {
    let model = try orthodont("distance ~ factor(age) * Sex", correlation: "us(age | Subject)")
    let inference = try model.inference()
    let names = model.frame.fixed.names
    let row = try #require(names.firstIndex { $0.hasPrefix("Sex") })
    let difference = inference.coefficientTable().rows[row]
    #expect(abs(try #require(difference.degreesOfFreedom) - 25) < 1e-4)
    let data = try Reference.rows("data/orthodont.csv").filter { $0["age"] == "8" }
    let groups = ["Male", "Female"].map { sex in
      HandCodedDesigns.numbers(data.filter { $0["Sex"] == sex }, "distance")
    }
    let means = groups.map { $0.reduce(0, +) / Double($0.count) }
    let squares = zip(groups, means).map { group, mean in
      group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let error = ((squares[0] + squares[1]) / 25 * (1.0 / 16 + 1.0 / 11)).squareRoot()
    expectClose([difference.estimate], [means[1] - means[0]], 1e-6)
    expectClose([difference.standardError], [error], 1e-5)
  }

  /// Against second differences of the deviance and differences of the covariance, nothing analytic.
  @Test(arguments: [
    ("distance ~ age * Sex", "ar1(age | Subject)" as String?, nil as String?),
    ("distance ~ age * Sex + (1 | Subject)", nil, "ident(Sex)"),
    ("distance ~ age * Sex", nil, "power(age)"),
  ])
  func hessianIsThatOfTheDeviance(
    _ formula: String, _ correlation: String?, _ variance: String?
  ) throws {
    let model = try orthodont(formula, correlation: correlation, variance: variance)
    let likelihood = try model.likelihood()
    let start = model.parameters.vector + [log(model.sigma)]
    func deviance(_ p: [Double]) throws -> Double {
      try likelihood.evaluate(Array(p.dropLast()))
      return likelihood.deviance(sigma: exp(p[p.count - 1]))
    }
    func moved(_ moves: [(Int, Double)]) -> [Double] {
      var result = start
      for (index, step) in moves { result[index] += step }
      return result
    }
    let h = 2e-3
    var hessian = Matrix(rows: start.count, columns: start.count)
    for i in start.indices {
      for j in start.indices {
        hessian[i, j] =
          try
          (deviance(moved([(i, h), (j, h)])) - deviance(moved([(i, h), (j, -h)]))
          - deviance(moved([(i, -h), (j, h)])) + deviance(moved([(i, -h), (j, -h)]))) / (4 * h * h)
      }
    }
    func covariance(_ p: [Double]) throws -> Matrix {
      try likelihood.evaluate(Array(p.dropLast()))
      return exp(2 * p[p.count - 1]) * likelihood.unscaledCovariance()
    }
    let slopes = try start.indices.map { index in
      1 / (2 * h) * (try covariance(moved([(index, h)])) - covariance(moved([(index, -h)])))
    }
    let twin = SatterthwaiteApproximation(
      covariance: model.coefficientCovariance, derivatives: slopes,
      parameterCovariance: 2 * LUInverse.inverse(hessian), droppedDirections: 0)
    let table = try model.coefficientTable()
    let expected = table.rows.indices.map { index in
      twin.degreesOfFreedom(table.rows.indices.map { $0 == index ? 1 : 0 })
    }
    expectClose(try table.rows.map { try #require($0.degreesOfFreedom) }, expected, 1e-3)
  }

  @Test func kenwardRogerIsRefused() throws {
    let model = try orthodont("distance ~ age * Sex", correlation: "cs(1 | Subject)")
    #expect(throws: InferenceError.residualStructure) { try model.inference(.kenwardRoger) }
    #expect(throws: InferenceError.residualStructure) {
      try model.inference(.satterthwaite, information: .expected)
    }
    // nlme's gls: n - p.
    let rows = try model.coefficientTable(method: .containment).rows
    #expect(rows.allSatisfy { $0.degreesOfFreedom == 104 })
  }
}
