import Glibc
import Numerics
import TestSupport
import Testing

@testable import NOf1

@Suite struct DoseLineTests {
  private static let names = ["P", "low", "high"]
  private static let details = [
    ArmDetail(arm: "low", dose: 150), ArmDetail(arm: "high", dose: 300),
  ]

  private func model(
    _ kind: Outcome.Kind, _ log: PersonalLog, details: [ArmDetail] = Self.details
  ) throws -> PersonalModel {
    try PersonalModel(log, study: ArmLogs.study(kind, log.arms, details: details))
  }

  private func dose(_ model: PersonalModel) throws -> DoseEstimate {
    try #require(model.armsAnalysis(effects: model.effectsAndDensities().0).analysis?.dose)
  }

  /// p4 with citrate as 150 mg and glycinate as 300 mg: a long sampling run of the same line.
  @Test(.enabled(if: ReferencePosterior.areThere))
  func theSlopeAgreesWithSampling() throws {
    let read = try ReferencePosterior(series: "p4", prior: "wide").read()
    var study = read.study
    study.armDetails = [
      ArmDetail(arm: "citrate", dose: 150), ArmDetail(arm: "glycinate", dose: 300),
    ]
    let ours = try dose(try PersonalModel(read.log, study: study))
    let (sd, low, high) = (0.1385, -0.48508, 0.06106)
    #expect(abs(Glibc.log(ours.perHundredMilligrams) + 0.21945) < 4 * 0.0007 + 0.02 * sd)
    #expect(abs(Glibc.log(ours.confidenceLow) - low) < 4 * 0.001 + 0.06 * sd)
    #expect(abs(Glibc.log(ours.confidenceHigh) - high) < 4 * 0.001 + 0.06 * sd)
    #expect(abs(ours.probabilityOfBenefit - 0.94028) < 4 * 0.0006 + 0.01)
    #expect(ours.levels.map(\.dose) == [150, 300])
    #expect(ours.levels.map(\.nights).reduce(0, +) < read.log.recorded.count)
    #expect(
      abs(Glibc.log(ours.levels[1].estimate) - 3 * Glibc.log(ours.perHundredMilligrams)) < 1e-9)
  }

  /// Scores: slope and Bayes factor against dense matrices.
  @Test func slopeAndBayesFactorOfScoresAreExact() throws {
    let log = ArmLogs.log(
      .score, effects: [-0.2, -0.6], names: Self.names, cycles: 2, period: 4, seed: 8)
    let model = try model(.score, log)
    let ours = try dose(model)
    let series = model.fit.data.series
    let columns = series.coefficients.indices.map(series.column)
    func twin(_ effects: [[Double]], _ deviation: Double) -> DenseGaussianTwin {
      let own = series.coefficients
      let deviations =
        [own[0].standardDeviation] + effects.map { _ in deviation } + [own[3].standardDeviation]
      return DenseGaussianTwin(
        outcome: series.outcome, days: log.recorded.map(\.day),
        columns: [columns[0]] + effects + [columns[3]],
        mean: [own[0].mean] + effects.map { _ in 0 } + [0],
        covariance: Matrix(diagonal: deviations.map { $0 * $0 }), sigmaScale: series.sigmaScale)
    }
    let line = series.outcome.indices.map { 1.5 * columns[1][$0] + 3 * columns[2][$0] }
    let slope = NormalMixture(try twin([line], 0.8 / 3).pieces(of: [0, 1, 0]))
    let arms = NormalMixture(try twin([columns[1], columns[2]], 0.8).pieces(of: [0, 1, 0, 0]))
    #expect(abs(slope.cumulative(ours.perHundredMilligrams) - 0.5) < 0.002)
    #expect(abs(slope.cumulative(ours.confidenceLow) - 0.025) < 0.002)
    #expect(abs(slope.cumulative(ours.confidenceHigh) - 0.975) < 0.002)
    let factor = try #require(ours.logBayesFactor)
    #expect(abs(factor - (slope.logEvidence - arms.logEvidence)) < 0.005)
  }

  /// Ten people whose rate falls by a fifth for every 100 mg.
  @Test func aStraightLineIsRecovered() throws {
    let slope = Glibc.log(0.8)
    var scores: [Double] = []
    var factors: [Double] = []
    for seed in 0..<10 {
      let log = ArmLogs.log(
        .count, effects: [1.5 * slope, 3 * slope], names: Self.names, cycles: 4, period: 7,
        seed: UInt64(60 + seed), level: 0.9)
      let estimate = try dose(try model(.count, log))
      let sd = Glibc.log(estimate.confidenceHigh / estimate.confidenceLow) / (2 * 1.96)
      scores.append((Glibc.log(estimate.perHundredMilligrams) - slope) / sd)
      factors.append(estimate.logBayesFactor ?? -.infinity)
      #expect(sd < 0.12)
    }
    #expect(abs(scores.reduce(0, +) / 10) < 3 / 10.0.squareRoot())
    #expect(scores.allSatisfy { abs($0) < 3.5 })
    // The line has a parameter less and is true: on the whole it is preferred.
    #expect(factors.reduce(0, +) > 0)
  }

  /// Where the low dose does everything and the high one the opposite, the line is worse.
  @Test func aCrookedLineIsSeen() throws {
    let log = ArmLogs.log(
      .count, effects: [-1.2, 1.0], names: Self.names, cycles: 6, period: 7, seed: 71, level: 0.9)
    #expect(try #require(dose(try model(.count, log)).logBayesFactor) < -5)
  }

  @Test func nightlyDosesMayVaryWithinAnArm() throws {
    let log = ArmLogs.log(.count, effects: [-0.5], names: ["P", "Mg"], cycles: 5, seed: 72)
    let varied = ModelLogs.map(log) {
      .init(
        day: $0.day, arm: $0.arm, outcome: $0.outcome, period: $0.period, cycle: $0.cycle,
        dose: $0.arm == 0 ? nil : Double(100 + 100 * ($0.day % 3)))
    }
    let model = try model(.count, varied, details: [])
    let result = model.armsAnalysis(effects: model.effectsAndDensities().0)
    let estimate = try #require(result.analysis?.dose)
    #expect(estimate.levels.map(\.dose) == [100, 200, 300])
    #expect(
      estimate.levels.map(\.nights).reduce(0, +) == varied.recorded.count { $0.arm == 1 })
    #expect(result.analysis?.comparisons.count == 1 && result.analysis?.forms == nil)
    #expect(result.notes.count == 1 && result.notes[0].contains("through 0 mg and 100 mg, 200 mg"))
  }

  /// Arms of the same dose are one level, in whatever order they stand.
  @Test func armsOfOneDoseCollapse() throws {
    let names = ["P", "a", "b", "c"]
    let log = ArmLogs.log(.count, effects: [-0.3, -0.3, -0.7], names: names, seed: 73)
    let details = [("a", 150.0), ("b", 150), ("c", 300)].map { ArmDetail(arm: $0.0, dose: $0.1) }
    let apart = try dose(try model(.count, log, details: details))
    #expect(apart.levels.map(\.dose) == [150, 300])
    let merged = ModelLogs.map(log, arms: Self.names) {
      .init(
        day: $0.day, arm: [0, 1, 1, 2][$0.arm], outcome: $0.outcome, period: $0.period,
        cycle: $0.cycle)
    }
    let together = try dose(try model(.count, merged))
    #expect(together.levels == apart.levels)
    #expect(together.perHundredMilligrams == apart.perHundredMilligrams)
    let turned = try dose(
      try model(.count, ArmLogs.reordered(log, [0, 3, 2, 1]), details: details))
    #expect(abs(Glibc.log(turned.perHundredMilligrams / apart.perHundredMilligrams)) < 1e-6)
  }

  @Test func oneDoseIsNoLineAndTheNoteSaysWhy() throws {
    let log = ArmLogs.log(.count, effects: [-0.3, -0.7], names: Self.names, seed: 74)
    let details = Self.names.dropFirst().map { ArmDetail(arm: $0, dose: 300) }
    let one = try model(.count, log, details: details)
    let result = one.armsAnalysis(effects: one.effectsAndDensities().0)
    #expect(result.analysis?.comparisons.count == 3 && result.analysis?.dose == nil)
    #expect(
      result.notes
        == ["An effect per dose needs two doses above 0: the log has one, 300 mg."])
    let none = try model(.count, log, details: [])
    #expect(none.armsAnalysis(effects: none.effectsAndDensities().0).notes.isEmpty)
  }

  /// A treatment without a dose keeps an effect of its own and does not bend the line.
  @Test func aTreatmentWithoutADoseIsNotOnTheLine() throws {
    let names = ["P", "low", "high", "stretching"]
    let log = ArmLogs.log(
      .count, effects: [-0.4, -0.8, 1.5], names: names, cycles: 5, period: 7, seed: 75, level: 0.7)
    let estimate = try dose(try model(.count, log))
    #expect(estimate.levels.map(\.dose) == [150, 300])
    #expect(estimate.perHundredMilligrams < 0.9)
    #expect(estimate.probabilityOfBenefit > 0.9)
  }
}
