import MixedModels
import TestSupport
import Testing

/// Against R 4.2.2 and lme4 1.1-31; the values were printed with 14 digits.
@Suite struct InfluenceTests {
  /// rstandard(lm(dist ~ speed)), cooks.distance.
  @Test func linearModelsAgreeWithR() throws {
    let table = try makeTable("speed,dist\n4,2\n4,10\n7,4\n7,22\n8,16\n9,10\n")
    let model = try MixedModelSpecification("dist ~ speed").fit(table)
    let standardized = [
      -0.8859743972151948, 0.5471377938915151, -1.0788336219180970, 1.5415133133264862,
      0.4793421038614807, -0.7859898257426329,
    ]
    let cooks = [
      0.33080062370520585, 0.12615875831974283, 0.12627021522151491, 0.25780214994690781,
      0.04277611616330994, 0.26035014545775093,
    ]
    for (a, b) in zip(try model.residuals(.standardized), standardized) {
      #expect(abs(a - b) < 1e-12)
    }
    for (a, b) in zip(try model.cooksDistances(), cooks) { #expect(abs(a - b) < 1e-12) }
  }

  /// hatvalues, cooks.distance and scaled Pearson residuals of
  /// lmer(Reaction ~ Days + (Days | Subject), sleepstudy) at the polished theta, first rows.
  @Test(.enabled(if: Reference.has("data/sleepstudy.csv")))
  func mixedModelsAgreeWithLme4() throws {
    let model = try ReferenceModel("lme4-sleepstudy-slope-reml").model
    let leverages = [0.22930301317143, 0.16972926227779, 0.12682322604881]
    let cooks = [0.0049631247362863, 0.0402059540830557, 0.2260977812572924]
    let pearson = [-0.16035088942701, -0.57148068157087, -1.64879220340040]
    for (a, b) in zip(try model.leverages(), leverages) { #expect(abs(a - b) < 1e-9) }
    for (a, b) in zip(try model.cooksDistances(), cooks) { #expect(abs(a - b) < 1e-9) }
    for (a, b) in zip(try model.residuals(.pearson), pearson) { #expect(abs(a - b) < 1e-9) }
  }

  @Test(arguments: RandomDesign.all.map(\.formula))
  func leveragesLieBetweenZeroAndOne(_ formula: String) throws {
    let model = try MixedModelSpecification(formula, weights: "weight").fit(
      try RandomDesign.table(seed: 51))
    #expect(try model.leverages().allSatisfy { $0 > 0 && $0 < 1 })
  }
}
