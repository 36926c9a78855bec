import Glibc
import Numerics
import Tables

extension PersonalStudy {
  /// The whole analysis of one person's log: design, main fit, cycle-level estimate, randomisation
  /// test, sensitivity set, operating characteristics, verdict.
  ///
  /// The same log, study and options give the same result, whatever `options.jobs` is.
  ///
  /// - Parameters:
  ///   - log: the person's nights.
  ///   - options: level, verdict rule, simulation, seed, threads.
  ///   - findings: what reading and checking found; the analysis adds its own.
  ///   - notes: sentences to carry along, such as what was inferred while reading.
  /// - Throws: `PersonalAnalysisError.notEstimable` when too few nights are left to fit.
  public func analyze(
    _ log: PersonalLog, options: AnalysisOptions = AnalysisOptions(), findings: [Finding] = [],
    notes: [String] = []
  ) throws(PersonalAnalysisError) -> PersonalAnalysis {
    let model = try PersonalModel(log, study: self, rule: options.rule, level: options.level)
    var findings = findings
    var cycleLevel: [CycleLevelEstimate] = []
    for arm in log.arms.dropFirst() {
      do { cycleLevel.append(try model.cycleLevel(arm: arm)) } catch { findings.append(error) }
    }
    var test: RandomisationTest?
    do {
      test = try RandomisationTest.run(log: log, study: self, seed: options.seed)
    } catch { findings.append(error) }
    let simulation =
      options.simulation && model.design.canEverIdentifyResponder
      ? OperatingCharacteristics(model, options: options) : nil
    let (effects, densities) = model.effectsAndDensities()
    return PersonalAnalysis(
      study: self, design: model.design,
      verdict: Verdict(model, nextStep: simulation?.nextStep ?? model.design.nextStep),
      effects: effects,
      hyperparameters: model.parameterSummaries(), cycles: model.cycles, cycleLevel: cycleLevel,
      randomisationTest: test, sensitivity: model.sensitivityFits(),
      operatingCharacteristics: simulation?.cells ?? [], nights: model.fittedNights(),
      densities: densities, findings: findings, notes: notes + model.notes,
      arms: nil, monitoring: nil, borrowing: nil)
  }
}

extension PersonalModel {
  /// What a reader must know of how the analysis went.
  fileprivate var notes: [String] {
    var notes = skippedAlternatives.map {
      "Not run, because it leaves an arm with too few nights: \($0.label)."
    }
    if log.arms.count > 2 {
      let others = log.arms.dropFirst(2).joined(separator: ", ")
      notes.append(
        "The verdict is about \(log.arms[1]), the primary contrast; what is said of \(others) is"
          + " exploratory.")
    }
    return notes
  }
}

extension PersonalAnalysis {
  /// The same result without the table of sensitivity fits.
  public func withoutSensitivity() -> PersonalAnalysis {
    PersonalAnalysis(
      study: study, design: design, verdict: verdict, effects: effects,
      hyperparameters: hyperparameters, cycles: cycles, cycleLevel: cycleLevel,
      randomisationTest: randomisationTest, sensitivity: [],
      operatingCharacteristics: operatingCharacteristics, nights: nights, densities: densities,
      findings: findings, notes: notes, arms: arms, monitoring: monitoring, borrowing: borrowing)
  }
}

extension PersonalModel {
  /// Every treatment's effect, and its densities for the plot.
  func effectsAndDensities() -> ([EffectEstimate], [EffectDensity]) {
    var effects = [main]
    var densities = [density(likelihood, marginal, arm: 1)]
    for arm in 2..<max(2, log.arms.count) {
      let likelihood = fit.integratedLikelihood(arm: arm, priors: [study.prior])
      let marginal = fit.marginal(likelihood, under: study.prior)
      effects.append(fit.estimate(marginal, arm: arm, under: study.prior, level: level))
      densities.append(density(likelihood, marginal, arm: arm))
    }
    return (effects, densities)
  }

