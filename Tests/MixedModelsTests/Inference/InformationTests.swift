import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Two ways to the same degrees of freedom, and the information matrix against differences.
@Suite(.enabled(if: Reference.has("cases.tsv"))) struct InformationTests {
  /// Satterthwaite from the differenced Hessian in theta and from the closed form of the observed
  /// information in covariance elements: equal at an interior optimum.
  @Test func observedInformationAgreesWithTheHessian() throws {
    var worst = WorstRatio()
    for reference in try ReferenceCase.linearMixedModels() {
      let model = try reference.fit()
      if model.convergence.isSingular { continue }
      let likelihood = try model.likelihood()
      let closed = SatterthwaiteApproximation(
        try VarianceInformation(model: model, likelihood: likelihood, information: .observed),
        sigma: model.sigma)
      let differenced = try SatterthwaiteApproximation(model: model, likelihood: likelihood)
      let contrasts = (0..<model.coefficients.count).map { index in
        model.coefficients.indices.map { $0 == index ? 1.0 : 0 }
      }
      worst.compare(
        contrasts.map { differenced.degreesOfFreedom($0) },
        contrasts.map { closed.degreesOfFreedom($0) }, tolerance: 1e-6, reference.name)
    }
    print("Satterthwaite two ways: \(worst.ratio) of 1e-6 in \(worst.place), \(worst.count) values")
    #expect(worst.ratio < 1 && worst.count > 100)
  }

  /// Kenward-Roger of fitted models against the n x n formulas.
  @Test(arguments: [
    "lme4-sleepstudy-missing-reml", "lme4-penicillin-reml", "crossover-replicate-small-indep-reml",
    "lme4-orthodont-slope-reml", "lme4-pastes-reml",
  ])
  func kenwardRogerAgreesWithTheTwin(_ name: String) throws {
    let model = try ReferenceCase(name).fit()
    let twin = try DenseTwin(
      x: model.frame.fixed.matrix, random: model.frame.random, theta: model.parameters.theta,
      sigma: model.sigma)
    let inference = try model.inference(.kenwardRoger)
    expectClose(inference.covariance.elements, twin.adjusted.elements, 1e-9)
    guard model.coefficients.count > 1 else { return }
    let hypothesis = Matrix.identity(model.coefficients.count).selectingColumns([0, 1]).transposed
    let test = try inference.test(hypothesis)
    let literal = try twin.test(hypothesis, model.coefficients)
    expectClose([test.statistic], [literal.statistic], 1e-8)
    expectClose([test.scale], [literal.scale], 1e-8)
    expectClose(
      [try #require(test.denominatorDegreesOfFreedom)], [literal.degreesOfFreedom], 1e-8)
  }

  /// Expected and observed information differ, and both are offered.
  @Test func informationIsAChoice() throws {
    let model = try ReferenceCase("lme4-sleepstudy-missing-reml").fit()
    let byMethod = try [DegreesOfFreedomMethod.kenwardRoger, .satterthwaite].map { method in
      try [nil, Information.expected, .observed].map { information in
        try model.coefficientTable(method: method, information: information)
      }
    }
    #expect(byMethod[0][0] == byMethod[0][1] && byMethod[0][0].information == .expected)
    #expect(byMethod[1][0] == byMethod[1][2] && byMethod[1][0].information == .observed)
    for tables in byMethod {
      let free = try tables.map { try #require($0.rows[1].degreesOfFreedom) }
      #expect(abs(free[1] - free[2]) > 1e-3 && abs(free[1] / free[2] - 1) < 0.1)
    }
  }

  @Test func whatKenwardRogerCannotDoIsRefused() throws {
    let model = try ReferenceCase("lme4-sleepstudy-slope-ml").fit()
    #expect(throws: InferenceError.kenwardRogerNeedsREML) { try model.inference(.kenwardRoger) }
    #expect(InferenceError.kenwardRogerNeedsREML.finding.code == "M301")
  }
}
