import Glibc
import Testing

@testable import Trials

/// Identities and enumeration for Mantel-Haenszel and Peto.
@Suite("Sparse tables")
struct SparsePoolingTests {
  static func tables() throws -> [TwoGroupEvents] {
    [
      try table(3, 25, 7, 24), try table(1, 18, 0, 19), try table(5, 60, 9, 58),
      try table(0, 12, 0, 11),
    ]
  }

  static func close(_ x: Double, _ y: Double) -> Bool { abs(x - y) <= 1e-11 * max(1, abs(y)) }

  @Test func oneTableIsItsOwnPool() throws {
    let one = try table(7, 40, 13, 45)
    let pairs: [(SparsePooling, EffectMeasure)] = [
      (try .mantelHaenszel([one], measure: .riskRatio), .riskRatio),
      (try .mantelHaenszel([one]), .oddsRatio), (try .peto([one]), .petoOddsRatio),
    ]
    for (pooled, measure) in pairs {
      let effect = try EffectSpecification(measure: measure).effect(of: .events(one))
      #expect(Self.close(pooled.estimate, effect.estimate))
      #expect(Self.close(pooled.standardError, effect.standardError))
      #expect(pooled.heterogeneity == nil)
    }
    let difference = try SparsePooling.mantelHaenszel([one], measure: .riskDifference)
    let effect = try EffectSpecification(measure: .riskDifference).effect(of: .events(one))
    #expect(Self.close(difference.estimate, effect.estimate))
  }

  @Test func swappingArms() throws {
    let tables = try Self.tables()
    for measure in [EffectMeasure.riskRatio, .oddsRatio, .riskDifference] {
      let pooled = try SparsePooling.mantelHaenszel(tables, measure: measure)
      let back = try SparsePooling.mantelHaenszel(tables.map(\.swapped), measure: measure)
      #expect(Self.close(back.estimate, -pooled.estimate))
      #expect(Self.close(back.standardError, pooled.standardError))
      #expect(Self.close(back.lower, -pooled.upper))
      #expect(pooled.uninformativeCount == 1)
    }
  }

  /// Every table twice: the same estimate with half the variance.
  @Test func doubling() throws {
    let tables = try Self.tables()
    let pools: [([TwoGroupEvents]) throws -> SparsePooling] = [
      { try .mantelHaenszel($0) }, { try .mantelHaenszel($0, measure: .riskRatio) },
      { try .mantelHaenszel($0, measure: .riskDifference) }, { try .peto($0) },
    ]
    for pool in pools {
      let (single, double) = (try pool(tables), try pool(tables + tables))
      #expect(Self.close(double.estimate, single.estimate))
      #expect(Self.close(double.standardError * 2.0.squareRoot(), single.standardError))
    }
  }

  /// With one large table Sato's variance of the risk difference is the binomial one.
  @Test func riskDifferenceOfOneLargeTable() throws {
    let one = try table(70_000, 400_000, 130_000, 450_000)
    let pooled = try SparsePooling.mantelHaenszel([one], measure: .riskDifference)
    let effect = try EffectSpecification(measure: .riskDifference).effect(of: .events(one))
    #expect(abs(pooled.standardError / effect.standardError - 1) < 1e-5)
  }

  /// Tables of one odds ratio differ in no test; the fitted table has margins and odds ratio.
  @Test func noDifferenceWhereThereIsNone() throws {
    let tables = [try table(10, 30, 20, 120), try table(20, 60, 40, 240)]
    let tests = try #require(try SparsePooling.mantelHaenszel(tables).tableTests)
    #expect(try #require(tests.breslowDay).statistic < 1e-20)
    for ratio in [0.2, 1, 3.5] {
      let cells = try table(3, 25, 7, 24).cells
      let fitted = cells.fitted(oddsRatio: ratio)
      #expect(Self.close(fitted.oddsRatio, ratio))
      #expect(Self.close(fitted.firstRow, cells.firstRow))
      #expect(Self.close(fitted.firstColumn, cells.firstColumn))
      #expect(Self.close(fitted.total, cells.total))
    }
  }

  /// The test of an effect has the mean and variance of the enumerated conditional distribution.
  @Test func testOfAnEffectByEnumeration() throws {
    let tables = try Self.tables()
    let distribution = ConditionalDistribution(tables)
    let mean = distribution.mean(logOddsRatio: 0)
    let variance = distribution.variance
    let observed = Double(tables.reduce(0) { $0 + $1.treatment.events })
    let tests = try #require(
      try SparsePooling.mantelHaenszel(tables, isContinuityCorrected: false).tableTests)
    let statistic = (observed - mean) * (observed - mean) / variance
    #expect(Self.close(try #require(tests.mantelHaenszel).statistic, statistic))
    let peto = try SparsePooling.peto(tables)
    #expect(Self.close(peto.statistic * peto.statistic, statistic))
  }

  @Test func noPoolIsAnError() throws {
    let oneSided = [try table(0, 20, 3, 20), try table(0, 15, 1, 14)]
    for measure in [EffectMeasure.riskRatio, .oddsRatio] {
      #expect(throws: EffectError.noPooledEstimate(measure: measure)) {
        try SparsePooling.mantelHaenszel(oneSided, measure: measure)
      }
    }
    #expect(try SparsePooling.mantelHaenszel(oneSided, measure: .riskDifference).estimate < 0)
    let nothing = [try table(0, 20, 0, 20)]
    #expect(throws: EffectError.noPooledEstimate(measure: .petoOddsRatio)) {
      try SparsePooling.peto(nothing)
    }
    #expect(throws: EffectError.noPooledEstimate(measure: .riskDifference)) {
      try SparsePooling.mantelHaenszel(nothing, measure: .riskDifference)
    }
    #expect(throws: EffectError.noTables) { try SparsePooling.mantelHaenszel([]) }
    #expect(throws: EffectError.noTables) { try SparsePooling.mantelHaenszel(rates: []) }
    #expect(throws: EffectError.noTables) { try SparsePooling.peto([]) }
    #expect(throws: EffectError.notPoolable(measure: .yuleQ)) {
      try SparsePooling.mantelHaenszel(oneSided, measure: .yuleQ)
    }
    #expect(throws: EffectError.levelOutOfRange(95)) {
      try SparsePooling.peto(oneSided, level: 95)
    }
  }
}
