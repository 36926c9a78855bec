import Tables

extension PowerPlan {
  /// The study that is planned, every default resolved as for a log of it.
  ///
  /// - Parameters:
  ///   - settings: what the user says. Without arms it is magnesium against placebo; without an
  ///     outcome, counts of cramps of which fewer are better.
  ///   - sigma: the standard deviation of the latent process, which is the spread of a score from
  ///     night to night: what the named priors of scores take as their unit.
  /// - Returns: the study, and a sentence for every default that somebody might want to change.
  /// - Throws: N204 impossible value; N206 a score without a minimal important difference; N207 a
  ///   contradiction; N210 a prior that this outcome does not have.
  public static func study(
    _ settings: StudyFile, sigma: Double
  ) throws(InvalidInput) -> (study: PersonalStudy, inferences: [String]) {
    var settings = settings
    settings.randomised = true
    let reference = settings.reference ?? "placebo"
    let treatments = settings.treatments ?? ["magnesium"]
    (settings.reference, settings.treatments) = (reference, treatments)
    var findings: [Finding] = []
    let resolver = ArmResolver(
      settings: settings, present: [reference] + treatments, header: nil)
    guard let arms = resolver.resolve(&findings) else { throw InvalidInput(findings) }
    let outcome = Outcome(
      column: settings.outcomeColumn ?? "cramps", kind: settings.outcomeKind ?? .count,
      better: settings.better ?? .lower)
    var study = StudyResolver(
      settings: settings, outcome: outcome, arms: arms, hasSchedule: false, header: nil)
    return (try study.study(pooledStandardDeviation: sigma), study.inferences)
  }

  /// A rate on the reference to plan with where nobody says one: 0.62 cramps a night (4.3 a week),
  /// every second night, ten minutes, the second of four levels, or the middle of a scale from 0 to
  /// 10. (The chances for
  /// scores and durations do not depend on it.)
  public static func usualRate(_ kind: Outcome.Kind) -> Double {
    switch kind {
    case .count: 0.62
    case .binary: 0.5
    case .duration: 10
    case .score: 5
    case .ordinal: 1
    }
  }

  /// No effect, the smallest that matters, and a strong one: a ratio of a half (or of two), or
  /// twice the difference that matters.
  public static func usualEffects(_ study: PersonalStudy) -> [Double] {
    let size = study.minimalImportantDifference
    let lower = study.outcome.better == .lower
    guard study.outcome.scale.isLogarithmic else {
      return lower ? [0, -size, -2 * size] : [0, size, 2 * size]
    }
    let strong = lower ? 0.5 : 2.0
    return [1] + (size == strong ? [size] : [size, strong])
  }
}
