import MixedModels
import TestSupport
import Testing

/// Limits against lme4's `confint(method = "profile")` on a grid five times finer than its own.
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
    try expectLimits(try reference.model.profile(), reference, tolerance: 2e-4)
  }

  @Test(.enabled(if: Reference.has("expected/lme4-sleepstudy-slope-ml.json")))
  func restrictedFitsProfileTheLikelihoodOfTheData() throws {
    let reference = try ReferenceModel("lme4-sleepstudy-slope-ml")
    let restricted = try ReferenceModel("lme4-sleepstudy-slope-reml")
    try expectLimits(try restricted.model.profile(), reference, tolerance: 2e-4)
  }

  /// lme4's profile fails at the boundary of the correlation; its fixed effects are sound.
  @Test(.enabled(if: Reference.has("expected/lme4-orthodont-slope-ml.json")))
  func unboundedCorrelationsAreNamed() throws {
    let reference = try ReferenceModel("lme4-orthodont-slope-ml")
    let profiles = try reference.model.profile()
    try expectLimits(profiles.filter { reference.isFixedEffect($0) }, reference, tolerance: 2e-4)
    let slope = try #require(profiles.first { $0.name.hasPrefix("sd_age") })
    #expect(slope.lower == .boundary(0))
    let correlation = try #require(profiles.first { $0.name.hasPrefix("cor_") })
    #expect(correlation.lower == .boundary(-1) && correlation.upper == .boundary(1))
  }

  private func expectLimits(
    _ profiles: [ParameterProfile], _ reference: ReferenceModel, tolerance: Double
  ) throws {
    let names = reference.strings("ci_profile_fine", "parameters")
    let lower = reference.numbers("ci_profile_fine", "lower")
    let upper = reference.numbers("ci_profile_fine", "upper")
    for profile in profiles {
      // Fixed effects stand last in both, under their own names in each.
      let position: Int? =
        if case .fixedEffect(let index) = profile.parameter {
          names.count - reference.model.coefficients.count + index
        } else {
          names.firstIndex(of: profile.name)
        }
      let k = try #require(position)
      let width = upper[k] - lower[k]
      let limits = [(profile.lower, lower[k]), (profile.upper, upper[k])]
      for (limit, expected) in limits {
        let value = try #require(limit.value, "\(profile.name): \(limit)")
        #expect(abs(value - expected) < tolerance * width, "\(profile.name) \(limit) \(expected)")
      }
    }
  }
}

extension ReferenceModel {
  fileprivate func isFixedEffect(_ profile: ParameterProfile) -> Bool {
    if case .fixedEffect = profile.parameter { true } else { false }
  }
}
