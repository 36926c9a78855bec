import Numerics
import Testing

@testable import NOf1

/// Contrasts of three arms whose outcome is ordered levels.
@Suite struct OrdinalArmsTests {
  private static let names = ["A", "B", "C"]

  private func comparisons(
    _ kind: Outcome.Kind, _ log: PersonalLog, prior: EffectPrior
  ) throws -> [ArmComparison] {
    let study = ArmLogs.study(kind, log.arms, prior: prior)
    let model = try PersonalModel(log, study: study)
    let analysis = model.armsAnalysis(effects: model.effectsAndDensities().0).analysis
    return try #require(analysis).comparisons
  }

  @Test func twoLevelsAreYesAndNo() throws {
    let log = ArmLogs.log(
      .binary, effects: [-0.8, 0.5], names: Self.names, cycles: 4, period: 6, seed: 3)
    let prior = EffectPrior(name: "wide", mean: 0, standardDeviation: 1)
    let binary = try comparisons(.binary, log, prior: prior)
    let ordinal = try comparisons(.ordinal, log, prior: prior)
    #expect(binary.count == 3)
    for (a, b) in zip(binary, ordinal) {
      #expect(abs(a.mean - b.mean) < 1e-4 * a.sd && abs(a.sd / b.sd - 1) < 1e-4)
      #expect(abs(a.probabilityOfBenefit - b.probabilityOfBenefit) < 1e-4)
    }
  }

  /// Effects written in another basis describe the same model: the evidence stays, and a
  /// difference is what it is when its parts are told by their joint posterior.
  @Test func threeLevelsKeepTheirThresholdsInEveryBasis() throws {
    let log = ArmLogs.log(
      .ordinal, effects: [-0.8, 0.6], names: Self.names, cycles: 4, period: 6, seed: 5)
    let model = try PersonalModel(log, study: ArmLogs.study(.ordinal, Self.names))
    let series = model.fit.data.series
    #expect(series.thresholds.count == 2)
    let variance = model.study.prior.standardDeviation * model.study.prior.standardDeviation
    let basis = try #require(
      EffectBasis(
        contrast: [-1, 1], mean: [0, 0], covariance: Matrix(diagonal: [variance, variance])))
    let rewritten = series.replacingEffects(
      2, columns: (1...2).map(series.column), in: basis)
    #expect(rewritten.thresholds == series.thresholds)
    let posterior = SeriesPosterior(rewritten)
    #expect(
      abs(posterior.logTotalEvidence - model.fit.posterior.logTotalEvidence) < 1e-5)
    let comparisons = try comparisons(.ordinal, log, prior: model.study.prior)
    let parts = comparisons.prefix(2).map(\.mean)
    let difference = try #require(comparisons.last)
    #expect(difference.arm == "C" && difference.against == "B")
    #expect(abs(difference.mean - (parts[1] - parts[0])) < 0.02 * difference.sd)
  }
}
