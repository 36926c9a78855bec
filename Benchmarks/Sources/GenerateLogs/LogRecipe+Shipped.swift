import SimulatedStudies

extension LogRecipe {
  /// The logs of Datasets/personal-logs.
  static let shipped = [
    LogRecipe(
      name: "responder", title: "A clear responder",
      description: "Magnesium cuts the cramps to four in ten, in six randomised cycles.",
      arms: [Arm("placebo"), Arm("magnesium", dose: 300)],
      design: PairedCycles(cycles: 6, nightsPerPeriod: 7), referenceMean: 1.1, trueEffect: 0.4,
      rho: 0.3, writesDose: true, seed: 1001, verdict: .responder),
    LogRecipe(
      name: "non-responder", title: "A non-responder",
      description: "Magnesium does nothing, in four randomised cycles of long periods.",
      arms: [Arm("placebo"), Arm("magnesium")],
      design: PairedCycles(cycles: 4, nightsPerPeriod: 14), referenceMean: 1.1, trueEffect: 1,
      rho: 0.3, seed: 2001, verdict: .nonResponder),
    LogRecipe(
      name: "inconclusive", title: "A log that settles nothing",
      description: "A small effect, few cramps and three cycles: no verdict either way.",
      arms: [Arm("placebo"), Arm("magnesium")],
      design: PairedCycles(cycles: 3, nightsPerPeriod: 14), referenceMean: 0.62, trueEffect: 0.8,
      rho: 0.3, seed: 3001, verdict: .inconclusive),
    LogRecipe(
      name: "ab-only", title: "One switch, no coin",
      description: "Four weeks without, then four weeks with magnesium, not randomised: the effect"
        + " and everything else that changed are one number.",
      arms: [Arm("none"), Arm("magnesium")],
      design: PairedCycles(cycles: 1, nightsPerPeriod: 28), randomised: false, referenceMean: 1.1,
      trueEffect: 0.5, rho: 0.3, seed: 4001, verdict: .designCannotIdentify),
    LogRecipe(
      name: "three-forms", title: "Three forms of magnesium against placebo",
      description: "Citrate, glycinate and oxide at the same elemental dose, and all with the same"
        + " true effect. Citrate is the contrast declared in advance.",
      arms: [
        Arm("placebo"), Arm("citrate", dose: 300), Arm("glycinate", dose: 300),
        Arm("oxide", dose: 300),
      ],
      design: PairedCycles(cycles: 4, nightsPerPeriod: 7), referenceMean: 1.1, trueEffect: 0.6,
      rho: 0.3, writesDose: true, seed: 5001, verdict: .inconclusive),
    LogRecipe(
      name: "missing-20", title: "One night in five is missing",
      description: "A fifth of the nights is not recorded: half of these have a row with an empty"
        + " cell, half have no row. On some nights the capsule was forgotten; then magnesium does"
        + " nothing.",
      arms: [Arm("placebo"), Arm("magnesium")],
      design: PairedCycles(cycles: 6, nightsPerPeriod: 7), referenceMean: 1.1, trueEffect: 0.5,
      rho: 0.3, missingShare: 0.2, notTakenShare: 0.06, seed: 6001,
      verdict: .inconclusive),
    LogRecipe(
      name: "severity", title: "A score instead of a count",
      description: "Severity of the night from 0 to 10; one point is what matters. Drawn from a"
        + " normal distribution, then rounded to whole points and cut at 0 and 10.",
      arms: [Arm("placebo"), Arm("magnesium")],
      design: PairedCycles(cycles: 6, nightsPerPeriod: 7), kind: .score, referenceMean: 5.5,
      trueEffect: -2, sigma: 1.5, rho: 0.3, minimalImportantDifference: 1, seed: 7001,
      verdict: .responder),
  ]
}
