import MixedModels
import TestSupport
import Testing

/// Limits against `confint` of R's MASS (glm) and lme4 (glmer).
@Suite struct GeneralizedProfileReferenceTests {
  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      "glm-birthwt-logit", "glm-insurance-poisson-offset", "glm-menarche-cloglog",
      "glm-menarche-logit", "glm-menarche-probit", "glm-warpbreaks-poisson", "glmm-cbpp-laplace",
      "glmm-epil-poisson",
    ])
  func limitsAgreeWithR(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let model = try reference.generalizedSpecification().fitGeneralized(
      ReferenceCase.table(reference.dataset))
    let expected = try reference.block("ci_profile")
    let (lower, upper) = (try expected.numbers("lower"), try expected.numbers("upper"))
    let profiles = try model.profile()
    #expect(profiles.count == lower.count)
    // Standard deviations stand first in both, fixed effects in the order of the model.
    var worst = 0.0
    for (k, profile) in profiles.enumerated() {
      let width = upper[k] - lower[k]
      for (limit, expected) in [(profile.lower, lower[k]), (profile.upper, upper[k])] {
        guard case .at(let value) = limit else {
          Issue.record("\(profile.name): \(limit)")
          continue
        }
        worst = max(worst, abs(value - expected) / width)
        #expect(
          abs(value - expected) < 1e-4 * width, "\(profile.name) \(value) \(expected)")
      }
    }
    print("\(name): worst error of a profile limit, relative to the width: \(worst)")
  }
}
