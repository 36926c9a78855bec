import Glibc
import Numerics
import TestSupport
import Testing

@testable import NOf1

@Suite struct ArmComparisonTests {
  private static let names = ["P", "A", "B", "C"]

  private func model(_ kind: Outcome.Kind, _ log: PersonalLog) throws -> PersonalModel {
    try PersonalModel(log, study: ArmLogs.study(kind, log.arms))
  }

  private func comparisons(_ kind: Outcome.Kind, _ log: PersonalLog) throws -> [ArmComparison] {
    let model = try model(kind, log)
    return try #require(model.armsAnalysis(effects: model.effectsAndDensities().0).analysis)
      .comparisons
  }

  /// Glycinate against citrate in p4: the sampler's posterior of the difference.
  @Test(.enabled(if: ReferencePosterior.areThere))
  func theDifferenceAgreesWithSampling() throws {
    let read = try ReferencePosterior(series: "p4", prior: "wide").read()
    let model = try PersonalModel(read.log, study: read.study)
    let difference = try #require(model.difference(2, 1))
    let sampled = SampledPosterior(
      mean: (-0.66133, 0.00167), sd: (0.46330, 0.00118),
      quantiles: [
        (-1.58897, 0.00375), (-0.96505, 0.00197), (-0.65610, 0.00174), (-0.35281, 0.00166),
        (0.23775, 0.00312),
      ])
    #expect(sampled.worst(difference) < 1)
    #expect(abs(difference.probability(atMost: 0) - 0.92643) < 4 * 0.0007 + 0.01)
    print("p4 difference: worst difference / tolerance", sampled.worst(difference))
  }

