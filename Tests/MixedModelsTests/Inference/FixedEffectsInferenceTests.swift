import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Properties that hold whatever the data.
@Suite(.enabled(if: Reference.has("cases.tsv"))) struct FixedEffectsInferenceTests {
  static let methods: [DegreesOfFreedomMethod] = [
    .satterthwaite, .kenwardRoger, .containment, .none,
  ]

  /// F of one row is t squared with the same p value, whatever the scale of the row.
  @Test(arguments: methods)
  func oneRowIsTSquared(_ method: DegreesOfFreedomMethod) throws {
    let inference = try ReferenceCase("lme4-sleepstudy-slope-reml").fit().inference(method)
    let contrast = try inference.contrast([1, 4])
    let test = try inference.test(Matrix(rows: [[-20, -80]]))
    #expect(abs(test.statistic / pow2(try #require(contrast.statistic)) - 1) < 1e-12)
    #expect(abs(try #require(test.pValue) / (try #require(contrast.pValue)) - 1) < 1e-9)
    #expect((test.state == .chiSquared) == (method == .none))
    #expect((contrast.state == .normal) == (method == .none))
  }

  /// Dependent rows add nothing, and F does not depend on the rows that span a hypothesis.
  @Test(arguments: methods)
  func onlyTheSpanCounts(_ method: DegreesOfFreedomMethod) throws {
    let inference = try ReferenceCase("lme4-cake-linear-reml").fit().inference(method)
    let plain = try inference.test(Matrix(rows: [[0, 1, 0, 0], [0, 0, 1, 0]]))
    let other = try inference.test(
      Matrix(rows: [[0, 1, 1, 0], [0, 2, 2, 0], [0, 0.5, -3, 0], [0, 0, 0, 0]]))
    #expect(other.numeratorDegreesOfFreedom == 2)
    #expect(abs(other.statistic / plain.statistic - 1) < 1e-10)
    #expect(abs(other.scale / plain.scale - 1) < 1e-8)
  }

  @Test func aLinearModelHasExactDegreesOfFreedom() throws {
    let model = try ReferenceCase("lm-mtcars-predict").fit()
    for method in Self.methods where method != .none {
      let table = try model.coefficientTable(method: method)
      #expect(table.rows.allSatisfy { $0.degreesOfFreedom == 28 && $0.state == .studentT })
      #expect(table.notes == [.exact] && table.information == nil)
    }
    #expect(try model.coefficientTable(method: .none).rows[0].degreesOfFreedom == nil)
  }

  /// Units: y times 1000, x divided by 100. Nothing that has no unit changes.
  @Test(arguments: [DegreesOfFreedomMethod.satterthwaite, .kenwardRoger])
  func unitsDoNotMatter(_ method: DegreesOfFreedomMethod) throws {
    let rows = try Reference.rows("data/sleepstudy.csv")
    let lines = rows.map { row in
      let (y, x) = (Double(row["Reaction"] ?? "") ?? 0, Double(row["Days"] ?? "") ?? 0)
      return "\(y * 1000),\(x / 100),\(row["Subject"] ?? "")"
    }
    let table = try makeTable((["y,x,s"] + lines).joined(separator: "\n") + "\n")
    let scaled = try MixedModelSpecification("y ~ x + (x | s)").fit(table)
      .coefficientTable(method: method)
    let plain = try ReferenceCase("lme4-sleepstudy-slope-reml").fit()
      .coefficientTable(method: method)
    for (a, b) in zip(scaled.rows, plain.rows) {
      expectClose(
        [try #require(a.degreesOfFreedom), try #require(a.statistic)],
        [try #require(b.degreesOfFreedom), try #require(b.statistic)], 1e-6)
    }
  }

  @Test func singularFitsSaySo() throws {
    let model = try ReferenceCase("lme4-dyestuff2-reml").fit()
    #expect(try model.coefficientTable().notes == [.boundary])
    // One variance left: the residual one, with n - 1 degrees of freedom.
    #expect(abs(try #require(model.coefficientTable().rows[0].degreesOfFreedom) - 29) < 1e-6)
  }

  @Test func emptyAndMisshapenHypothesesAreRefused() throws {
    let inference = try ReferenceCase("lm-mtcars-predict").fit().inference()
    #expect(throws: InferenceError.emptyHypothesis(label: "none")) {
      try inference.contrast([0, 0, 0, 0], label: "none")
    }
    #expect(throws: InferenceError.emptyHypothesis(label: "none")) {
      try inference.test(Matrix(rows: 2, columns: 4), label: "none")
    }
    #expect(throws: InferenceError.contrastLength(label: "short", expected: 4, found: 2)) {
      try inference.contrast([1, 0], label: "short")
    }
  }

  /// With a known sigma only the random effects' variances are uncertain.
  @Test func knownResidualStandardDeviation() throws {
    var specification = MixedModelSpecification("Yield ~ 1 + (1 | Batch)")
    specification.residualStandardDeviation = 49.5
    let model = try specification.fit(ReferenceCase.table("dyestuff"))
    // Balanced: the variance of the six batch means is the one unknown, with five degrees of freedom.
    for method in [DegreesOfFreedomMethod.satterthwaite, .kenwardRoger] {
      let row = try model.coefficientTable(method: method).rows[0]
      #expect(abs(try #require(row.degreesOfFreedom) - 5) < 1e-5)
    }
    specification.formula = "Yield ~ 1"
    let plain = try specification.fit(ReferenceCase.table("dyestuff"))
    #expect(try plain.coefficientTable().rows[0].state == .normal)
  }

  private func pow2(_ x: Double) -> Double { x * x }
}
