import TestSupport
import Testing

@testable import MixedModels

/// Tests of nested models of the sleep study, against lme4.
@Suite(.enabled(if: Reference.has("expected/lme4-sleepstudy-lrt.json")))
struct LikelihoodRatioReferenceTests {
  private let formulas = [
    "intercept": "Reaction ~ Days + (1 | Subject)",
    "zerocorr": "Reaction ~ Days + (Days || Subject)",
    "slope": "Reaction ~ Days + (Days | Subject)",
    "no_days": "Reaction ~ 1 + (Days | Subject)",
    "days": "Reaction ~ Days + (Days | Subject)",
  ]

  private func model(_ name: String, _ criterion: Criterion) throws -> LinearMixedModel {
    try ReferenceCase("lme4-sleepstudy-slope-ml").fit(
      formulas[name, default: name], criterion: criterion)
  }

  @Test(arguments: [
    ("ml_intercept_vs_zerocorr", LikelihoodRatioTest.Boundary.oneVariance),
    ("ml_zerocorr_vs_slope", .interior), ("ml_intercept_vs_slope", .oneVariance),
    ("reml_intercept_vs_slope", .oneVariance), ("reml_zerocorr_vs_slope", .interior),
    ("ml_no_days_vs_days", .interior),
  ])
  func referenceTests(_ key: String, _ boundary: LikelihoodRatioTest.Boundary) throws {
    let json = try Reference.json("expected/lme4-sleepstudy-lrt.json")
    let results = try #require(json["results"] as? [String: Any])
    let expected = try ReferenceBlock(values: results).block(key)
    let criterion: Criterion =
      key.hasPrefix("ml") ? .maximumLikelihood : .restrictedMaximumLikelihood
    let names = key.drop { $0 != "_" }.dropFirst().replacing("_vs_", with: "|").split(
      separator: "|")
    let test = try LikelihoodRatioTest(
      smaller: model(String(names[0]), criterion), larger: model(String(names[1]), criterion))
    #expect(abs(test.statistic - (try expected.number("chisq"))) < 1e-6)
    #expect(test.degreesOfFreedom == Int(try expected.number("df")))
    let pValue = try expected.number("p")
    #expect(abs(test.pValue / pValue - 1) < 1e-5)
    #expect(test.boundary == boundary)
    let corrected = try #require(test.boundaryPValue)
    #expect(boundary == .interior ? corrected == test.pValue : corrected < test.pValue)
  }

  @Test func whatCannotBeComparedIsRefused() throws {
    let reml = Criterion.restrictedMaximumLikelihood
    let slope = try model("slope", .maximumLikelihood)
    #expect(throws: InferenceError.differentCriteria) {
      try LikelihoodRatioTest(smaller: model("intercept", reml), larger: slope)
    }
    #expect(throws: InferenceError.differentFixedEffects) {
      try LikelihoodRatioTest(smaller: model("no_days", reml), larger: model("slope", reml))
    }
    #expect(throws: InferenceError.notASubmodel(what: "random effects of Subject")) {
      try LikelihoodRatioTest(
        smaller: ReferenceCase("lme4-sleepstudy-slope-ml").fit("Reaction ~ 1 + (Days | Subject)"),
        larger: ReferenceCase("lme4-sleepstudy-slope-ml")
          .fit("Reaction ~ Days + I(Days^2) + I(Days^3) + (1 | Subject)"))
    }
    #expect(throws: InferenceError.notASubmodel(what: "fixed effects")) {
      try LikelihoodRatioTest(
        smaller: ReferenceCase("lme4-sleepstudy-slope-ml").fit(
          "Reaction ~ I(Days^2) + (1 | Subject)"), larger: slope)
    }
    let missing = try ReferenceCase("lme4-sleepstudy-missing-ml").fit(
      "Reaction ~ Days + (1 | Subject)")
    #expect(throws: InferenceError.differentData(what: "rows")) {
      try LikelihoodRatioTest(smaller: missing, larger: slope)
    }
  }

  /// Of a variance of the second factor and of two more at once.
  @Test func addedVariancesAreCounted() throws {
    let reference = try ReferenceCase("lme4-pastes-ml")
    let smaller = try reference.fit("strength ~ 1 + (1 | sample)")
    let one = try LikelihoodRatioTest(smaller: smaller, larger: reference.fit())
    #expect(one.boundary == .oneVariance && one.degreesOfFreedom == 1)
    let none = try reference.fit("strength ~ 1")
    let two = try LikelihoodRatioTest(smaller: none, larger: reference.fit())
    #expect(two.boundary == .severalVariances && two.boundaryPValue == nil)
  }

  @Test func comparisonHasTheInformationCriteria() throws {
    let reference = try ReferenceCase("lme4-sleepstudy-slope-ml")
    let slope = try reference.fit()
    let comparison = try ModelComparison([try model("intercept", .maximumLikelihood), slope])
    let row = comparison.rows[1]
    #expect(abs(row.akaikeInformation - (try reference.results.number("AIC"))) < 1e-6)
    #expect(abs(row.bayesianInformation - (try reference.results.number("BIC"))) < 1e-6)
    #expect(row.akaikeDifference == 0 && comparison.rows[0].akaikeDifference > 30)
    let corrected = try #require(row.correctedAkaikeInformation)
    #expect(abs(corrected - row.akaikeInformation - 2.0 * 6 * 7 / (180 - 7)) < 1e-10)
    #expect(throws: InferenceError.nothingToCompare) { try ModelComparison([slope]) }
  }
}
