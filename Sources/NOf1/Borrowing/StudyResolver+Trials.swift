import Tables

extension StudyResolver {
  /// The prior that trials give, once it fits the outcome and the spread between persons is known.
  ///
  /// - Parameters:
  ///   - file: its name, as the user gave it.
  ///   - pooledStandardDeviation: S, the unit of the default spread of scores.
  mutating func trialEffectPrior(
    _ file: String, _ pooledStandardDeviation: Double?
  ) -> EffectPrior? {
    guard let given = trialPrior else {
      report(
        "N270", "prior", "the trials in \(Finding.quoted(file)) were not read",
        hint: "name a file that magnify trials pool --save-prior wrote")
      return nil
    }
    guard isPossible(given), fitsScale(given),
      let spread = personSpread(pooledStandardDeviation)
    else { return nil }
    warnOfMapping(given)
    let prior = given.with(personSpread: spread)
    trialPrior = prior
    return EffectPrior(prior)
  }

  /// A spread that nothing uses is a misunderstanding.
  mutating func warnOfUnusedPersonSpread() {
    if case .trials = settings.prior { return }
    guard settings.personSpread != nil else { return }
    warn(
      "N275", "person_spread", "person_spread is not used: the prior does not come from trials",
      hint: "it goes with prior: trials:FILE")
  }

  private mutating func isPossible(_ prior: TrialPrior) -> Bool {
    let distribution = prior.distribution
    let isPossible =
      distribution.mean.isFinite && distribution.scale.isFinite && distribution.scale > 0
      && (distribution.degreesOfFreedom.map { $0 >= 1 } ?? true)
      && (!prior.isLogarithmic || (abs(distribution.mean) <= 10 && distribution.scale <= 10))
    if !isPossible {
      report(
        "N271", "prior",
        "a prediction with mean \(distribution.mean) and scale \(distribution.scale) cannot be a prior",
        hint: "it needs a scale above 0 and 1 degree of freedom; log ratios lie within -10 and 10")
    }
    return isPossible
  }

  private mutating func fitsScale(_ prior: TrialPrior) -> Bool {
    let wants = outcome.scale.isLogarithmic
    if ["VR", "CVR", "lnVR", "lnCVR", "VRC", "CVRC"].contains(prior.measure) {
      report(
        "N272", "prior",
        "the trials' \(prior.measure) compares how much people vary, not how they fare",
        hint: "pool a measure of the outcome's level, such as IRR or ROM")
      return false
    }
    guard prior.isLogarithmic == wants else {
      let unit = prior.unit.isEmpty ? "" : " in \(prior.unit)"
      report(
        "N272", "prior",
        wants
          ? "the trials give a difference\(unit) (\(prior.measure)), and the effect on"
            + " '\(outcome.column)' is a ratio"
          : "the trials give a ratio (\(prior.measure)), and the effect on '\(outcome.column)' is"
            + " a difference",
        hint: wants
          ? "pool a ratio, such as IRR or ROM" : "pool a difference in the unit of the score")
      return false
    }
    guard wants || ["MD", "MC", "GEN"].contains(prior.measure) else {
      report(
        "N272", "prior",
        "the trials' \(prior.measure) is not a difference in the unit of '\(outcome.column)'",
        hint: "pool mean differences (MD) in that unit")
      return false
    }
    return true
  }

  /// Spread between persons on the analysis scale: as said, else 0.28 for log ratios and 0.28 S for
  /// scores, S the pooled within-arm standard deviation.
  private mutating func personSpread(_ pooledStandardDeviation: Double?) -> Double? {
    let isLogarithmic = outcome.scale.isLogarithmic
    if let said = settings.personSpread {
      guard said != 0 else {
        report(
          "N273", "person_spread", "person_spread 0 says that all people respond alike",
          hint: "trials with two periods cannot show that: try 0.15, 0.28 and 0.5")
        return nil
      }
      guard said > 0, said.isFinite, !isLogarithmic || said <= 10 else {
        report(
          "N204", "person_spread", "person_spread \(said) is not possible",
          hint: "a number above 0, on the log scale for ratios, such as 0.28")
        return nil
      }
      return said
    }
    let unit = isLogarithmic ? 1 : pooledStandardDeviation ?? 1
    inferences.append(
      "The trials do not say how much people differ in their response: a spread of"
        + " \(TrialPrior.defaultPersonSpread)"
        + (isLogarithmic
          ? " on the log scale is assumed." : " standard deviations of your nights is assumed."))
    return TrialPrior.defaultPersonSpread * unit
  }

  /// What the measure of the trials has to do with this outcome, where it is not the same thing.
  private mutating func warnOfMapping(_ prior: TrialPrior) {
    let direct: [String] =
      switch outcome.kind {
      case .count: ["IRR", "ROM", "ROMC"]
      case .duration: ["ROM", "ROMC"]
      case .binary, .ordinal: ["OR", "PETO", "MPOR"]
      case .score: []
      }
    if outcome.kind == .score {
      guard Spelling.normalised(prior.unit) != Spelling.normalised(outcome.column) else { return }
      let unit = prior.unit.isEmpty ? "a unit that their file does not name" : prior.unit
      warn(
        "N274", "prior",
        "the trials' difference is in \(unit): it is taken as units of '\(outcome.column)'",
        hint: "go on only if a point of your score is a point of theirs")
    } else if !direct.contains(prior.measure) {
      let effect: String =
        switch outcome.kind {
        case .count: "a rate ratio"
        case .duration: "a ratio of durations"
        case .binary, .ordinal, .score: "an odds ratio"
        }
      warn(
        "N274", "prior", "the trials' \(prior.measure) is taken as \(effect)",
        hint: prior.mapping.isEmpty ? "they are the same only where events are rare" : prior.mapping
      )
    }
  }

  private mutating func warn(_ code: String, _ key: String, _ message: String, hint: String) {
    findings.append(
      Finding(
        code: code, severity: .warning, message: message, hint: hint,
        place: settings.places[key] ?? header))
  }
}
