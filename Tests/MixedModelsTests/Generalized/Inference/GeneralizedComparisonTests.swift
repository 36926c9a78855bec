import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Likelihood-ratio tests and comparisons of generalised models.
@Suite struct GeneralizedComparisonTests {
  @Test func aVarianceIsTestedAtTheEdge() throws {
    let plain = try JointInformationTests.counts("y ~ x", spread: 1)
    let mixed = try JointInformationTests.counts("y ~ x + (1 | g)", spread: 1)
    let test = try LikelihoodRatioTest(smaller: plain, larger: mixed)
    #expect(test.boundary == .oneVariance && test.degreesOfFreedom == 1)
    expectClose([test.statistic], [plain.deviance - mixed.deviance], 1e-12)
    #expect(test.boundaryPValue == test.pValue / 2)
    let slopes = try JointInformationTests.counts("y ~ x + (x | g)", spread: 1)
    let slope = try LikelihoodRatioTest(smaller: mixed, larger: slopes)
    #expect(slope.boundary == .oneVariance && slope.degreesOfFreedom == 2)
    let fixed = try JointInformationTests.counts("y ~ 1 + (1 | g)", spread: 1)
    #expect(try LikelihoodRatioTest(smaller: fixed, larger: mixed).boundary == .interior)
  }

  @Test func modelsStandSideBySide() throws {
    let models = try ["y ~ x", "y ~ x + (1 | g)"].map {
      try JointInformationTests.counts($0, spread: 1)
    }
    let comparison = try ModelComparison(models)
    #expect(comparison.criterion == .maximumLikelihood)
    #expect(comparison.rows.map(\.akaikeInformation) == models.map(\.akaikeInformation))
    #expect(comparison.rows.map(\.bayesianInformation) == models.map(\.bayesianInformation))
    #expect(comparison.rows[1].akaikeDifference == 0)
    expectClose(
      [comparison.rows[0].bayesianInformation],
      [models[0].deviance + 2 * 4.564348191467836], 1e-12)
  }

  @Test func whatIsNotNestedIsRefused() throws {
    let plain = try JointInformationTests.counts("y ~ x", spread: 1)
    let mixed = try JointInformationTests.counts("y ~ 1 + (1 | g)", spread: 1)
    let other = try JointInformationTests.counts("y ~ x + (1 | g)", spread: 0)
    #expect(throws: InferenceError.differentData(what: "response")) {
      try LikelihoodRatioTest(smaller: plain, larger: other)
    }
    #expect(throws: InferenceError.self) {
      try LikelihoodRatioTest(smaller: plain, larger: mixed)
    }
    #expect(throws: InferenceError.nothingToCompare) { try ModelComparison([plain]) }
    var specification = MixedModelSpecification("y ~ x + (1 | g)")
    specification.family = .poisson
    specification.integration = .gaussHermite(nodes: 5)
    let slopes = try JointInformationTests.counts("y ~ x + (x | g)", spread: 1)
    let quadrature = try GeneralizedMixedModel(specification, frame: Self.frame(specification))
    #expect(throws: InferenceError.differentKinds(what: "integration")) {
      try LikelihoodRatioTest(smaller: quadrature, larger: slopes)
    }
    // Without random effects there is nothing to integrate.
    #expect(throws: Never.self) { try LikelihoodRatioTest(smaller: plain, larger: quadrature) }
  }

  private static func frame(_ specification: MixedModelSpecification) throws -> ModelFrame {
    try JointInformationTests.counts(specification.formula, spread: 1).frame
  }
}
