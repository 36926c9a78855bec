import Tables
import Testing

@testable import Trials

/// Impossible numbers, missing effects and what is said of them.
@Suite("Errors of effects")
struct EffectErrorTests {
  @Test func impossibleNumbersAreRefused() throws {
    let good = try GroupMean(count: 12, mean: 3, standardDeviation: 1)
    let other = try GroupMean(count: 11, mean: 3, standardDeviation: 1)
    #expect(throws: EffectError.eventsAboveTotal(events: 9, total: 8)) {
      try GroupEvents(events: 9, total: 8)
    }
    #expect(throws: EffectError.negativeCount(what: "events", count: -1)) {
      try GroupEvents(events: -1, total: 8)
    }
    #expect(throws: EffectError.groupTooSmall(count: 0, minimum: 1)) {
      try GroupEvents(events: 0, total: 0)
    }
    #expect(throws: EffectError.percentOutOfRange(100.5)) {
      try GroupEvents(percent: 100.5, total: 8)
    }
    #expect(throws: EffectError.groupTooSmall(count: 1, minimum: 2)) {
      try GroupMean(count: 1, mean: 3, standardDeviation: 1)
    }
    for deviation in [0, -1.5] {
      #expect(throws: EffectError.standardDeviationNotPositive(deviation)) {
        try GroupMean(count: 9, mean: 3, standardDeviation: deviation)
      }
    }
    #expect(throws: EffectError.notFinite(what: "mean")) {
      try GroupMean(count: 9, mean: .infinity, standardDeviation: 1)
    }
    #expect(throws: EffectError.personTimeNotPositive(0)) {
      try GroupRate(events: 1, personTime: 0)
    }
    #expect(throws: EffectError.correlationOutOfRange(1.01)) {
      try PairedMeans(treatment: good, comparator: good, correlation: 1.01)
    }
    #expect(throws: EffectError.unequalCounts(12, 11)) {
      try PairedMeans(treatment: good, comparator: other, correlation: 0.5)
    }
    #expect(throws: EffectError.groupTooSmall(count: 3, minimum: 4)) {
      try SampleCorrelation(count: 3, correlation: 0.1)
    }
    #expect(throws: EffectError.negativeCount(what: "pairs", count: -2)) {
      try PairedEvents(both: 1, treatmentOnly: -2, comparatorOnly: 4, neither: 5)
    }
    #expect(throws: EffectError.standardErrorNotPositive(0)) {
      try PrintedEstimate(estimate: 1, standardError: 0, design: .parallel)
    }
  }

  @Test func notANumberIsRefused() {
    #expect(throws: EffectError.self) {
      try GroupMean(count: 9, mean: 1, standardDeviation: .nan)
    }
    #expect(throws: EffectError.self) { try GroupEvents(percent: .nan, total: 9) }
    #expect(throws: EffectError.self) { try GroupRate(events: 1, personTime: .nan) }
    #expect(throws: EffectError.self) { try SampleCorrelation(count: 9, correlation: .nan) }
  }

  @Test func missingEffectsHaveReasons() throws {
    let empty = StudySummary.events(try table(0, 20, 3, 20))
    #expect(throws: EffectError.emptyCell(measure: .oddsRatio)) {
      try EffectSpecification(measure: .oddsRatio, zeroCells: ZeroCellRule.none).effect(of: empty)
    }
    #expect(throws: EffectError.emptyCell(measure: .probitDifference)) {
      try EffectSpecification(measure: .probitDifference, zeroCells: ZeroCellRule.none)
        .effect(of: empty)
    }
    let none = StudySummary.events(try table(0, 20, 0, 20))
    #expect(throws: EffectError.noVariance(measure: .riskDifference)) {
      try EffectSpecification(measure: .riskDifference, zeroCells: ZeroCellRule.none)
        .effect(of: none)
    }
    #expect(throws: EffectError.doubleZero) {
      try EffectSpecification(
        measure: .riskRatio, zeroCells: ZeroCellRule(dropsDoubleZeros: true)
      ).effect(of: none)
    }
    for measure in [EffectMeasure.phiCoefficient, .tetrachoricCorrelation] {
      #expect(throws: EffectError.emptyCell(measure: measure)) {
        try EffectSpecification(measure: measure).effect(of: none)
      }
    }
    let changes = StudySummary.means(try EffectPropertyTests.means((9, 9), (1, -0.5)))
    #expect(throws: EffectError.meansWithoutRatio(1, -0.5)) {
      try EffectSpecification(measure: .ratioOfMeans).effect(of: changes)
    }
    #expect(throws: EffectError.wrongShape(measure: .riskRatio, found: .means)) {
      try EffectSpecification(measure: .riskRatio).effect(of: changes)
    }
    #expect(
      throws: EffectError.noSuchVariance(measure: .riskRatio, variance: .homoscedastic)
    ) {
      try EffectSpecification(measure: .riskRatio, variance: .homoscedastic).effect(of: empty)
    }
    #expect(throws: EffectError.addedOutOfRange(-1)) {
      try EffectSpecification(measure: .riskRatio, zeroCells: ZeroCellRule(added: -1))
        .effect(of: empty)
    }
    let perfect = StudySummary.correlation(try SampleCorrelation(count: 9, correlation: 1))
    #expect(throws: EffectError.noVariance(measure: .fisherZ)) {
      try EffectSpecification(measure: .fisherZ).effect(of: perfect)
    }
    let tiny = StudySummary.means(try EffectPropertyTests.means((9, 9), (1e-200, 2e-200)))
    #expect(throws: EffectError.notComputed(measure: .ratioOfMeans)) {
      try EffectSpecification(measure: .ratioOfMeans).effect(of: tiny)
    }
    let wide = StudySummary.means(try EffectPropertyTests.means((9, 9), (1, 2), (1e200, 1)))
    #expect(throws: EffectError.notComputed(measure: .meanDifference)) {
      try EffectSpecification(measure: .meanDifference).effect(of: wide)
    }
    let two = StudySummary.pairedMeans(try MeanEffectTests.pair(2, (3, 1), (2, 1), 0.5))
    #expect(throws: EffectError.groupTooSmall(count: 2, minimum: 3)) {
      try EffectSpecification(measure: .standardizedMeanChangeRaw).effect(of: two)
    }
    let alike = StudySummary.pairedMeans(try MeanEffectTests.pair(9, (3, 1), (2, 1), 1))
    for measure in [EffectMeasure.meanChange, .standardizedMeanChangeChange] {
      #expect(throws: EffectError.noVariance(measure: measure)) {
        try EffectSpecification(measure: measure).effect(of: alike)
      }
    }
  }

  /// A measure and every shape: an effect or a named error, never a number that is none.
  @Test(arguments: EffectMeasure.allCases)
  func onlyItsShape(_ measure: EffectMeasure) throws {
    let group = try GroupEvents(events: 3, total: 9)
    let summaries: [StudySummary] = [
      .means(try EffectPropertyTests.means()), .events(try table(3, 9, 4, 9)),
      .rates(
        TwoGroupRates(
          treatment: try GroupRate(events: 3, personTime: 9),
          comparator: try GroupRate(events: 4, personTime: 9))),
      .pairedMeans(try MeanEffectTests.pair(9, (3, 1), (2, 1), 0.5)),
      .pairedEvents(try PairedEvents(both: 3, treatmentOnly: 2, comparatorOnly: 1, neither: 4)),
      .proportion(group), .correlation(try SampleCorrelation(count: 9, correlation: 0.3)),
      .printed(try PrintedEstimate(estimate: 0.4, standardError: 0.2, design: .parallel)),
    ]
    for summary in summaries {
      let specification = EffectSpecification(measure: measure)
      if summary.shape == measure.shape || summary.shape == .printed {
        let effect = try specification.effect(of: summary)
        #expect(effect.estimate.isFinite && effect.variance > 0)
        #expect(effect.note?.formula.isEmpty == false)
      } else {
        #expect(throws: EffectError.wrongShape(measure: measure, found: summary.shape)) {
          try specification.effect(of: summary)
        }
      }
    }
  }

  static let all: [EffectError] = [
    .negativeCount(what: "events", count: -1), .eventsAboveTotal(events: 2, total: 1),
    .groupTooSmall(count: 1, minimum: 2), .standardDeviationNotPositive(0),
    .notFinite(what: "mean"), .correlationOutOfRange(2), .percentOutOfRange(101),
    .personTimeNotPositive(0), .standardErrorNotPositive(0), .unequalCounts(1, 2),
    .probabilityOutOfRange(2), .wrongShape(measure: .riskRatio, found: .means),
    .noSuchVariance(measure: .riskRatio, variance: .unbiased), .addedOutOfRange(-1),
    .emptyCell(measure: .oddsRatio), .doubleZero, .meansWithoutRatio(1, -1),
    .noVariance(measure: .riskDifference), .notComputed(measure: .tetrachoricCorrelation),
    .noTables, .notPoolable(measure: .yuleQ), .noPooledEstimate(measure: .oddsRatio),
    .levelOutOfRange(95),
  ]

  @Test func everyCodeIsExplainedOnce() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(TrialsCatalogue.effects.map(\.code) == codes)
    for error in Self.all {
      #expect(!error.finding.message.isEmpty && error.finding.hint?.isEmpty == false)
      #expect(error.description.hasSuffix("."))
    }
  }
}