  private func density(
    _ likelihood: IntegratedLikelihood, _ marginal: MarginalPosterior, arm: Int
  ) -> EffectDensity {
    let direction = EffectDirection(study)
    let grid = marginal.grid
    let prior = NormalDistribution(
      mean: study.prior.mean, standardDeviation: study.prior.standardDeviation)
    let priorDensity = grid.map { prior.density($0) }
    let whole = IntegratedLikelihood.grid(grid.count, on: likelihood.range)
    let own = MarginalPosterior(grid: whole, logDensity: likelihood(whole))
    let ownData = likelihood(grid).map { exp($0 - own.logNormalisation) }
    // Every second point is plenty for a curve; where nothing is visible, nothing is kept.
    let peak = marginal.density.max() ?? 1
    let kept = stride(from: 0, to: grid.count, by: 2).filter {
      marginal.density[$0] > 1e-4 * peak || ownData[$0] > 1e-3 * peak
        || priorDensity[$0] > 1e-2 * peak
    }
    return EffectDensity(
      arm: log.arms[arm], scale: direction.scale, effect: kept.map { direction.reported(grid[$0]) },
      prior: kept.map { priorDensity[$0] }, ownData: kept.map { ownData[$0] },
      posterior: kept.map { marginal.density[$0] })
  }

  /// Level, trend, sigma and rho of the main fit.
  func parameterSummaries() -> [ParameterSummary] {
    let coefficients = fit.data.series.coefficients
    var result: [ParameterSummary] = []
    for (index, coefficient) in coefficients.enumerated()
    where index == 0 || index > fit.data.treatments {
      let likelihood = fit.posterior.integratedLikelihood(of: index, priors: [coefficient])
      let marginal = fit.posterior.posterior(likelihood, prior: coefficient)
      result.append(
        ParameterSummary(
          coefficient.name, marginal, level: level,
          prior: "normal(\(shortText(coefficient.mean)), "
            + "\(shortText(coefficient.standardDeviation)))"))
    }
    let hyperparameters = fit.posterior.hyperparameters()
    result.append(
      ParameterSummary(
        "sigma", hyperparameters.sigma, level: level,
        prior: "half-normal(\(shortText(fit.data.series.sigmaScale)))"))
    result.append(
      ParameterSummary("rho", hyperparameters.rho, level: level, prior: "beta(2, 2)"))
    return result
  }

  /// The primary effect under every prior, then in every alternative analysis.
  func sensitivityFits() -> [SensitivityFit] {
    let mainEvidence = marginal.logNormalisation
    let priors = catalogue.map { prior in
      SensitivityFit(
        key: "prior-\(prior.name)", label: "\(prior.name) prior",
        effect: estimate(under: prior), logBayesFactor: nil)
    }
    return priors
      + alternatives.map { alternative, estimate, logEvidence in
        SensitivityFit(
          key: alternative.key, label: alternative.label, effect: estimate,
          logBayesFactor: alternative.comparable ? logEvidence - mainEvidence : nil)
      }
  }

  /// Every row of the log with the main fit's value and interval, on the outcome's own scale.
  func fittedNights() -> [FittedNight] {
    let predictors = fit.posterior.predictors()
    var byRow = [Int?](repeating: nil, count: log.nights.count)
    for (index, row) in fit.data.rows.enumerated() { byRow[row] = index }
    let quantile = NormalDistribution(mean: 0, standardDeviation: 1)
      .quantile((1 + level) / 2)
    let kind = study.outcome.kind
    return log.nights.enumerated().map { row, night in
      let predictor = byRow[row].map { predictors[$0] }
      func reported(_ z: Double) -> Double? {
        predictor.map { kind.reportedValue($0.mean + z * $0.standardDeviation) }
      }
      return FittedNight(
        day: night.day, date: night.date?.description, arm: log.arms[night.arm],
        period: night.period + 1, cycle: night.cycle.map { $0 + 1 }, outcome: night.outcome,
        fitted: reported(0), fittedLow: reported(-quantile), fittedHigh: reported(quantile))
    }
  }
}

extension ParameterSummary {
  init(_ name: String, _ marginal: MarginalPosterior, level: Double, prior: String) {
    self.init(
      name: name, estimate: marginal.quantile(0.5), mean: marginal.mean,
      sd: marginal.standardDeviation, confidenceLow: marginal.quantile((1 - level) / 2),
      confidenceHigh: marginal.quantile((1 + level) / 2), prior: prior)
  }
}

/// A number to four significant digits, without trailing zeros.
func shortText(_ value: Double) -> String {
  guard value != 0 else { return "0" }
  let factor = pow(10, 3 - floor(log10(abs(value))))
  let rounded = (value * factor).rounded() / factor
  return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
}
