import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Counts pooled by mixed models")
struct CountPoolingTests {
  static let tables = ConditionalTwinTests.tables

  private func expectSame(
    _ first: CountPooledEffects, _ second: CountPooledEffects, sign: Double = 1
  ) throws {
    let error = try #require(first.effect.inference?.standardError)
    #expect(abs(sign * first.effect.estimate - second.effect.estimate) < 1e-5 * error)
    let other = try #require(second.effect.inference?.standardError)
    #expect(abs(error - other) < 1e-4 * error)
    let (one, two) = (
      try #require(first.heterogeneity.variance), try #require(second.heterogeneity.variance)
    )
    #expect(abs(one - two) < 1e-4 * max(one, 1e-2))
    // With random baselines it is the other group that has an effect of its own in each study.
    if sign < 0, first.pooling.model == .randomStudyEffects { return }
    let (wald, otherWald) = (first.heterogeneityTests.wald, second.heterogeneityTests.wald)
    #expect((wald == nil) == (otherWald == nil))
    #expect(abs((wald?.statistic ?? 0) - (otherWald?.statistic ?? 0)) < 1e-6)
  }

  @Test("Neither the order of studies nor the names of the groups matter")
  func invariance() throws {
    for model in CountPooling.Model.allCases {
      let pooling = CountPooling(model, nodes: 7)
      let pooled = try pooling.pool(Self.tables)
      let turned = Self.tables.indices.map { Self.tables[($0 * 3 + 2) % 7] }
      try expectSame(pooled, try pooling.pool(turned))
      try expectSame(pooled, try pooling.pool(Self.tables.map(\.swapped)), sign: -1)
      if model != .conditionalApproximate {
        let rates = ConditionalTwinTests.rates
        let pooledRates = try pooling.pool(rates)
        try expectSame(pooledRates, try pooling.pool(rates.map(\.swapped)), sign: -1)
        let weeks = try rates.map { rate in
          TwoGroupRates(
            treatment: try GroupRate(
              events: rate.treatment.events, personTime: rate.treatment.personTime / 7),
            comparator: try GroupRate(
              events: rate.comparator.events, personTime: rate.comparator.personTime / 7))
        }
        try expectSame(pooledRates, try pooling.pool(weeks))
      }
    }
  }

  @Test("An odds ratio does not depend on what counts as the event, where the model is exact")
  func complement() throws {
    let others = try Self.tables.map { table in
      try CountData.table(
        table.treatment.total - table.treatment.events, table.treatment.total,
        table.comparator.total - table.comparator.events, table.comparator.total)
    }
    for model in [CountPooling.Model.conditionalExact, .fixedStudyEffects, .randomStudyEffects] {
      let pooling = CountPooling(model, nodes: 7)
      try expectSame(try pooling.pool(Self.tables), try pooling.pool(others), sign: -1)
    }
  }

  @Test("Tables without information are counted and change nothing")
  func doubleZeros() throws {
    let empty = [try CountData.table(0, 30, 0, 31), try CountData.table(12, 12, 9, 9)]
    for model in CountPooling.Model.allCases {
      let pooling = CountPooling(model, nodes: 7)
      let plain = try pooling.pool(Self.tables)
      let pooled = try pooling.pool(Self.tables + empty)
      #expect(pooled.effect == plain.effect)
      #expect(pooled.heterogeneityTests == plain.heterogeneityTests)
      #expect(pooled.tableCount == 9 && pooled.uninformativeCount == 2)
    }
  }

  @Test("Alike tables have tau^2 = 0 and the common odds ratio")
  func noVariation() throws {
    let alike = [
      try CountData.table(5, 40, 10, 41), try CountData.table(10, 80, 20, 82),
      try CountData.table(6, 50, 12, 49),
    ]
    for model in CountPooling.Model.allCases {
      let pooled = try CountPooling(model).pool(alike)
      #expect(pooled.heterogeneity.state == .zero)
      #expect(pooled.heterogeneity.variance == 0)
      #expect((pooled.heterogeneityTests.likelihoodRatio?.statistic ?? 9) < 0.1)
    }
    let exact = try CountPooling(.conditionalExact).pool(alike)
    let expected = try #require(try ExactOddsRatio(alike).estimate)
    #expect(abs(exact.effect.estimate - expected) < 1e-10)
    // The inverse of the summed conditional variances is the variance.
    let information = alike.reduce(0.0) { sum, table in
      let distribution = ConditionalDistribution([table])
      let probabilities = distribution.probabilities(logOddsRatio: expected)
      let mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      return probabilities.enumerated().reduce(sum) {
        $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
      }
    }
    let error = try #require(exact.effect.inference?.standardError)
    #expect(abs(error - 1 / information.squareRoot()) < 1e-9)
  }

  @Test("The Wald test of heterogeneity is Cochran's Q of the studies' own estimates")
  func wald() throws {
    let full = [
      try CountData.table(5, 40, 10, 41), try CountData.table(22, 80, 9, 82),
      try CountData.table(6, 50, 12, 49),
    ]
    let pooled = try CountPooling(.fixedStudyEffects).pool(full)
    let effects = full.map { table in
      let cells = table.cells
      return (
        log(cells.a * cells.d / (cells.b * cells.c)),
        1 / cells.a + 1 / cells.b + 1 / cells.c + 1 / cells.d
      )
    }
    let reference = try Pooling(model: .equalEffects).pool(
      ReferenceEffects.make(effects.map(\.0), effects.map(\.1)))
    let test = try #require(pooled.heterogeneityTests.wald)
    #expect(abs(test.statistic - reference.residualHeterogeneity) < 1e-12)
    #expect(test.degreesOfFreedom == 2)
  }

  @Test("States")
  func states() throws {
    let empty = try CountData.table(0, 30, 0, 31)
    for model in CountPooling.Model.allCases {
      let pooling = CountPooling(model)
      #expect(throws: EffectError.noTables) { try pooling.pool([TwoGroupEvents]()) }
      #expect(throws: CountPoolingError.tooFewTables(informative: 1, all: 2)) {
        try pooling.pool([Self.tables[0], empty])
      }
      #expect(throws: EffectError.noPooledEstimate(measure: .oddsRatio)) {
        try pooling.pool([
          try CountData.table(0, 20, 4, 21), try CountData.table(0, 33, 2, 30),
          try CountData.table(0, 10, 3, 11),
        ])
      }
      #expect(throws: EffectError.levelOutOfRange(95)) {
        try CountPooling(model, confidenceLevel: 95).pool(Self.tables)
      }
    }
    #expect(throws: CountPoolingError.exactForRates) {
      try CountPooling(.conditionalApproximate).pool(ConditionalTwinTests.rates)
    }
  }
}
