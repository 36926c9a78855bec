import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct HeavyTailedPosteriorTests {
  static func trials(
    mean: Double = -0.07, scale: Double = 0.2, freedom: Double? = 3, spread: Double = 0.28,
    isLogarithmic: Bool = true
  ) -> TrialPrior {
    TrialPrior(
      distribution: PredictiveDistribution(
        mean: mean, scale: scale, degreesOfFreedom: freedom),
      isLogarithmic: isLogarithmic, unit: "", measure: isLogarithmic ? "IRR" : "MD", mapping: "",
      outcome: "cramps", studies: ["A 2010", "B 2020"], personSpread: spread)
  }

  private func posterior(_ kind: Outcome.Kind, seed: UInt64 = 1) throws -> SeriesPosterior {
    try PersonalModel(ModelLogs.log(kind, seed: seed), study: ModelLogs.study(kind)).fit.posterior
  }

  /// Data that say nothing leave the prior as it was, whatever its tails.
  @Test(arguments: [1.0, 1.5, 2, 3, 8, 1e6])
  func withoutDataThePosteriorIsThePrior(_ freedom: Double) throws {
    let prior = EffectPrior(HeavyTailedPosteriorTests.trials(freedom: freedom))
    let mixture = NormalScaleMixture(prior)
    let flat = IntegratedLikelihood(range: -2...1.5, values: Array(repeating: -83.2, count: 13))
    let marginal = try posterior(.count).posterior(flat, prior: mixture)
    for p in [0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999] {
      let expected = mixture.quantile(p)
      #expect(abs(marginal.quantile(p) - expected) < 1e-6 * max(1, abs(expected)), "\(p)")
      #expect(abs(marginal.probability(atMost: expected) - p) < 1e-6)
    }
    #expect(abs(marginal.logNormalisation + 83.2) < 1e-7)
    // Two degrees of freedom have no variance, one not even a mean.
    #expect(marginal.hasMoments == (freedom > 2))
    if freedom > 4 {
      let variance = 0.28 * 0.28 + 0.04 * freedom / (freedom - 2)
      #expect(abs(marginal.standardDeviation / variance.squareRoot() - 1) < 1e-4)
    }
    if freedom <= 2 {
      #expect(abs(marginal.standardDeviation / prior.standardDeviation - 1) < 1e-5)
      #expect(abs(marginal.mean - prior.mean) < 1e-6)
    }
  }

  /// The same through the whole machinery: a treatment that was never taken.
  @Test(arguments: [Outcome.Kind.count, .binary, .score])
  func aTreatmentThatWasNeverTakenLeavesThePrior(_ kind: Outcome.Kind) {
    var stream = RandomStream(seed: 4)
    let outcome = (0..<40).map { _ in
      kind == .score ? stream.normal() : Double(stream.uniform(below: 2))
    }
    for freedom in [1.0, 3, nil] {
      let prior = EffectPrior(HeavyTailedPosteriorTests.trials(freedom: freedom))
      let series = Series(
        family: kind == .count ? .count : kind == .binary ? .binary : .gaussian,
        outcome: outcome, days: Array(0..<40),
        columns: [Array(repeating: 1, count: 40), Array(repeating: 0, count: 40)],
        coefficients: [
          .init(name: "level", mean: 0, standardDeviation: 2), prior.coefficient,
        ], sigmaScale: 0.75)
      let posterior = SeriesPosterior(series)
      let mixture = NormalScaleMixture(prior)
      let likelihood = posterior.integratedLikelihood(of: 1, priors: [mixture])
      let marginal =
        freedom == nil
        ? posterior.posterior(likelihood, prior: prior.coefficient)
        : posterior.posterior(likelihood, prior: mixture)
      for p in [0.025, 0.5, 0.9, 0.975] {
        let expected = mixture.quantile(p)
        // A normal prior keeps its grid of five standard deviations.
        let tolerance = freedom == nil ? 5e-6 : 1e-6
        #expect(abs(marginal.quantile(p) - expected) < tolerance * max(1, abs(expected)))
      }
    }
  }

  /// Both paths give the same posterior where the prior is normal.
  @Test(arguments: [Outcome.Kind.count, .score])
  func aNormalPriorTakesEitherPath(_ kind: Outcome.Kind) throws {
    let posterior = try posterior(kind)
    let normal = EffectPrior(name: "normal", mean: -0.2, standardDeviation: 0.4)
    let likelihood = posterior.integratedLikelihood(of: 1, priors: [normal.coefficient])
    let usual = posterior.posterior(likelihood, prior: normal.coefficient)
    let mixture = NormalScaleMixture(normal)
    let general = posterior.zoomed(likelihood) { $1 + mixture.logDensity($0) }
    #expect(abs(usual.logNormalisation - general.logNormalisation) < 1e-9)
    for index in usual.grid.indices {
      #expect(abs(usual.density[index] - general.density[index]) < 1e-9)
    }
    #expect(abs(usual.mean - general.mean) < 1e-9)
    // The stretched grid reaches beyond the sweep: the difference is the tail beyond five SDs.
    let stretched = posterior.posterior(likelihood, prior: mixture)
    for p in [0.025, 0.5, 0.975] {
      #expect(abs(stretched.quantile(p) - usual.quantile(p)) < 2e-5 * usual.standardDeviation)
    }
    // t with very many degrees of freedom.
    let nearly = NormalScaleMixture(
      mean: -0.2, scale: 0.24, degreesOfFreedom: 1e9, spread: 0.32)
    let limit = posterior.posterior(likelihood, prior: nearly)
    for p in [0.025, 0.5, 0.975] {
      #expect(abs(limit.quantile(p) - stretched.quantile(p)) < 1e-7)
    }
  }

  /// The same posterior by brute force: log L at evenly spaced values straight from the
  /// integration, the prior's convolution as a sum, and the trapezoid rule.
  @Test(arguments: [(Outcome.Kind.count, 0.0), (.count, 2), (.binary, -1), (.score, 0.5)])
  func agreesWithABruteForceTwin(_ kind: Outcome.Kind, _ shift: Double) throws {
    let trials = HeavyTailedPosteriorTests.trials(mean: -0.07 + shift, scale: 0.15, freedom: 2)
    let study = ModelLogs.study(kind, prior: EffectPrior(trials))
    let model = try PersonalModel(ModelLogs.log(kind, seed: 3), study: study)
    let posterior = model.fit.posterior
    let integration: any SeriesIntegration =
      kind == .score
      ? GaussianIntegration(posterior.series) : LatentIntegration(posterior.series)
    let (low, high) = (-4.0, 4.5)
    let count = 426
    let step = (high - low) / Double(count - 1)
    let values = (0..<count).map { low + step * Double($0) }
    let rows = integration.logLikelihood(of: 1, at: values, nodes: posterior.nodes)
    let t = StudentTDistribution(degreesOfFreedom: 2)
    let normal = NormalDistribution.standard
    let logs = values.indices.map { i in
      let prior = (-160...160).reduce(0.0) { sum, k in
        let z = Double(k) * 0.05
        return sum + normal.density(z)
          * t.density(
            (values[i] - trials.distribution.mean - 0.28 * z)
              / 0.15)
      }
      return log(prior)
        + logSumExp(posterior.nodes.indices.map { posterior.nodes[$0].logWeight + rows[$0][i] })
    }
    let peak = logs.max() ?? 0
    let densities = logs.map { exp($0 - peak) }
    let total = densities.reduce(0, +) * step
    var running = [0.0]
    for i in 1..<count {
      running.append(running[i - 1] + 0.5 * step * (densities[i] + densities[i - 1]) / total)
    }
    let sd = model.marginal.standardDeviation
    var worst = 0.0
    for (value, expected) in zip(values, running) {
      worst = max(worst, abs(model.marginal.probability(atMost: value) - expected))
    }
    #expect(worst < 3e-4, "\(worst)")
    let mean = zip(values, densities).reduce(0) { $0 + $1.0 * $1.1 } * step / total
    #expect(abs(model.marginal.mean - mean) < 0.002 * sd)
  }

  /// Trials and nights far apart: both peaks lie within what is looked at.
  @Test(arguments: [-8.0, -3, 3, 8])
  func aConflictIsNotCutOff(_ distance: Double) throws {
    let posterior = try posterior(.score)
    let mixture = NormalScaleMixture(
      EffectPrior(HeavyTailedPosteriorTests.trials(mean: distance, scale: 0.05, freedom: 1)))
    let likelihood = posterior.integratedLikelihood(of: 1, priors: [mixture])
    let marginal = posterior.posterior(likelihood, prior: mixture)
    let wide = posterior.integratedLikelihood(of: 1, on: -12...12, points: 401)
    let values = IntegratedLikelihood.grid(4801, on: -12...12)
    let logs = zip(values, wide(values)).map { $1 + mixture.logDensity($0) }
    let exact = MarginalPosterior(grid: values, logDensity: logs)
    for p in [0.001, 0.025, 0.25, 0.5, 0.75, 0.975, 0.999] {
      #expect(
        abs(marginal.quantile(p) - exact.quantile(p)) < 0.005 * exact.standardDeviation, "\(p)")
    }
    #expect(abs(marginal.logNormalisation - exact.logNormalisation) < 1e-3)
  }

  /// The posterior from the range that the analysis chooses, against one from a far wider range,
  /// its points as dense, and from a fit in which the trials had no part.
  private func expectSamePosterior(
    _ log: PersonalLog, _ kind: Outcome.Kind, _ trials: TrialPrior, _ range: ClosedRange<Double>
  ) throws {
    let prior = EffectPrior(trials)
    let marginal = try PersonalModel(log, study: ModelLogs.study(kind, prior: prior)).marginal
    let free = try PersonalModel(log, study: ModelLogs.study(kind)).fit.posterior
    let wide = free.integratedLikelihood(of: 1, on: range, points: 161)
    let mixture = NormalScaleMixture(prior)
    let values = IntegratedLikelihood.grid(6001, on: range)
    let exact = MarginalPosterior(
      grid: values, logDensity: zip(values, wide(values)).map { $1 + mixture.logDensity($0) })
    // Given that the effect lies within the range: beyond it some of a heavy tail is left.
    let below = marginal.probability(atMost: range.lowerBound)
    let within = marginal.probability(atMost: range.upperBound) - below
    for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
      let found = (marginal.probability(atMost: exact.quantile(p)) - below) / within
      #expect(abs(found - p) < 0.005, "\(p): \(found)")
    }
  }

  /// Trials that say something else, with heavy and with light tails.
  @Test(arguments: [-3.0, 2, 5], [2.0, 6])
  func theFitDoesNotLeanOnItsNormalStandIn(_ distance: Double, _ freedom: Double) throws {
    for kind in [Outcome.Kind.count, .binary] {
      try expectSamePosterior(
        ModelLogs.log(kind, seed: 11), kind,
        HeavyTailedPosteriorTests.trials(mean: distance, freedom: freedom), -7...9)
    }
  }

  /// No event under the treatment: the likelihood is a cliff on one side and flat on the other.
  @Test(arguments: [2.0, 4])
  func aCliffIsResolved(_ freedom: Double) throws {
    let log = ModelLogs.map(ModelLogs.log(.count, seed: 3)) {
      $0.arm == 1 ? $0.with(outcome: 0) : $0
    }
    try expectSamePosterior(
      log, .count, HeavyTailedPosteriorTests.trials(freedom: freedom), -28...4)
  }
}
