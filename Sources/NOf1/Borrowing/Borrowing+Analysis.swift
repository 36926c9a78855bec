import Glibc
import Tables

extension PersonalModel {
  /// What the trials predict, what the person's own nights say, and both together.
  ///
  /// Own data is the posterior under a flat prior of the effect, from a fit of its own whose nodes
  /// do not depend on the trials. With m and s the centre and standard deviation of the prior, and
  /// o and e the median and standard deviation of own data:
  ///
  ///     worth in cycles      complete cycles * e^2 / s^2
  ///     conflict statistic   (o - m) / sqrt(e^2 + s^2)
  ///     its p value          2 P(D > |o - m|), D the prior about 0 plus N(0, e^2)
  ///
  /// The p value uses the prior's own tails (Box 1980, J. R. Stat. Soc. A 143:383); a conflict is
  /// one below 0.05. Only the primary treatment is compared.
  ///
  /// - Returns: nil unless the study's prior comes from trials.
  func borrowing() -> Borrowing? {
    guard let trials = study.trialPrior, study.prior == EffectPrior(trials) else { return nil }
    let direction = EffectDirection(study)
    func posteriorRow(_ source: String, _ spread: Double?, _ marginal: MarginalPosterior)
      -> Borrowing.Row
    {
      Borrowing.Row(
        source, spread, direction, level: level, quantile: marginal.quantile,
        cumulative: marginal.probability(atMost:))
    }
    func priorRow(_ prior: EffectPrior, _ spread: Double) -> Borrowing.Row {
      let mixture = NormalScaleMixture(prior)
      return Borrowing.Row(
        "prior", spread, direction, level: level, quantile: mixture.quantile,
        cumulative: { mixture.cumulative($0) })
    }
    let chosen = trials.personSpread
    let own = ownData()
    var rows = [priorRow(study.prior, chosen)]
    if let own { rows.append(posteriorRow("own data", nil, own)) }
    rows.append(posteriorRow("posterior", chosen, marginal))
    let unit = direction.scale.isLogarithmic ? 1 : scale.standardDeviation
    for spread in TrialPrior.personSpreads.map({ $0 * unit })
    where abs(spread - chosen) > 1e-9 * chosen {
      let prior = EffectPrior(trials.with(personSpread: spread))
      let likelihood = fit.integratedLikelihood(arm: 1, priors: [prior])
      rows.append(priorRow(prior, spread))
      rows.append(posteriorRow("posterior", spread, fit.marginal(likelihood, under: prior)))
    }
    let comparison = own.map { PriorComparison(study.prior, own: $0, cycles: design.cycles) }
    return Borrowing(
      prior: trials, rows: rows, worthInCycles: comparison?.worthInCycles,
      conflictStatistic: comparison?.statistic ?? 0, conflictPValue: comparison?.pValue ?? 1,
      isConflict: comparison?.isConflict ?? false,
      sentence: Borrowing.sentence(
        rows, comparison, words: EffectWords(study: study), arm: log.arms[1], level: level),
      ownDataStatement: own == nil
        ? "Your own nights alone give no interval: they bound the effect on one side only." : nil)
  }

  /// The primary effect as the nights alone put it; nil where they bound it on one side only.
  private func ownData() -> MarginalPosterior? {
    let hasBothSides = [0, 1].allSatisfy { arm in
      let outcomes = fit.data.rows.filter { log.nights[$0].arm == arm }.compactMap {
        log.nights[$0].outcome
      }
      return switch study.outcome.kind {
      case .count: outcomes.contains { $0 > 0 }
      case .binary: outcomes.contains { $0 > 0 } && outcomes.contains { $0 == 0 }
      case .score, .duration, .ordinal: true
      }
    }
    guard study.outcome.kind != .ordinal || levelsOverlap else { return nil }
    guard hasBothSides, let working = catalogue.first(where: { $0.name == "wide" }),
      let fit = PersonalFit(
        log, study: study, scale: scale, prior: working,
        variant: ModelVariant(washInNights: study.washInNights))
    else { return nil }
    return fit.posterior.posteriorUnderFlatPrior(of: 1)
  }
}

extension PersonalModel {
  /// Whether the levels on the treatment and on the reference overlap: an ordinal effect has no
  /// largest likelihood where every night on one arm is at most as high as every one on the other.
  private var levelsOverlap: Bool {
    func outcomes(_ arm: Int) -> [Double] {
      fit.data.rows.filter { log.nights[$0].arm == arm }.compactMap { log.nights[$0].outcome }
    }
    guard let (low, high) = outcomes(0).range, let (treatedLow, treatedHigh) = outcomes(1).range
    else { return false }
    return treatedHigh > low && high > treatedLow
  }
}

extension [Double] {
  fileprivate var range: (Double, Double)? {
    self.min().flatMap { low in self.max().map { (low, $0) } }
  }
}

/// How a prior and the person's own data compare.
struct PriorComparison {
  let statistic: Double
  let pValue: Double
  let worthInCycles: Double?

  var isConflict: Bool { pValue < 0.05 }

  init(_ prior: EffectPrior, own: MarginalPosterior, cycles: Int) {
    let distance = own.quantile(0.5) - prior.mean
    let error = own.standardDeviation
    let predictive = NormalScaleMixture(prior).widened(by: error)
    statistic = distance / hypot(error, prior.standardDeviation)
    pValue = min(1, 2 * predictive.cumulative(prior.mean + abs(distance), tail: .upper))
    let ratio = error / prior.standardDeviation
    worthInCycles = cycles > 0 ? Double(cycles) * ratio * ratio : nil
  }
}

extension Borrowing.Row {
  fileprivate init(
    _ source: String, _ spread: Double?, _ direction: EffectDirection, level: Double,
    quantile: (Double) -> Double, cumulative: (Double) -> Double
  ) {
    func benefit(_ size: Double) -> Double {
      direction.sign < 0 ? cumulative(-size) : 1 - cumulative(size)
    }
    self.init(
      source: source, personSpread: spread, estimate: direction.reported(quantile(0.5)),
      confidenceLow: direction.reported(quantile((1 - level) / 2)),
      confidenceHigh: direction.reported(quantile((1 + level) / 2)),
      probabilityOfBenefit: benefit(0),
      probabilityOfImportantBenefit: benefit(direction.important))
  }
}
