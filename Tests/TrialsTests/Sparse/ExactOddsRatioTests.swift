import Foundation
import TestSupport
import Testing

@testable import Trials

/// Exact conditional inference against whole-number enumeration and R.
@Suite("Exact odds ratio")
struct ExactOddsRatioTests {
  /// n over k by Pascal's rule.
  static func choose(_ n: Int, _ k: Int) -> Double {
    var row = [1.0]
    for _ in 0..<n { row = zip([0] + row, row + [0]).map(+) }
    return row.indices.contains(k) ? row[k] : 0
  }

  /// Weights of the treated events of two tables by going through all pairs of counts.
  static func weights(_ first: TwoGroupEvents, _ second: TwoGroupEvents?) -> [Int: Double] {
    func single(_ table: TwoGroupEvents) -> [Int: Double] {
      let events = table.treatment.events + table.comparator.events
      var weights: [Int: Double] = [:]
      for count in 0...events {
        let weight =
          choose(table.treatment.total, count) * choose(table.comparator.total, events - count)
        if weight > 0 { weights[count] = weight }
      }
      return weights
    }
    guard let second else { return single(first) }
    var sums: [Int: Double] = [:]
    for (i, a) in single(first) {
      for (j, b) in single(second) { sums[i + j, default: 0] += a * b }
    }
    return sums
  }

  static func probability(
    _ weights: [Int: Double], _ logOddsRatio: Double, _ share: (Int) -> Double
  ) -> Double {
    let terms = weights.map { ($0.key, $0.value * exp(Double($0.key) * logOddsRatio)) }
    let total = terms.reduce(0) { $0 + $1.1 }
    return terms.reduce(0) { $0 + share($1.0) * $1.1 } / total
  }

