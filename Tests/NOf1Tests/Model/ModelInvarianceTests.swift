import Glibc
import Numerics
import Testing

@testable import NOf1

/// What must not change the answer, or must turn it round exactly.
@Suite struct ModelInvarianceTests {
  private static let kinds: [Outcome.Kind] = [.count, .binary, .score, .duration, .ordinal]

  private func marginal(_ log: PersonalLog, _ study: PersonalStudy) throws -> MarginalPosterior {
    try PersonalModel(log, study: study).marginal
  }

  /// Newton's method stops at 5e-5, so that latent models agree to about that.
  private func same(
    _ a: MarginalPosterior, _ b: MarginalPosterior, mirrored: Bool = false, scale: Double = 1
  ) {
    let sign: Double = mirrored ? -1 : 1
    let sd = a.standardDeviation
    #expect(abs(a.mean * scale - sign * b.mean) < 2e-4 * sd * scale)
    #expect(abs(b.standardDeviation / (sd * scale) - 1) < 2e-4)
    for p in [0.025, 0.5, 0.9] {
      let other = b.quantile(mirrored ? 1 - p : p)
      #expect(abs(a.quantile(p) * scale - sign * other) < 4e-4 * sd * scale)
    }
  }

  @Test(arguments: kinds)
  func shiftingAllDaysChangesNothing(_ kind: Outcome.Kind) throws {
    let log = ModelLogs.log(kind, seed: 2)
    let shifted = ModelLogs.map(log) {
      .init(
        day: $0.day + 20_000, arm: $0.arm, outcome: $0.outcome, period: $0.period, cycle: $0.cycle)
    }
    let a = try marginal(log, ModelLogs.study(kind))
    let b = try marginal(shifted, ModelLogs.study(kind))
    #expect(a.mean == b.mean && a.density == b.density)
  }

  @Test(arguments: kinds)
  func reversingTimeChangesNothing(_ kind: Outcome.Kind) throws {
    let log = ModelLogs.log(kind, seed: 5)
    let last = log.nights[log.nights.count - 1]
    let reversed = PersonalLog(
      arms: log.arms,
      nights: log.nights.reversed().map {
        .init(
          day: last.day - $0.day, arm: $0.arm, outcome: $0.outcome,
          period: last.period - $0.period, cycle: $0.cycle)
      })
    same(try marginal(log, ModelLogs.study(kind)), try marginal(reversed, ModelLogs.study(kind)))
  }

  /// Swapping the arms replaces level and effect (a, b) by (a + b, -b). The prior of the level is
  /// wide, but not flat: with a tight prior of the effect it is all but the same for both. (Several
  /// thresholds pull more; `OrdinalInvarianceTests` swaps arms with priors that match.)
  @Test(arguments: kinds.filter { $0 != .ordinal })
  func swappingTheArmsTurnsTheEffectRound(_ kind: Outcome.Kind) throws {
    let log = ModelLogs.log(kind, cycles: 5, period: 8, seed: 3)
    let swapped = ModelLogs.map(log, arms: ["B", "A"]) {
      .init(day: $0.day, arm: 1 - $0.arm, outcome: $0.outcome, period: $0.period, cycle: $0.cycle)
    }
    let prior = EffectPrior(name: "own", mean: 0, standardDeviation: 0.3)
    let a = try marginal(log, ModelLogs.study(kind, prior: prior))
    let b = try marginal(swapped, ModelLogs.study(kind, prior: prior))
    #expect(abs(a.mean + b.mean) < 0.03 * a.standardDeviation)
    #expect(abs(b.standardDeviation / a.standardDeviation - 1) < 0.01)
  }

