import TestSupport
import Testing

@testable import Trials

/// Effects of tables, rates, proportions and correlations against metafor 3.8.
@Suite("Effects of counts against metafor")
struct CountEffectReferenceTests {
  static let tables: [EffectMeasure] = [
    .riskRatio, .oddsRatio, .riskDifference, .arcsineDifference, .petoOddsRatio, .phiCoefficient,
    .yuleQ, .yuleY, .probitDifference, .oddsRatioAsNormalDifference,
    .oddsRatioAsLogisticDifference,
  ]

  @Test(.enabled(if: Reference.has("expected/meta-bcg-escalc.json")), arguments: tables)
  func twoByTwo(_ measure: EffectMeasure) throws {
    let difference = try EffectReference.largestDifference(
      "meta-bcg-escalc", key: measure.rawValue,
      of: EffectReference.studies("bcg") { .events(try EffectReference.bcg($0)) },
      EffectSpecification(measure: measure))
    #expect(difference < 1e-13)
  }

  /// The reference stops its simplex search early and has a numerical Hessian, so that it has four
  /// digits of the estimate and two of the variance; the twin is `TableEffectTests`.
  @Test(.enabled(if: Reference.has("expected/meta-bcg-escalc.json")))
  func tetrachoric() throws {
    let difference = try EffectReference.largestDifference(
      "meta-bcg-escalc", key: "RTET",
      of: EffectReference.studies("bcg") { .events(try EffectReference.bcg($0)) },
      EffectSpecification(measure: .tetrachoricCorrelation))
    #expect(difference < 1e-2)
  }

  static let zeroCells: [(String, EffectSpecification)] = [
    ("RR", .init(measure: .riskRatio)), ("OR", .init(measure: .oddsRatio)),
    ("RD", .init(measure: .riskDifference)), ("PETO", .init(measure: .petoOddsRatio)),
    ("AS", .init(measure: .arcsineDifference)),
    ("OR_add_to_all", .init(measure: .oddsRatio, zeroCells: ZeroCellRule(scope: .all))),
    ("OR_if0all", .init(measure: .oddsRatio, zeroCells: ZeroCellRule(scope: .ifAnyZero))),
    ("RR_drop00", .init(measure: .riskRatio, zeroCells: ZeroCellRule(dropsDoubleZeros: true))),
  ]

  @Test(.enabled(if: Reference.has("expected/meta-zero-cells.json")), arguments: zeroCells)
  func emptyCells(_ key: String, _ specification: EffectSpecification) throws {
    let difference = try EffectReference.largestDifference(
      "meta-zero-cells", key: key,
      of: EffectReference.studies("zero-cells") {
        try EffectReference.events($0).map { .events($0) }
      },
      specification)
    #expect(difference < 1e-13)
  }

  @Test(
    .enabled(if: Reference.has("expected/meta-nielweise-escalc.json")),
    arguments: [
      EffectMeasure.incidenceRateRatio, .incidenceRateDifference, .incidenceRateRootDifference,
    ])
  func rates(_ measure: EffectMeasure) throws {
    let difference = try EffectReference.largestDifference(
      "meta-nielweise-escalc", key: measure.rawValue,
      of: EffectReference.studies("nielweise2008") { .rates(try EffectReference.rates($0)) },
      EffectSpecification(measure: measure))
    #expect(difference < 1e-13)
  }

  @Test(
    .enabled(if: Reference.has("expected/meta-pritz-escalc.json")),
    arguments: [
      EffectMeasure.proportion, .logProportion, .logitProportion, .arcsineProportion,
      .doubleArcsineProportion,
    ])
  func proportions(_ measure: EffectMeasure) throws {
    let studies = try EffectReference.studies("pritz1997") { row in
      .proportion(
        try GroupEvents(
          events: try EffectReference.count(row, "xi"), total: try EffectReference.count(row, "ni"))
      )
    }
    let difference = try EffectReference.largestDifference(
      "meta-pritz-escalc", key: measure.rawValue, of: studies,
      EffectSpecification(measure: measure))
    #expect(difference < 1e-13)
  }

  @Test(
    .enabled(if: Reference.has("expected/meta-mcdaniel-escalc.json")),
    arguments: [EffectMeasure.correlation, .fisherZ])
  func correlations(_ measure: EffectMeasure) throws {
    let studies = try EffectReference.studies("mcdaniel1994") { row in
      .correlation(
        try SampleCorrelation(
          count: try EffectReference.count(row, "ni"),
          correlation: try #require(EffectReference.number(row, "ri"))))
    }
    let difference = try EffectReference.largestDifference(
      "meta-mcdaniel-escalc", key: measure.rawValue, of: studies,
      EffectSpecification(measure: measure))
    #expect(difference < 1e-13)
  }
}
