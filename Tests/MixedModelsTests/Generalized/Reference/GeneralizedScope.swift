import Foundation
import TestSupport

/// Which cases of generalised models, and which of their fields, the comparison leaves to others,
/// and why.
enum GeneralizedScope {
  static let outOfScope = [
    "glm-birthwt-gamma": "the Gamma family is not offered",
    "glmm-cbpp-betabinomial-tmb": "the beta-binomial family is not offered",
    "glm-birthwt-emmeans": "marginal means alone: see ResponseScaleTests",
  ]

  static let fieldsElsewhere = [
    "ci_profile": "tests of profile likelihood",
    "r2_icc_performance": "tests of the explained variance",
    "contrasts_vs_first_response": "tests of marginal means: ResponseScaleTests",
    "log_lik_as_lme4_prints_it": "with lme4's inner tolerance, without constants under AGQ",
    "as_glmer_nb_prints": "where glmer.nb stopped; its maximum is compared",
    "max_abs_gradient": "of the reference's own maximum",
  ]

  static func isElsewhere(_ field: String) -> Bool {
    // Marginal means: ResponseScaleTests.
    fieldsElsewhere[field] != nil || field.hasPrefix("emmeans_")
  }

  static let allCases: [String] = {
    let folder = Reference.folder.appendingPathComponent("expected").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.sorted().filter {
      ($0.hasPrefix("glm-") || $0.hasPrefix("glmm-")) && $0.hasSuffix(".json")
    }.map { String($0.dropLast(5)) }
  }()

  static let cases = allCases.filter { outOfScope[$0] == nil }
}