  /// Scores: the difference against dense matrices.
  @Test func theDifferenceOfScoresIsExact() throws {
    let log = ArmLogs.log(
      .score, effects: [-0.4, 0.3], names: ["P", "A", "B"], cycles: 2, period: 4, seed: 8)
    let model = try model(.score, log)
    let series = model.fit.data.series
    let deviations = series.coefficients.map(\.standardDeviation)
    let twin = DenseGaussianTwin(
      outcome: series.outcome, days: log.recorded.map(\.day),
      columns: series.coefficients.indices.map(series.column),
      mean: series.coefficients.map(\.mean),
      covariance: Matrix(diagonal: deviations.map { $0 * $0 }), sigmaScale: series.sigmaScale)
    let theirs = NormalMixture(try twin.pieces(of: [0, -1, 1, 0]))
    let ours = try #require(model.difference(2, 1))
    let sd = theirs.standardDeviation
    #expect(abs(ours.mean - theirs.mean) < 0.005 * sd)
    #expect(abs(ours.standardDeviation / sd - 1) < 0.005)
    for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
      #expect(abs(theirs.cumulative(ours.quantile(p)) - p) < 0.002)
    }
    #expect(abs(ours.logNormalisation - theirs.logEvidence) < 0.005)
  }

  @Test(arguments: [Outcome.Kind.count, .binary, .score, .duration])
  func turningAPairRoundTurnsItsPosteriorRound(_ kind: Outcome.Kind) throws {
    let log = ArmLogs.log(kind, effects: [-0.5, 0.1, 0.3], names: Self.names, seed: 4)
    let model = try model(kind, log)
    let there = try #require(model.difference(3, 1))
    let back = try #require(model.difference(1, 3))
    let sd = there.standardDeviation
    #expect(abs(there.mean + back.mean) < 2e-4 * sd)
    #expect(abs(back.standardDeviation / sd - 1) < 2e-4)
    for p in [0.025, 0.25, 0.5, 0.9] {
      #expect(abs(there.quantile(p) + back.quantile(1 - p)) < 4e-4 * sd)
    }
  }

  @Test func pairsStandInTheOrderOfTheStudyAndOneIsPrimary() throws {
    let log = ArmLogs.log(.count, effects: [-0.5, 0.1, 0.3], names: Self.names, seed: 6)
    let rows = try comparisons(.count, log)
    #expect(
      rows.map { "\($0.arm)-\($0.against)" } == ["A-P", "B-P", "C-P", "B-A", "C-A", "C-B"])
    #expect(rows.map(\.isPrimary) == [true, false, false, false, false, false])
    for row in rows {
      #expect(row.confidenceLow < row.estimate && row.estimate < row.confidenceHigh)
      #expect(row.probabilityOfImportantBenefit < row.probabilityOfBenefit)
    }
  }

  /// Means are those of a joint posterior: what is said of B - A fits what is said of both.
  @Test(arguments: [Outcome.Kind.count, .score])
  func differencesFitTheEffects(_ kind: Outcome.Kind) throws {
    let log = ArmLogs.log(kind, effects: [-0.5, 0.1, 0.3], names: Self.names, seed: 6)
    let rows = try comparisons(kind, log)
    func mean(_ name: String) -> Double {
      rows.first { "\($0.arm)-\($0.against)" == name }?.mean ?? .nan
    }
    let sd = rows[0].sd
    #expect(abs(mean("B-A") - (mean("B-P") - mean("A-P"))) < 0.02 * sd)
    #expect(abs(mean("C-B") - (mean("C-A") - mean("B-A"))) < 0.02 * sd)
  }

  /// The order in which the study names its treatments decides which contrast is primary and
  /// nothing else.
  @Test(arguments: [Outcome.Kind.count, .score])
  func theOrderOfTheArmsDoesNotMatter(_ kind: Outcome.Kind) throws {
    let log = ArmLogs.log(kind, effects: [-0.5, 0.1, 0.3], names: Self.names, seed: 7)
    let rows = try comparisons(kind, log)
    let others = try comparisons(kind, ArmLogs.reordered(log, [0, 3, 1, 2]))
    #expect(others[0].arm == "C" && others[0].isPrimary)
    for row in rows {
      let same = others.first { $0.arm == row.arm && $0.against == row.against }
      let turned = others.first { $0.arm == row.against && $0.against == row.arm }
      let mean = try #require(same?.mean ?? turned.map { -$0.mean })
      #expect(abs(mean - row.mean) < 5e-4 * row.sd)
      #expect(abs(((same ?? turned)?.sd ?? .nan) / row.sd - 1) < 5e-4)
    }
  }

  /// Two arms that are one split at random differ by chance alone, and each differs from the
  /// reference by as much as the other.
  @Test func armsThatAreTheSameHardlyDiffer() throws {
    var scores: [Double] = []
    for seed in 0..<8 {
      let log = ArmLogs.log(
        .count, effects: [-0.4, -0.4], names: ["P", "A", "B"], seed: UInt64(20 + seed), level: 0.5)
      let difference = try #require(try model(.count, log).difference(2, 1))
      scores.append(difference.mean / difference.standardDeviation)
    }
    let mean = scores.reduce(0, +) / 8
    #expect(abs(mean) < 3 / 8.0.squareRoot())
    #expect(scores.allSatisfy { abs($0) < 3.5 })
  }

  @Test func twoArmsWithoutDosesHaveNoSuchAnalysis() throws {
    let log = ArmLogs.log(.count, effects: [-0.4], names: ["P", "A"])
    var options = AnalysisOptions()
    options.simulation = false
    let study = ArmLogs.study(.count, log.arms)
    #expect(try study.analyze(log, options: options).arms == nil)
    // One dose makes no line, and needs no note where nothing else is shown.
    let one = ModelLogs.map(log) {
      .init(
        day: $0.day, arm: $0.arm, outcome: $0.outcome, period: $0.period, cycle: $0.cycle,
        dose: $0.arm == 0 ? 0 : 300)
    }
    let analysis = try study.analyze(one, options: options)
    #expect(analysis.arms == nil && !analysis.notes.contains { $0.contains("dose") })
  }
}
