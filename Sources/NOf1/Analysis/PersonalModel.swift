import Tables

/// The fits behind one analysis, each computed at most once and only when something asks for it.
///
/// The same object serves the analysis of a real log, which asks for everything, and every
/// simulated log, which stops at the first condition of the verdict that fails.
final class PersonalModel {
  let log: PersonalLog
  let study: PersonalStudy
  /// The rule to judge by; monitoring may ask for more than the rule that was given.
  var rule: VerdictRule
  let level: Double
  let scale: OutcomeScale
  let catalogue: [EffectPrior]
  private let sensitivityResolution: SeriesPosterior.Resolution
  let fit: PersonalFit
  let likelihood: IntegratedLikelihood
  /// Whether `likelihood` reaches far enough for every prior of the catalogue.
  private let sharesSweep: Bool
  let marginal: MarginalPosterior
  let main: EffectEstimate
  let design: DesignFacts

  /// - Throws: `PersonalAnalysisError.notEstimable` where the wash-in leaves too few nights.
  init(
    _ log: PersonalLog, study: PersonalStudy, rule: VerdictRule = VerdictRule(),
    level: Double = 0.95, resolution: SeriesPosterior.Resolution = .full,
    sensitivityResolution: SeriesPosterior.Resolution = .sensitivity
  ) throws(PersonalAnalysisError) {
    self.log = log
    self.study = study
    self.rule = rule
    self.level = level
    self.sensitivityResolution = sensitivityResolution
    let scale = OutcomeScale(log, kind: study.outcome.kind)
    self.scale = scale
    catalogue = EffectPrior.catalogue(
      for: study.outcome, minimalImportantDifference: study.minimalImportantDifference,
      pooledStandardDeviation: scale.standardDeviation)
    guard
      let fit = PersonalFit(
        log, study: study, scale: scale, prior: study.prior,
        variant: ModelVariant(washInNights: study.washInNights), resolution: resolution)
    else { throw .tooFewNightsAfterWashIn(study.washInNights) }
    self.fit = fit
    let working = study.prior.workingNormal(for: log, kind: study.outcome.kind)
    sharesSweep = log.arms.count == 2 && PersonalModel.lieTogether(working, catalogue)
    let priors = sharesSweep ? [study.prior] + catalogue : [study.prior]
    likelihood = fit.integratedLikelihood(arm: 1, priors: priors)
    marginal = fit.marginal(likelihood, under: study.prior)
    main = fit.estimate(marginal, arm: 1, under: study.prior, level: level)
    design = DesignFacts(log: log, study: study, thresholds: rule.guards)
  }

  /// Whether one sweep serves all these priors: under a prior far narrower than the others, or far
  /// away from them, the data cannot be seen from afar. (With more than two arms the prior of the
  /// other effects matters, and no sweep is shared.)
  private static func lieTogether(_ own: EffectPrior, _ others: [EffectPrior]) -> Bool {
    let narrowest = others.map(\.standardDeviation).min() ?? 0
    return own.standardDeviation > 0.2 * narrowest
      && others.allSatisfy { abs($0.mean - own.mean) < 5 * own.standardDeviation }
  }

  private(set) lazy var plan = SensitivityPlan(log, study: study)

  private var estimatesUnderPriors: [(prior: EffectPrior, estimate: EffectEstimate)] = []

  /// The primary effect under another prior.
  func estimate(under prior: EffectPrior) -> EffectEstimate {
    if let known = estimatesUnderPriors.first(where: { $0.prior == prior }) {
      return known.estimate
    }
    let estimate: EffectEstimate
    if sharesSweep {
      let marginal = fit.marginal(likelihood, under: prior)
      estimate = fit.estimate(marginal, arm: 1, under: prior, level: level)
    } else {
      let variant = ModelVariant(washInNights: study.washInNights)
      estimate = self.estimate(variant, prior: prior)?.estimate ?? main
    }
    estimatesUnderPriors.append((prior, estimate))
    return estimate
  }

  /// Fewest nights on an arm for an alternative analysis: with less, chance and the prior speak.
  private static let fewestNights = 7

  /// The alternatives that are not run because they leave too few nights.
  var skippedAlternatives: [SensitivityPlan.Alternative] {
    plan.alternatives.filter { alternative in
      !alternatives.contains { $0.alternative.key == alternative.key }
    }
  }

  /// The primary effect in every alternative analysis that leaves enough nights.
  private(set) lazy var alternatives:
    [(alternative: SensitivityPlan.Alternative, estimate: EffectEstimate, logEvidence: Double)] =
      plan.alternatives.compactMap { alternative in
        estimate(alternative.variant, prior: study.prior).map {
          (alternative, $0.estimate, $0.logEvidence)
        }
      }

  private(set) lazy var cycles: [CycleEstimate] = log.arms.dropFirst().flatMap {
    CycleEstimate.estimates(of: $0, log: log, study: study)
  }

  func cycleLevel(arm: String) throws(Finding) -> CycleLevelEstimate {
    try CycleLevelEstimate(
      arm: arm, cycles: cycles.filter { $0.arm == arm }, study: study, level: level)
  }

  var evidence: VerdictEvidence {
    VerdictEvidence(
      design: design, main: main,
      cycleLevel: { [self] in try? cycleLevel(arm: log.arms[1]).probabilityOfBenefit },
      priors: { [self] in
        catalogue.filter { ["sceptical", "wide"].contains($0.name) }.map {
          ($0.name, estimate(under: $0).probabilityOfBenefit)
        }
      },
      eValue: { [self] in try? EProcess(log, study: study).largest },
      sensitivity: { [self] in
        alternatives.map { ($0.alternative.label, $0.estimate.probabilityOfBenefit) }
      })
  }

  private func estimate(
    _ variant: ModelVariant, prior: EffectPrior
  ) -> (estimate: EffectEstimate, logEvidence: Double)? {
    guard
      let fit = PersonalFit(
        variant.filling == .none ? log : log.withAbsentNights, study: study, scale: scale,
        prior: prior, variant: variant, resolution: sensitivityResolution)
    else { return nil }
    let fewest = fit.data.nightsOnArm.min() ?? 0
    guard fewest >= min(PersonalModel.fewestNights, self.fit.data.nightsOnArm.min() ?? 0) else {
      return nil
    }
    let likelihood = fit.integratedLikelihood(arm: 1, priors: [prior])
    let marginal = fit.marginal(likelihood, under: prior)
    let estimate = fit.estimate(marginal, arm: 1, under: prior, level: level)
    return (estimate, marginal.logNormalisation)
  }
}

extension PersonalAnalysisError {
  static func tooFewNightsAfterWashIn(_ washIn: Int) -> PersonalAnalysisError {
    .notEstimable(
      Finding(
        code: "N176", severity: .error,
        message: "a wash-in of \(washIn) nights leaves an arm without a recorded night",
        hint: "choose a shorter wash-in than the shortest period"))
  }
}