  /// With the level's prior made to match, the swap is exact.
  @Test(arguments: [Series.Family.count, .binary, .gaussian])
  func swappingTheArmsIsExactWhenThePriorsMatch(_ family: Series.Family) {
    let kind: Outcome.Kind = family == .count ? .count : family == .binary ? .binary : .score
    let log = ModelLogs.log(kind, seed: 9)
    let recorded = log.recorded
    let middle = family == .gaussian ? 5.0 : -0.3
    // Arms coded -1/2 and 1/2: swapping changes the sign of the column and nothing else.
    func series(_ sign: Double) -> Series {
      Series(
        family: family, outcome: recorded.compactMap(\.outcome), days: recorded.map(\.day),
        columns: [
          recorded.map { _ in 1 }, recorded.map { sign * (Double($0.arm) - 0.5) },
          recorded.map { Double($0.day) / 50 - 0.5 },
        ],
        coefficients: [
          .init(name: "level", mean: middle, standardDeviation: 2),
          .init(name: "B", mean: 0, standardDeviation: 0.8),
          .init(name: "trend", mean: 0, standardDeviation: 0.5),
        ], sigmaScale: 0.75)
    }
    func fit(_ series: Series) -> MarginalPosterior {
      let posterior = SeriesPosterior(series)
      let effect = series.coefficients[1]
      return posterior.posterior(
        posterior.integratedLikelihood(of: 1, priors: [effect]), prior: effect)
    }
    same(fit(series(1)), fit(series(-1)), mirrored: true)
  }

  @Test func scoresMayHaveAnyUnit() throws {
    let log = ModelLogs.log(.score, seed: 6)
    let spread = OutcomeScale(log, kind: .score).standardDeviation
    func study(_ unit: Double) -> PersonalStudy {
      var study = ModelLogs.study(
        .score, prior: EffectPrior(name: "wide", mean: 0, standardDeviation: spread * unit))
      study.minimalImportantDifference *= unit
      return study
    }
    let a = try marginal(log, study(1))
    for unit in [1e-6, 37, 1e8] {
      let b = try marginal(ModelLogs.outcome(log) { $0 * unit }, study(unit))
      same(a, b, scale: unit)
    }
    same(a, try marginal(ModelLogs.outcome(log) { $0 + 1e4 }, study(1)))
  }

  /// Nights without an outcome say nothing, whether they have a row or not.
  @Test(arguments: kinds)
  func missingNightsMayHaveARowOrNot(_ kind: Outcome.Kind) throws {
    let log = ModelLogs.log(kind, seed: 7, missing: 0.2)
    let without = PersonalLog(arms: log.arms, nights: log.recorded)
    #expect(without.nights.count < log.nights.count)
    let a = try marginal(log, ModelLogs.study(kind))
    let b = try marginal(without, ModelLogs.study(kind))
    #expect(a.mean == b.mean && a.density == b.density)
  }

  /// The other priors of the sensitivity set are not affected by a tight one.
  @Test(arguments: kinds)
  func aTightPriorLeavesTheOthersAlone(_ kind: Outcome.Kind) throws {
    let log = ModelLogs.log(kind, seed: 8)
    let tight = EffectPrior(name: "own", mean: 0.1, standardDeviation: 0.001)
    let a = try PersonalModel(log, study: ModelLogs.study(kind, prior: tight))
    let b = try PersonalModel(log, study: ModelLogs.study(kind))
    #expect(a.catalogue == b.catalogue && a.catalogue.count >= 3)
    for prior in a.catalogue {
      let one = a.estimate(under: prior)
      let other = b.estimate(under: prior)
      #expect(abs(one.mean - other.mean) < 0.02 * other.sd, "\(prior.name)")
      #expect(abs(one.sd / other.sd - 1) < 0.02, "\(prior.name)")
    }
  }

  @Test(arguments: kinds, [0.01, 0.001, 1e-6])
  func aVeryTightPriorIsThePosterior(_ kind: Outcome.Kind, _ sd: Double) throws {
    let prior = EffectPrior(name: "own", mean: -0.2, standardDeviation: sd)
    let result = try marginal(ModelLogs.log(kind, seed: 8), ModelLogs.study(kind, prior: prior))
    let normal = NormalDistribution(mean: -0.2, standardDeviation: sd)
    // The data still move a prior of 0.01 by some hundredths of its standard deviation.
    let slack = sd < 0.005 ? 0.02 : 0.2
    #expect(abs(result.mean + 0.2) < slack * sd)
    #expect(abs(result.standardDeviation / sd - 1) < 0.02)
    #expect(abs(normal.cumulative(result.quantile(0.9)) - 0.9) < 0.4 * slack)
  }
}
