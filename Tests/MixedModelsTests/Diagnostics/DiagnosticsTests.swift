import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct DiagnosticsTests {
  @Test(.enabled(if: Reference.has("expected/lme4-dyestuff2-reml.json")))
  func singularFitsAreNamed() throws {
    let model = try ReferenceModel("lme4-dyestuff2-reml").model
    let diagnostics = try model.diagnostics()
    #expect(diagnostics.verdict == .singular)
    #expect(diagnostics.components[0].standardDeviations == [0])
    #expect(diagnostics.components[0].shares.isEmpty)
    let finding = try #require(diagnostics.findings.first { $0.code == "M411" })
    #expect(finding.message.hasSuffix("no variance of (Intercept)"))
    #expect(diagnostics.groups == [.init(group: "Batch", levels: 6, smallest: 5, largest: 5)])
  }

  @Test(.enabled(if: Reference.has("expected/lme4-sleepstudy-slope-reml.json")))
  func soundFitsHaveLittleToSay() throws {
    let model = try ReferenceModel("lme4-sleepstudy-slope-reml").model
    let diagnostics = try model.diagnostics(extremes: 3)
    #expect(diagnostics.verdict == .converged)
    #expect(diagnostics.findings.map(\.code) == ["M413"])
    #expect(diagnostics.extremeResiduals.count == 3)
    #expect(diagnostics.gradient.allSatisfy { abs($0) < 1e-4 })
    // Two subjects' bad nights: rows 57 and 60 of the file.
    #expect(abs(diagnostics.extremeResiduals[0].pearson) > 5)
  }

  @Test func componentsRebuildTheCovariance() throws {
    let model = try MixedModelSpecification("y ~ x + (x + w | a)").fit(
      try RandomDesign.table(seed: 61))
    let components = try model.principalComponents()[0]
    let squares = Matrix(diagonal: components.standardDeviations.map { $0 * $0 })
    let rebuilt = (components.loadings * squares).productTransposed(components.loadings)
    let factor = model.sigma * model.frame.random[0].relativeFactor(model.parameters.theta[0])
    for (a, b) in zip(rebuilt.elements, factor.outerProduct().elements) {
      #expect(abs(a - b) < 1e-10)
    }
    #expect(zip(components.shares, components.shares.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(abs(components.shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func fewLevelsAreNamed() throws {
    let table = try RandomDesign.table(seed: 62)
    let few = try MixedModelSpecification("y ~ x + (1 | e)").fit(table)
    #expect(try few.diagnostics().findings.contains { $0.code == "M412" })
  }

  /// A model whose parameters are not at the optimum, as an optimiser that stopped would leave it.
  @Test func fitsThatStoppedEarlyAreNamed() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a)").fit(
      try RandomDesign.table(seed: 61))
    let likelihood = Likelihood(model.problem)
    let moved = model.parameters.vector.map { 1.2 * $0 }
    let stopped = DevianceMinimum(
      parameters: moved, evaluation: try likelihood.evaluate(moved),
      method: .derivativeFree,
      evaluations: 1, gradientEvaluations: 0, decrement: 0, gradient: likelihood.gradient())
    let early = LinearMixedModel(
      model.specification, frame: model.frame, likelihood: likelihood, minimum: stopped,
      coefficients: likelihood.coefficients(), unscaledCovariance: likelihood.unscaledCovariance())
    let diagnostics = try early.diagnostics()
    #expect(diagnostics.verdict == .notConverged)
    #expect(diagnostics.findings.contains { $0.code == "M410" })
    // The quadratic model's promise is about what was lost.
    let lost = early.deviance - model.deviance
    #expect(abs(diagnostics.decrement / 2 - lost) < 0.5 * lost)
    #expect(try model.diagnostics().decrement < 1e-8)
  }

  @Test func oneRowALevelIsRefusedByTheFit() throws {
    let rows = (0..<12).map { "\(Double($0 % 5) + 0.1 * Double($0)),g\($0)" }
    let oneRowEach = try makeTable((["y,g"] + rows).joined(separator: "\n") + "\n")
    #expect(throws: MixedModelError.tooManyRandomEffects(group: "g", effects: 12, rows: 12)) {
      try MixedModelSpecification("y ~ 1 + (1 | g)").fit(oneRowEach)
    }
  }

  @Test func everyCodeIsExplained() {
    let codes = MixedModelsCatalogue.diagnostics.map(\.code)
    #expect(codes == ["M410", "M411", "M412", "M413"])
  }
}
