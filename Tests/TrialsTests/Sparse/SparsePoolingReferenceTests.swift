import TestSupport
import Testing

@testable import Trials

/// Mantel-Haenszel and Peto against metafor 3.8.
@Suite("Sparse tables against metafor")
struct SparsePoolingReferenceTests {
  /// Compares what the reference has; `null` in the reference must be nil here.
  static func check(_ pooled: SparsePooling, _ file: String, _ key: String) throws {
    let results = try #require(Reference.json("expected/\(file).json")["results"] as? [String: Any])
    let expected = try #require(results[key] as? [String: Any])
    let row = try #require(expected["coefficients"] as? [String: Any])
    func first(_ name: String) throws -> Double {
      try #require((row[name] as? [Any])?.first as? Double)
    }
    func close(_ value: Double, _ reference: Double, _ tolerance: Double = 1e-13) {
      #expect(abs(value - reference) <= tolerance * max(1e-300, abs(reference)))
    }
    close(pooled.estimate, try first("estimate"))
    close(pooled.standardError, try first("se"))
    close(pooled.statistic, try first("statistic"))
    close(pooled.lower, try first("ci95_lower"))
    close(pooled.upper, try first("ci95_upper"))
    // A tail magnifies a relative error of z by z^2.
    close(pooled.pValue, try first("p"), 1e-12)
    let tests = pooled.tableTests
    let pairs: [(ContingencyTest?, String, String)] = [
      (pooled.heterogeneity, "QE", "QE_p"), (tests?.mantelHaenszel, "MH", "MHp"),
      (tests?.cochran, "CO", "COp"), (tests?.breslowDay, "BD", "BDp"),
      (tests?.tarone, "TA", "TAp"),
    ]
    for (test, statistic, probability) in pairs {
      guard let value = expected[statistic] as? Double, let p = expected[probability] as? Double
      else {
        #expect(test == nil, "\(statistic)")
        continue
      }
      let found = try #require(test, "\(statistic)")
      close(found.statistic, value, 1e-13)
      // A tail magnifies a relative error of the statistic by half of it, here up to 190.
      close(found.pValue, p, 1e-11)
    }
  }

  static func bcg() throws -> [TwoGroupEvents] {
    try Reference.rows("data/bcg.csv").map(EffectReference.bcg)
  }

  @Test(
    .enabled(if: Reference.has("expected/meta-bcg-mh.json")),
    arguments: [
      ("RR", EffectMeasure.riskRatio, true), ("OR", .oddsRatio, true),
      ("RD", .riskDifference, true),
      ("OR_cmh_uncorrected", .oddsRatio, false),
    ])
  func mantelHaenszel(_ key: String, _ measure: EffectMeasure, _ isCorrected: Bool) throws {
    let pooled = try SparsePooling.mantelHaenszel(
      try Self.bcg(), measure: measure, isContinuityCorrected: isCorrected)
    try Self.check(pooled, "meta-bcg-mh", key)
    #expect(pooled.tableCount == 13 && pooled.uninformativeCount == 0)
  }

  @Test(.enabled(if: Reference.has("expected/meta-bcg-mh.json")))
  func peto() throws {
    try Self.check(try SparsePooling.peto(try Self.bcg()), "meta-bcg-mh", "PETO")
  }

  @Test(.enabled(if: Reference.has("expected/meta-yusuf-peto-mh.json")))
  func yusuf() throws {
    let tables = try Reference.rows("data/yusuf1985-6.csv").compactMap(EffectReference.events)
    try Self.check(try SparsePooling.peto(tables), "meta-yusuf-peto-mh", "peto")
    try Self.check(try SparsePooling.mantelHaenszel(tables), "meta-yusuf-peto-mh", "mh_OR")
  }

  @Test(.enabled(if: Reference.has("expected/meta-zero-cells.json")))
  func emptyCells() throws {
    let tables = try Reference.rows("data/zero-cells.csv").compactMap(EffectReference.events)
    let cases: [(String, EffectMeasure)] = [
      ("mh_OR", .oddsRatio), ("mh_RR", .riskRatio), ("mh_RD", .riskDifference),
    ]
    for (key, measure) in cases {
      let pooled = try SparsePooling.mantelHaenszel(tables, measure: measure)
      try Self.check(pooled, "meta-zero-cells", key)
      #expect(pooled.tableCount == 8 && pooled.uninformativeCount == 1)
    }
    try Self.check(try SparsePooling.peto(tables), "meta-zero-cells", "peto")
  }

  @Test(.enabled(if: Reference.has("expected/meta-nielweise-irr.json")))
  func rates() throws {
    let rates = try Reference.rows("data/nielweise2008.csv").map(EffectReference.rates)
    try Self.check(try SparsePooling.mantelHaenszel(rates: rates), "meta-nielweise-irr", "mh")
  }
}