  @Test func enumerationTwin() throws {
    let first = try table(3, 25, 7, 24)
    let second = try table(2, 12, 5, 15)
    for tables in [[first], [first, second]] {
      let weights = Self.weights(first, tables.count == 2 ? second : nil)
      let exact = try ExactOddsRatio(tables)
      let a = exact.observed
      #expect(exact.smallest == weights.keys.min() && exact.largest == weights.keys.max())
      func tail(_ x: Double?, _ share: (Int) -> Double) throws -> Double {
        Self.probability(weights, try #require(x), share)
      }
      let upper: (Int) -> Double = { $0 >= a ? 1 : 0 }
      let lower: (Int) -> Double = { $0 <= a ? 1 : 0 }
      let half: (Int) -> Double = { $0 == a ? 0.5 : 0 }
      #expect(abs(try tail(exact.lower, upper) - 0.025) < 1e-12)
      #expect(abs(try tail(exact.upper, lower) - 0.025) < 1e-12)
      #expect(abs(try tail(exact.midPLower) { upper($0) - half($0) } - 0.025) < 1e-12)
      #expect(abs(try tail(exact.midPUpper) { lower($0) - half($0) } - 0.025) < 1e-12)
      #expect(abs(try tail(exact.estimate) { Double($0) } - Double(a)) < 1e-11)
      let observed = Self.probability(weights, 0) { $0 == a ? 1 : 0 }
      let fisher = Self.probability(weights, 0) { k in
        Self.probability(weights, 0) { $0 == k ? 1 : 0 } <= observed * (1 + 1e-7) ? 1 : 0
      }
      #expect(abs(exact.fisherPValue - fisher) < 1e-13)
      let tails = [upper, lower].map { side in
        Self.probability(weights, 0) { side($0) - half($0) }
      }
      #expect(abs(exact.midPValue - 2 * (tails.min() ?? 0)) < 1e-13)
    }
  }

  /// fisher.test and mantelhaen.test(exact = TRUE) of R 4.2.2, whose roots have a tolerance
  /// of 2^-13 in the odds ratio or, above 1, in its reciprocal; the P values are sums.
  @Test func asInR() throws {
    let cases: [([TwoGroupEvents], p: Double, [Double])] = [
      (
        [try table(3, 4, 1, 4)], 0.485714285714286,
        [1.857595408823845, -1.552429632032071, 6.432833576689404]
      ),
      (
        [try table(4, 123, 11, 139)], 0.118248501601541,
        [-0.935427655919298, -2.422657911503916, 0.315040793052368]
      ),
      (
        [
          try table(0, 20, 2, 21), try table(3, 35, 6, 33), try table(1, 18, 0, 19),
          try table(5, 60, 9, 58), try table(0, 25, 4, 24), try table(2, 40, 2, 41),
          try table(7, 55, 12, 57), try table(0, 30, 0, 30),
        ], 0.0130449162168463, [-0.7549931724492075, -1.419816808258987, -0.1206846747076885]
      ),
    ]
    for (tables, p, values) in cases {
      let exact = try ExactOddsRatio(tables)
      #expect(abs(exact.fisherPValue - p) < 1e-12)
      for (found, expected) in zip([exact.estimate, exact.lower, exact.upper], values) {
        let value = try #require(found)
        #expect((value < 0) == (expected < 0))
        #expect(abs(exp(-abs(value)) - exp(-abs(expected))) < 0x1p-13)
      }
    }
  }

  /// Over all tables with the margins, the exact interval covers at least as often as it says, and
  /// the mid-P interval lies within it.
  @Test func coverage() throws {
    for truth in [-1.5, 0, 0.4, 2] {
      let distribution = ConditionalDistribution([try table(0, 14, 11, 16)])
      let probabilities = distribution.probabilities(logOddsRatio: truth)
      var covered = 0.0
      for (count, probability) in zip(distribution.support, probabilities) {
        let exact = try ExactOddsRatio([try table(count, 14, 11 - count, 16)])
        let lower = exact.lower ?? -.infinity
        let upper = exact.upper ?? .infinity
        if lower <= truth && truth <= upper { covered += probability }
        #expect((exact.midPLower ?? -.infinity) >= lower)
        #expect((exact.midPUpper ?? .infinity) <= upper)
      }
      #expect(covered >= 0.95 && covered < 1)
    }
  }

  @Test func edges() throws {
    let none = try ExactOddsRatio([try table(0, 20, 6, 20)])
    #expect(none.estimate == nil && none.lower == nil && none.midPLower == nil)
    #expect(try #require(none.upper) < 0)
    let swapped = try ExactOddsRatio([try table(6, 20, 0, 20)])
    #expect(abs(try #require(swapped.lower) + (try #require(none.upper))) < 1e-11)
    #expect(swapped.upper == nil && swapped.estimate == nil)
    #expect(abs(swapped.midPValue - none.midPValue) < 1e-13)
    #expect(throws: EffectError.noPooledEstimate(measure: .oddsRatio)) {
      try ExactOddsRatio([try table(0, 20, 0, 20)])
    }
    #expect(throws: EffectError.noTables) { try ExactOddsRatio([]) }
    #expect(throws: EffectError.levelOutOfRange(1)) {
      try ExactOddsRatio([try table(1, 20, 3, 20)], level: 1)
    }
  }

  /// With many people the exact answer is the large-sample one.
  @Test func largeTables() throws {
    let one = try table(4_000, 20_000, 4_500, 21_000)
    let exact = try ExactOddsRatio([one])
    let effect = try EffectSpecification(measure: .oddsRatio).effect(of: .events(one))
    #expect(abs(try #require(exact.estimate) - effect.estimate) < 1e-5)
    let half = (try #require(exact.midPUpper) - (try #require(exact.midPLower))) / 2
    #expect(abs(half / (1.959963984540054 * effect.standardError) - 1) < 1e-3)
  }

  /// Twenty-one tables with 330 events: near Mantel-Haenszel, with an interval of the same width.
  @Test(.enabled(if: Reference.has("data/yusuf1985-6.csv")))
  func manyTables() throws {
    let tables = try Reference.rows("data/yusuf1985-6.csv").compactMap(EffectReference.events)
    let exact = try ExactOddsRatio(tables)
    let pooled = try SparsePooling.mantelHaenszel(tables)
    #expect(abs(try #require(exact.estimate) - pooled.estimate) < 0.1 * pooled.standardError)
    let width = try #require(exact.midPUpper) - (try #require(exact.midPLower))
    #expect(abs(width / (pooled.upper - pooled.lower) - 1) < 0.02)
  }

  @Test func survivesEncoding() throws {
    let exact = try ExactOddsRatio([try table(0, 20, 6, 20)])
    let data = try JSONEncoder().encode(exact)
    #expect(try JSONDecoder().decode(ExactOddsRatio.self, from: data) == exact)
  }
}
