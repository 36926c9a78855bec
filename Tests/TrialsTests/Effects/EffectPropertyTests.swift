import Glibc
import Testing

@testable import Trials

/// What must hold whatever the formula.
@Suite("Properties of effects")
struct EffectPropertyTests {
  static func means(
    _ n: (Int, Int) = (23, 31), _ m: (Double, Double) = (7.2, 5.9),
    _ s: (Double, Double) = (2.4, 3.1)
  ) throws -> TwoGroupMeans {
    TwoGroupMeans(
      treatment: try GroupMean(count: n.0, mean: m.0, standardDeviation: s.0),
      comparator: try GroupMean(count: n.1, mean: m.1, standardDeviation: s.1))
  }

  static func effect(_ measure: EffectMeasure, _ summary: StudySummary) throws -> StudyEffect {
    try EffectSpecification(measure: measure).effect(of: summary)
  }

  static func close(_ x: Double, _ y: Double) -> Bool { abs(x - y) <= 1e-12 * max(1, abs(y)) }

  /// Glass' delta has the units of one group, so it is left out.
  @Test(arguments: EffectMeasure.allCases)
  func swappingArmsFlipsTheSign(_ measure: EffectMeasure) throws {
    let events = try table(7, 40, 13, 45)
    let rates = TwoGroupRates(
      treatment: try GroupRate(events: 5, personTime: 120),
      comparator: try GroupRate(events: 9, personTime: 80.5))
    let pair = try MeanEffectTests.pair(20, (7.2, 2.4), (5.9, 3.1), 0.4)
    let back = try MeanEffectTests.pair(20, (5.9, 3.1), (7.2, 2.4), 0.4)
    let summaries: (StudySummary, StudySummary)
    switch measure {
    case .glassDelta, .glassDeltaHeteroscedastic, .standardizedMeanChangeRaw,
      .standardizedMeanChangeRawHeteroscedastic:
      return
    case _ where measure.shape == .means:
      summaries = (.means(try Self.means()), .means(try Self.means().swapped))
    case _ where measure.shape == .events:
      summaries = (.events(events), .events(events.swapped))
    case _ where measure.shape == .rates: summaries = (.rates(rates), .rates(rates.swapped))
    case _ where measure.shape == .pairedMeans:
      summaries = (.pairedMeans(pair), .pairedMeans(back))
    case .marginalPairedOddsRatio:
      summaries = (
        .pairedEvents(
          try PairedEvents(both: 9, treatmentOnly: 6, comparatorOnly: 3, neither: 11)),
        .pairedEvents(
          try PairedEvents(both: 9, treatmentOnly: 3, comparatorOnly: 6, neither: 11))
      )
    default: return
    }
    let effect = try Self.effect(measure, summaries.0)
    let swapped = try Self.effect(measure, summaries.1)
    #expect(Self.close(swapped.estimate, -effect.estimate))
    #expect(Self.close(swapped.variance, effect.variance))
    #expect(effect.estimate != 0)
  }

  /// The two raw-score units are each other's mirror image.
  @Test func standardizersMirrorEachOther() throws {
    let pair = try MeanEffectTests.pair(20, (7.2, 2.4), (5.9, 3.1), 0.4)
    let back = try MeanEffectTests.pair(20, (5.9, 3.1), (7.2, 2.4), 0.4)
    for measure in [
      EffectMeasure.standardizedMeanChangeRaw, .standardizedMeanChangeRawHeteroscedastic,
    ] {
      let before = try Self.effect(measure, .pairedMeans(pair))
      let after = try EffectSpecification(measure: measure, standardizer: .treatment)
        .effect(of: .pairedMeans(back))
      #expect(Self.close(after.estimate, -before.estimate))
      #expect(Self.close(after.variance, before.variance))
    }
  }

