import Testing

@testable import NOf1

/// What must not change the answer about ordered levels, or must turn it round exactly.
@Suite struct OrdinalInvarianceTests {
  private func same(_ a: MarginalPosterior, _ b: MarginalPosterior, mirrored: Bool = false) {
    let sign: Double = mirrored ? -1 : 1
    let sd = a.standardDeviation
    #expect(abs(a.mean - sign * b.mean) < 2e-4 * sd)
    #expect(abs(b.standardDeviation / sd - 1) < 2e-4)
    for p in [0.025, 0.5, 0.9] {
      #expect(abs(a.quantile(p) - sign * b.quantile(mirrored ? 1 - p : p)) < 4e-4 * sd)
    }
  }

  @Test func reversingTheOrderOfLevelsTurnsTheEffectRound() throws {
    for seed in 1...3 {
      let log = OrdinalLogs.log(seed: UInt64(seed))
      let reversed = ModelLogs.outcome(log) { 3 - $0 }
      let a = try PersonalModel(log, study: OrdinalLogs.study())
      let b = try PersonalModel(reversed, study: OrdinalLogs.study(better: .higher))
      same(a.marginal, b.marginal, mirrored: true)
      #expect(abs(a.main.probabilityOfBenefit - b.main.probabilityOfBenefit) < 2e-4)
      let cycles = zip(a.cycles, b.cycles)
      #expect(cycles.allSatisfy { abs($0.estimate * $1.estimate - 1) < 1e-12 })
    }
  }

  /// Arms coded -1/2 and 1/2: swapping changes the sign of the column and nothing else.
  @Test func swappingTheArmsTurnsTheEffectRound() {
    let nights = OrdinalLogs.log(seed: 8).nights
    let none = nights.map { _ in 0.0 }
    func fit(_ sign: Double) -> MarginalPosterior {
      let threshold = Series.Coefficient(name: "threshold", mean: 0, standardDeviation: 2)
      let effect = Series.Coefficient(name: "B", mean: 0, standardDeviation: 1)
      let posterior = SeriesPosterior(
        Series(
          family: .ordinal, outcome: nights.compactMap(\.outcome), days: nights.map(\.day),
          columns: [none, nights.map { sign * (Double($0.arm) - 0.5) }, none, none],
          coefficients: [threshold, effect, threshold, threshold], thresholds: [0, 2, 3],
          sigmaScale: 0.75))
      return posterior.posterior(
        posterior.integratedLikelihood(of: 1, priors: [effect]), prior: effect)
    }
    same(fit(1), fit(-1), mirrored: true)
  }

  @Test func levelsThatNeverOccurChangeNothing() throws {
    let log = OrdinalLogs.log(seed: 4, shares: [0.4, 0.4, 0, 0.2])
    #expect(!log.nights.contains { $0.outcome == 2 })
    let model = try PersonalModel(log, study: OrdinalLogs.study())
    let a = model.marginal
    #expect(model.fit.data.series.thresholds.count == 2)
    #expect(
      model.parameterSummaries().prefix(2).map(\.name) == [
        "threshold none|mild", "threshold mild|severe",
      ])
    // Other numbers in the same order, and levels merged by hand.
    for change in [{ $0 * $0 + 5 }, { $0 == 3 ? 2 : $0 }] as [(Double) -> Double] {
      let b = try PersonalModel(
        ModelLogs.outcome(log, change), study: OrdinalLogs.study(levels: nil)
      ).marginal
      #expect(a.mean == b.mean && a.density == b.density)
    }
    var options = AnalysisOptions()
    options.simulation = false
    let notes = try OrdinalLogs.study().analyze(log, options: options).notes
    #expect(notes.contains { $0.hasPrefix("The level 'moderate' does not occur") })
  }

  /// Nights that are all alike still say how rare the other levels are.
  @Test(arguments: [0.0, 1, 3])
  func nightsThatAreAllAlikeAreAnalysed(_ level: Double) throws {
    let log = ModelLogs.outcome(OrdinalLogs.log()) { _ in level }
    let model = try PersonalModel(log, study: OrdinalLogs.study())
    // As yes/no nights that are all no, or, at the highest level, all yes.
    let share: Double = level == 3 ? 1 : 0
    let binary = try PersonalModel(
      ModelLogs.outcome(log) { _ in share },
      study: ModelLogs.study(.binary, prior: OrdinalLogs.study().prior))
    same(model.marginal, binary.marginal)
    let fitted = model.fittedNights().compactMap(\.fitted)
    #expect(fitted.allSatisfy { abs($0 - level) < 0.2 })
  }

  /// Merging neighbouring levels loses information, and changes the estimate little: the effect is
  /// the same at whatever level the line is drawn.
  @Test func mergingLevelsLosesInformation() throws {
    let log = OrdinalLogs.log(cycles: 8, seed: 3)
    let four = try PersonalModel(log, study: OrdinalLogs.study(spread: 3)).marginal
    let two = try PersonalModel(
      ModelLogs.outcome(log) { $0 < 3 ? 0 : 1 }, study: OrdinalLogs.study(spread: 3)
    ).marginal
    #expect(two.standardDeviation > 1.1 * four.standardDeviation)
    #expect(abs(two.mean - four.mean) < 2 * two.standardDeviation)
  }

  @Test func missingNightsAreFilledWithLevels() throws {
    let log = ModelLogs.map(OrdinalLogs.log(seed: 2)) {
      $0.day % 9 == 4 ? $0.with(outcome: nil) : $0
    }
    let study = OrdinalLogs.study()
    let scale = OutcomeScale(log, kind: .ordinal)
    for filling in [ModelVariant.Filling.favouringTreatment, .againstTreatment] {
      var variant = ModelVariant(washInNights: 0)
      variant.filling = filling
      let data = try #require(
        LogSeries(log, study: study, scale: scale, prior: study.prior, variant: variant))
      #expect(data.series.nights == log.nights.count)
      #expect(data.levels?.codes == [0, 1, 2, 3])
      let filled = data.rows.indices.filter { log.nights[data.rows[$0]].outcome == nil }
      let byArm = [0, 1].map { arm in
        Set(filled.filter { log.nights[data.rows[$0]].arm == arm }.map { data.series.outcome[$0] })
      }
      #expect(byArm.allSatisfy { $0.count == 1 })
      let (reference, treated) = (byArm[0].first ?? 0, byArm[1].first ?? 0)
      #expect(filling == .favouringTreatment ? treated <= reference : treated >= 0)
    }
    let model = try PersonalModel(log, study: study)
    let benefit = model.alternatives.filter { $0.alternative.key.hasPrefix("missing") }
      .map { $0.estimate.probabilityOfBenefit }
    #expect(benefit.count == 2 && benefit[0] > benefit[1])
  }
}
