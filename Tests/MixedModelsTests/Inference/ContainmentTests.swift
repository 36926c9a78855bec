import TestSupport
import Testing

@testable import MixedModels

/// Denominators by strata, against nlme.
@Suite(.enabled(if: Reference.has("cases.tsv"))) struct ContainmentTests {
  /// Case and its mixed-model formula; the residual structure has no part in the rule.
  @Test(arguments: [
    ("nlme-oats-nested-reml", "yield ~ Variety * nitrof + (1 | Block / Variety)"),
    ("nlme-orthodont-slope-reml", "distance ~ age * Sex + (age | Subject)"),
    ("nlme-oxboys-slope-reml", "height ~ age + I(age^2) + (age | Subject)"),
    ("crossover-pef-lme-varident", "pef ~ period + treatment + (1 | patient)"),
    ("nof1-set-lme-ar1-reml", "y ~ trt + (trt | id)"),
  ])
  func columnsAsNlme(_ name: String, _ formula: String) throws {
    let reference = try ReferenceCase(name)
    let model = try reference.fit(formula, criterion: .restrictedMaximumLikelihood)
    let table = try model.coefficientTable(method: .containment)
    #expect(
      table.rows.compactMap(\.degreesOfFreedom) == (try reference.block("fixed").numbers("df")))
    let expected = try reference.block("anova_marginal")
    let rows = try model.anovaTable(.marginal, method: .containment).rows
    #expect(rows.map(\.label) == (try expected.texts("terms")))
    #expect(
      rows.compactMap(\.denominatorDegreesOfFreedom) == (try expected.numbers("den_df")))
    if !name.contains("ar1") && !name.contains("varident") {
      // nlme stops early: its own output agrees to its tolerance.
      expectClose(rows.map(\.statistic), try expected.numbers("F"), 1e-5)
    }
  }

  @Test func crossedFactorsHaveNoStrata() throws {
    let model = try ReferenceCase("lme4-penicillin-reml").fit()
    #expect(throws: InferenceError.notNested(first: "sample", second: "plate")) {
      try model.inference(.containment)
    }
  }

  @Test func tooFewGroupsHaveNoDegreesOfFreedom() throws {
    // Three groups, a column that varies between them and an intercept: one degree of freedom;
    // with another such column none. With random intercepts that is no model at all.
    let rows = (0..<12).map { row in
      let group = row / 4
      let y = Double((row * 7) % 5) + Double(group)
      return "\(y),\(group),\(group == 1 ? 1 : 0),\(group * 2),\(row % 4 - 1)"
    }
    let table = try makeTable((["y,g,a,b,x"] + rows).joined(separator: "\n") + "\n")
    #expect(throws: MixedModelError.randomEffectIsFixed(group: "g", column: "(Intercept)")) {
      try MixedModelSpecification("y ~ a + b + (1 | g)").fit(table)
    }
    let model = try MixedModelSpecification("y ~ a + b + (0 + x | g)").fit(table)
    let contrasts = try model.coefficientTable(method: .containment).rows
    #expect(contrasts.map(\.state) == [.studentT, .noDegreesOfFreedom, .noDegreesOfFreedom])
    #expect(contrasts[1].pValue == nil && contrasts[1].confidenceLow == nil)
    let tests = try model.anovaTable(.marginal, method: .containment).rows
    #expect(tests[1].state == .noDegreesOfFreedom && tests[1].pValue == nil)
  }
}
