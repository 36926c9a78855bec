import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct OrdinalAnalysisTests {
  @Test func aWholeAnalysisHasEverythingThatLevelsHave() throws {
    var options = AnalysisOptions()
    options.simulationsPerCell = 4
    let log = OrdinalLogs.log(seed: 11, effect: -1.5)
    let analysis = try OrdinalLogs.study().analyze(log, options: options)
    let effect = analysis.effects[0]
    #expect(effect.scale == .oddsRatio && effect.estimate < 1)
    #expect(effect.avoidedPer28Nights == nil)
    #expect(analysis.design.guards.map(\.name) == ["randomised", "cycles", "nights"])
    #expect(analysis.design.arms.allSatisfy { $0.events == nil })
    #expect(
      analysis.hyperparameters.map(\.name) == [
        "threshold none|mild", "threshold mild|moderate", "threshold moderate|severe", "trend",
        "sigma", "rho",
      ])
    let thresholds = analysis.hyperparameters.prefix(3).map(\.mean)
    #expect(thresholds == thresholds.sorted())
    #expect(analysis.hyperparameters[0].prior == "normal(0, 2), in increasing order")
    for night in analysis.nights {
      let fitted = try #require(night.fitted)
      let low = try #require(night.fittedLow)
      let high = try #require(night.fittedHigh)
      #expect(0 < low && low < fitted && fitted < high && high < 3)
    }
    // The fitted levels are about as high as the recorded ones, arm by arm.
    for arm in ["A", "B"] {
      let nights = analysis.nights.filter { $0.arm == arm }
      let difference = nights.reduce(0) { $0 + ($1.fitted ?? 0) - ($1.outcome ?? 0) }
      #expect(abs(difference) / Double(nights.count) < 0.15)
    }
    #expect(analysis.sensitivity.count >= 8)
    #expect(analysis.operatingCharacteristics.count == 9)
    #expect(analysis.verdict.clinical.contains("cumulative odds ratio"))
    #expect(analysis.verdict.technical.hasPrefix("cumulative logit of ordered levels"))
    #expect(analysis.verdict.sentence.contains("odds of a higher level"))
    #expect(analysis.cycleLevel.count == 1 && analysis.randomisationTest != nil)
  }

  @Test func effectsInWords() {
    let words = EffectWords(study: OrdinalLogs.study())
    #expect(words.change(0.58) == "42 % lower odds")
    #expect(words.change(4) == "4 times the odds")
    #expect(words.change(1) == "the same odds")
    #expect(words.important == "at least 25 % lower odds of a higher level of severity")
  }

  @Test func priorsAreThoseOfYesAndNo() {
    func catalogue(_ kind: Outcome.Kind) -> [EffectPrior] {
      EffectPrior.catalogue(
        for: Outcome(column: "y", kind: kind), minimalImportantDifference: 0.75,
        pooledStandardDeviation: nil)
    }
    #expect(catalogue(.ordinal) == catalogue(.binary) && catalogue(.ordinal).count == 3)
  }

  private func simulator(
    _ distribution: LevelDistribution?, sigma: Double, effect: Double = 0, mean: Double = 0
  ) -> SeriesSimulator {
    SeriesSimulator(
      kind: .ordinal, referenceMean: mean, sigma: sigma, rho: 0.3, effect: effect,
      referenceDistribution: distribution)
  }

  private func shares(_ log: PersonalLog, arm: Int, _ codes: [Double]) -> [Double] {
    let values = log.nights.filter { $0.arm == arm }.compactMap(\.outcome)
    return codes.map { code in Double(values.count { $0 == code }) / Double(values.count) }
  }

  @Test(arguments: [0.0, 0.7, 1.2])
  func theSimulatorKeepsTheReferenceDistribution(_ sigma: Double) {
    let log = PersonalLog(
      arms: ["A", "B"],
      nights: (0..<28_000).map {
        .init(day: $0, arm: $0 / 7 % 2, outcome: 1, period: $0 / 7, cycle: $0 / 14)
      })
    let codes = [1.0, 2, 5, 6]
    let given = LevelDistribution(codes: codes, shares: [0.5, 0.2, 0.2, 0.1])
    var stream = RandomStream(seed: 4)
    let drawn = simulator(given, sigma: sigma, effect: -0.8).draw(log, &stream)
    for (share, expected) in zip(shares(drawn, arm: 0, codes), given.shares) {
      #expect(abs(share - expected) < 0.02)
    }
    // Without latent variation the odds of a higher level change by the effect, at every level.
    guard sigma == 0 else { return }
    let treated = shares(drawn, arm: 1, codes)
    for k in 0..<3 {
      let above = treated[(k + 1)...].reduce(0, +)
      let before = given.shares[(k + 1)...].reduce(0, +)
      let ratio = Glibc.log(above / (1 - above)) - Glibc.log(before / (1 - before))
      #expect(abs(ratio + 0.8) < 0.1)
    }
  }

  @Test func withoutADistributionLevelsAreBinomial() {
    let log = PersonalLog(
      arms: ["A", "B"],
      nights: (0..<20_000).map { .init(day: $0, arm: 0, outcome: 1, period: 0, cycle: nil) })
    var stream = RandomStream(seed: 9)
    let drawn = simulator(nil, sigma: 0.5, mean: 1.2).draw(log, &stream)
    let observed = shares(drawn, arm: 0, [0, 1, 2, 3])
    for (share, expected) in zip(observed, [0.216, 0.432, 0.288, 0.064]) {
      #expect(abs(share - expected) < 0.015)
    }
  }

  @Test func operatingCharacteristicsKeepThePersonsOwnLevels() throws {
    // Severe nights on the treatment alone: possible on the reference, but rare.
    var log = OrdinalLogs.log(seed: 3, shares: [0.5, 0.3, 0.2])
    log = ModelLogs.map(log) { $0.day % 14 == 9 && $0.arm == 1 ? $0.with(outcome: 3) : $0 }
    let distribution = try #require(
      try PersonalModel(log, study: OrdinalLogs.study()).referenceDistribution)
    #expect(distribution.codes == [0, 1, 2, 3])
    #expect(abs(distribution.shares.reduce(0, +) - 1) < 1e-12)
    #expect(distribution.shares[3] > 0 && distribution.shares[3] < 0.01)
  }
}
