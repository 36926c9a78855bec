import NOf1

extension PersonalStudy {
  /// Magnesium against placebo with every default: randomised paired cycles, the prior `trial`,
  /// 25 % fewer cramps as the effect that matters.
  public static let magnesiumAgainstPlacebo: PersonalStudy = {
    let outcome = Outcome(column: "cramps", kind: .count)
    let catalogue = EffectPrior.catalogue(
      for: outcome, minimalImportantDifference: 0.75, pooledStandardDeviation: nil)
    guard let prior = catalogue.first(where: { $0.name == "trial" }) else {
      preconditionFailure("counts of which fewer are better have the prior 'trial'")
    }
    return PersonalStudy(
      outcome: outcome, reference: "placebo", treatments: ["magnesium"],
      minimalImportantDifference: 0.75, randomised: true, randomisation: .pairedCycles,
      prior: prior)
  }()
}
