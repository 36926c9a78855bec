import NOf1

extension PersonalStudy {
  /// Magnesium against placebo in randomised paired cycles, with the default prior: *trial* for
  /// counts, *wide* for anything else. What matters is a ratio of 0.75, or one point of a score
  /// whose nights have a standard deviation of 1.5.
  ///
  /// - Parameter name: of another prior of the catalogue.
  public static func magnesiumAgainstPlacebo(
    _ kind: Outcome.Kind = .count, prior name: String? = nil
  ) -> PersonalStudy {
    let outcome = Outcome(column: "outcome", kind: kind)
    let important = kind == .score ? 1 : 0.75
    let catalogue = EffectPrior.catalogue(
      for: outcome, minimalImportantDifference: important, pooledStandardDeviation: 1.5)
    let name = name ?? (kind == .count ? "trial" : "wide")
    guard let prior = catalogue.first(where: { $0.name == name }) else {
      preconditionFailure("every catalogue has its default prior")
    }
    return PersonalStudy(
      outcome: outcome, reference: "placebo", treatments: ["magnesium"],
      minimalImportantDifference: important, randomised: true, randomisation: .pairedCycles,
      prior: prior)
  }
}