  /// A change of unit: differences follow it, all others stay.
  @Test(arguments: EffectMeasure.allCases.filter { $0.shape == .means })
  func units(_ measure: EffectMeasure) throws {
    let factor = measure == .meanDifference ? 2.5 : 1
    let effect = try Self.effect(measure, .means(try Self.means()))
    let scaled = try Self.effect(
      measure, .means(try Self.means((23, 31), (18, 14.75), (6, 7.75))))
    #expect(Self.close(scaled.estimate, factor * effect.estimate))
    #expect(Self.close(scaled.variance, factor * factor * effect.variance))
  }

  @Test(arguments: EffectMeasure.allCases.filter { $0.shape == .pairedMeans })
  func pairedUnits(_ measure: EffectMeasure) throws {
    let factor = measure == .meanChange ? 2.5 : 1
    let effect = try Self.effect(
      measure, .pairedMeans(try MeanEffectTests.pair(20, (7.2, 2.4), (5.9, 3.1), 0.4)))
    let scaled = try Self.effect(
      measure, .pairedMeans(try MeanEffectTests.pair(20, (18, 6), (14.75, 7.75), 0.4)))
    #expect(Self.close(scaled.estimate, factor * effect.estimate))
    #expect(Self.close(scaled.variance, factor * factor * effect.variance))
  }

  /// Uncorrelated pairs are two groups.
  @Test func uncorrelatedPairsAreGroups() throws {
    let pair = StudySummary.pairedMeans(
      try MeanEffectTests.pair(20, (7.2, 2.4), (5.9, 3.1), 0))
    let groups = StudySummary.means(try Self.means((20, 20)))
    for (paired, independent) in [
      (EffectMeasure.meanChange, EffectMeasure.meanDifference),
      (.pairedRatioOfMeans, .ratioOfMeans), (.pairedVariabilityRatio, .variabilityRatio),
      (.pairedCoefficientOfVariationRatio, .coefficientOfVariationRatio),
    ] {
      let first = try Self.effect(paired, pair)
      let second = try Self.effect(independent, groups)
      #expect(Self.close(first.estimate, second.estimate))
      #expect(Self.close(first.variance, second.variance))
    }
  }

  /// Counting those without the event turns the sign of symmetric measures.
  @Test(arguments: [
    EffectMeasure.oddsRatio, .riskDifference, .arcsineDifference, .petoOddsRatio, .phiCoefficient,
    .yuleQ, .yuleY, .probitDifference, .tetrachoricCorrelation,
  ])
  func complement(_ measure: EffectMeasure) throws {
    let effect = try Self.effect(measure, .events(try table(7, 40, 13, 45)))
    let other = try Self.effect(measure, .events(try table(33, 40, 32, 45)))
    #expect(Self.close(other.estimate, -effect.estimate))
    #expect(Self.close(other.variance, effect.variance))
  }

  /// In large samples of rare events the risk, odds, rate and Peto ratios agree.
  @Test func rareEvents() throws {
    let events = StudySummary.events(try table(1000, 10_000_000, 1050, 10_000_000))
    let rates = StudySummary.rates(
      TwoGroupRates(
        treatment: try GroupRate(events: 1000, personTime: 1e7),
        comparator: try GroupRate(events: 1050, personTime: 1e7)))
    let rate = try Self.effect(.incidenceRateRatio, rates)
    for measure in [EffectMeasure.riskRatio, .oddsRatio, .petoOddsRatio] {
      let effect = try Self.effect(measure, events)
      #expect(abs(effect.estimate - rate.estimate) < 1e-4)
      #expect(abs(effect.variance / rate.variance - 1) < 1e-3)
    }
  }

  /// In large samples all corrections vanish and the editions agree.
  @Test(arguments: EffectMeasure.allCases.filter { $0.shape == .means })
  func largeSamples(_ measure: EffectMeasure) throws {
    let summary = StudySummary.means(try Self.means((4_000_000, 5_000_000)))
    let effect = try Self.effect(measure, summary)
    for edition in FormulaEdition.allCases {
      let plain = try EffectSpecification(
        measure: measure, isBiasCorrected: false, edition: edition
      ).effect(of: summary)
      #expect(abs(plain.estimate - effect.estimate) < 1e-6)
      #expect(abs(plain.variance / effect.variance - 1) < 1e-6)
    }
  }
}
