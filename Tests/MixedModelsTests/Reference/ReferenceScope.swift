import Foundation
import TestSupport

/// Which cases and which of their fields the comparison leaves to others, and why.
enum ReferenceScope {
  static let prefixes = [
    "lme4-", "nlme-", "lm-", "gls", "crossover-", "nof1-set-", "nof1-series-gls-",
  ]

  /// Cases whose fit is not compared field by field.
  static let outOfScope = [
    "crossover-pef-lme-varident": "no maximum: see DegenerateOptimumTests",
    "crossover-pef-classical": "arithmetic on differences: see ClassicalCrossoverTests",
    "crossover-be-2x2": "arithmetic on differences: see ClassicalCrossoverTests",
    "lme4-sleepstudy-lrt": "tests of nested models: see LikelihoodRatioReferenceTests",
    "lm-nist-wampler1": "an exact fit: coefficients in NISTRegressionTests, where the model is "
      + "refused; R's standard errors are rounding noise",
    "lm-mtcars-predict": "not a fit: see PredictionTests and MarginalMeansReferenceTests",
    "nof1-set-two-stage": "a meta-analysis; its first stage: see TwoStageTests",
  ]

  /// Fields of the results that other tests compare, or that the product does not have.
  static let fieldsElsewhere = [
    "satterthwaite": "CoefficientReferenceTests, AnovaReferenceTests",
    "kenward_roger": "CoefficientReferenceTests, AnovaReferenceTests",
    "ci_profile": "lme4's own coarse grid; ci_profile_fine is what to compare",
    "ci_profile_fine": "ProfileReferenceTests",
    "r2_icc_performance": "wrong for several terms of a factor; r2_icc_by_definition is compared",
    "intervals": "ResidualIntervalTests; for random effects the product has profiles",
    "anova_marginal": "tests with nlme's inner-outer degrees of freedom",
    "anova_sequential": "AnovaReferenceTests have lmerTest's; these are lm's and nlme's",
    "same_by_corAR1": "the same model by another of nlme's classes",
    "se_hc0": "sandwich standard errors are not offered",
    "se_hc1": "sandwich standard errors are not offered",
    "se_hc2": "sandwich standard errors are not offered",
    "se_hc3": "sandwich standard errors are not offered",
    "F_p": "the p value of F", "versus_A_dunnett": "Dunnett's adjustment is not offered",
  ]

  static func isElsewhere(_ field: String) -> Bool {
    // Marginal means: MarginalMeansReferenceTests.
    fieldsElsewhere[field] != nil || field.hasPrefix("emmeans_") || field.hasPrefix("pairs_")
  }

  /// Every case of the prefixes, out of scope or not.
  static let allCases: [String] = {
    let folder = Reference.folder.appendingPathComponent("expected").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.sorted().compactMap { file in
      guard file.hasSuffix(".json"), prefixes.contains(where: file.hasPrefix) else { return nil }
      return String(file.dropLast(5))
    }
  }()

  static let cases = allCases.filter { outOfScope[$0] == nil }
}
