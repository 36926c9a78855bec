import MixedModels
import Numerics
import TestSupport
import Testing

@Suite struct ProfileReferenceTests {
  static let cases = [
    "lme4-dyestuff-ml", "lme4-dyestuff2-ml", "lme4-penicillin-ml", "lme4-pastes-ml",
    "lme4-pastes-sample-ml", "lme4-sleepstudy-intercept-ml", "lme4-sleepstudy-missing-ml",
    "lme4-sleepstudy-slope-ml", "lme4-sleepstudy-zerocorr-ml", "lme4-oxboys-slope-ml",
    "lme4-cake-linear-ml", "lme4-oats-linear-ml", "crossover-pef-lmm-ml",
    "crossover-replicate-ml", "nof1-set-slope-ml",
  ]

  @Test(.enabled(if: Reference.has("expected/lme4-dyestuff-ml.json")), arguments: cases)
  func limitsAgreeWithLme4(_ name: String) throws {
    let reference = try ReferenceModel(name)
    let profiles = try reference.model.profile()
    let lower = reference.numbers("ci_profile_fine", "lower")
    let upper = reference.numbers("ci_profile_fine", "upper")
    let names = reference.strings("ci_profile_fine", "parameters")
    print(name)
    for (k, profile) in profiles.enumerated() {
      print(k < names.count ? names[k] : "?", profile.name, profile.lower, k < lower.count ? lower[k] : 0, profile.upper, k < upper.count ? upper[k] : 0, profile.points.count)
    }
  }
}
