import Tables

/// Resolves every default of a study and checks that its parts fit together.
struct StudyResolver {
  let settings: StudyFile
  let outcome: Outcome
  let arms: ArmResolver.Arms
  let hasSchedule: Bool
  /// The place of findings about what the command line says.
  let header: Place?
  /// What the file of a prior `trials:FILE` says.
  var trialPrior: TrialPrior?
  var inferences: [String] = []
  /// What is worth saying, and no error.
  var findings: [Finding] = []
  private var errors: [Finding] = []

  init(
    settings: StudyFile, outcome: Outcome, arms: ArmResolver.Arms, hasSchedule: Bool,
    header: Place?
  ) {
    self.settings = settings
    self.outcome = outcome
    self.arms = arms
    self.hasSchedule = hasSchedule
    self.header = header
  }

  /// - Throws: N204 impossible value, N206 a score without a minimal important difference, N210 a
  ///   prior that this outcome does not have, N270 to N273 a prior from trials that is missing or
  ///   does not fit.
  mutating func study(pooledStandardDeviation: Double?) throws(InvalidInput) -> PersonalStudy {
    let randomised = isRandomised()
    checkRandomisation()
    let washIn = settings.washInNights ?? 0
    if washIn < 0 { report("N204", "wash_in_nights", "the wash-in cannot be negative") }
    warnOfUnusedPersonSpread()
    let difference = minimalImportantDifference()
    let prior = difference.flatMap { effectPrior($0, pooledStandardDeviation) }
    guard errors.isEmpty, let difference, let prior else { throw InvalidInput(errors) }
    return PersonalStudy(
      outcome: outcome, reference: arms.reference, treatments: arms.treatments,
      minimalImportantDifference: difference,
      minimalImportantDifferenceSetBefore: settings.minimalImportantDifferenceSetBefore,
      randomised: randomised, randomisation: randomised ? settings.randomisation : nil,
      blinded: settings.blinded, washInNights: washIn, prior: prior,
      covariates: settings.covariates ?? [],
      trialPrior: prior.name == EffectPrior.trialsName ? trialPrior : nil,
      maximumPeriodRun: randomised ? settings.maximumPeriodRun : nil)
  }

  mutating func report(
    _ code: String, _ key: String, _ message: String, hint: String? = nil
  ) {
    errors.append(
      Finding(
        code: code, severity: .error, message: message, hint: hint,
        place: settings.places[key] ?? header))
  }

  private mutating func isRandomised() -> Bool {
    if let said = settings.randomised { return said }
    if settings.randomisation != nil {
      inferences.append("The order counts as randomised, because the study says how it was drawn.")
      return true
    }
    if hasSchedule {
      inferences.append("The order counts as randomised, because the study has a schedule.")
      return true
    }
    inferences.append(
      "Nothing says that the order was drawn at random: it counts as not randomised.")
    return false
  }

  private mutating func checkRandomisation() {
    let armCount = arms.treatments.count + 1
    switch settings.randomisation {
    case .blocks(let size) where size < 1 || size % armCount != 0:
      report(
        "N204", "randomisation",
        "blocks of \(size) nights cannot hold \(armCount) arms equally often",
        hint: "the size is a multiple of the number of arms")
    case .nightly(let maximumRun) where maximumRun < 1:
      report("N204", "randomisation", "max_run must be 1 or more")
    default: break
    }
  }

  private mutating func minimalImportantDifference() -> Double? {
    let lower = outcome.better == .lower
    let noun = outcome.scale == .oddsRatio ? "An odds ratio" : "A ratio"
    guard let given = settings.minimalImportantDifference else {
      guard outcome.scale.isLogarithmic else {
        report(
          "N206", "outcome.kind",
          "which difference in '\(outcome.column)' matters? A score has no default",
          hint: "say --mcid, or mcid: in the study, in units of the score")
        return nil
      }
      inferences.append(
        lower
          ? "\(noun) of 0.75 or less counts as an effect that matters, by default."
          : "\(noun) of 1/0.75 or more counts as an effect that matters, by default.")
      return lower ? 0.75 : 1 / 0.75
    }
    let fits = outcome.scale.isLogarithmic ? (lower ? given < 1 : given > 1) : true
    guard given > 0, given.isFinite, fits else {
      let rule =
        outcome.scale.isLogarithmic
        ? (lower ? "\(noun.lowercased()) between 0 and 1" : "\(noun.lowercased()) above 1")
        : "a positive difference"
      report(
        "N204", "mcid", "mcid \(given) is not possible: it must be \(rule)",
        hint: outcome.scale.isLogarithmic
          ? "\(outcome.better.rawValue) is better; 0.75 means 25 % fewer, 1.25 means 25 % more"
          : nil)
      return nil
    }
    return given
  }

  private mutating func effectPrior(_ difference: Double, _ spread: Double?) -> EffectPrior? {
    let catalogue = EffectPrior.catalogue(
      for: outcome, minimalImportantDifference: difference, pooledStandardDeviation: spread)
    let name: String
    switch settings.prior {
    case .normal(let mean, let deviation):
      guard mean.isFinite, deviation.isFinite, deviation > 0 else {
        report("N204", "prior", "a prior needs a standard deviation above 0")
        return nil
      }
      // e^10 is a ratio of 22,000: beyond it a ratio is no number that a report could show.
      guard !outcome.scale.isLogarithmic || (abs(mean) <= 10 && deviation <= 10) else {
        report(
          "N204", "prior", "a prior of a log ratio lies within -10 and 10, and its SD below 10",
          hint: "normal:0,0.8 is wide already: from a fifth to five times as many")
        return nil
      }
      return EffectPrior(name: "normal", mean: mean, standardDeviation: deviation)
    case .trials(let file): return trialEffectPrior(file, spread)
    case .named(let chosen): name = chosen
    case nil:
      name = EffectPrior.defaultName(
        for: outcome, reference: arms.reference, treatments: arms.treatments)
    }
    guard let prior = catalogue.first(where: { $0.name == name }) else {
      report(
        "N210", "prior", "there is no prior '\(name)' for this outcome",
        hint: "it has \(catalogue.map(\.name).joined(separator: ", ")), normal:M,S and trials:FILE")
      return nil
    }
    if settings.prior == nil {
      let reason =
        name == "trial" ? "the default for magnesium against placebo" : "the default"
      inferences.append("The prior of the effect is '\(name)', \(reason).")
    }
    return prior
  }
}
