import Glibc
import Tables
import Testing

@testable import Trials

/// Crossovers by their cells, and what else the numbers of a pool say.
struct TrialEvidenceTests {
  static let cells = """
    study,outcome,role,arm,sequence,period,n,mean,sd,unit,unit_days
    x,cramps,treatment,magnesium,MP,1,20,3.0,2.0,cramps per week,7
    x,cramps,comparator,placebo,MP,2,20,4.5,2.2,cramps per week,7
    x,cramps,comparator,placebo,PM,1,24,5.0,2.5,cramps per week,7
    x,cramps,treatment,magnesium,PM,2,24,4.0,2.1,cramps per week,7
    y,cramps,treatment,magnesium,,,30,8.0,8.0,cramps per 4 weeks,28
    y,cramps,comparator,placebo,,,30,12.0,8.0,cramps per 4 weeks,28
    """

  /// (d1 - d2) / 2 from the differences between the periods, whatever r is; its variance by hand.
  @Test func cellsTakePartInThePool() throws {
    let tables = try TrialTables.parsed(Self.cells)
    let effects = try tables.effects(PoolingPlan()).effects
    #expect(effects.map(\.study) == ["y", "x"])
    let effect = try #require(effects.first { $0.study == "x" })
    #expect(effect.origin == .cells && effect.unit == "cramps per week")
    #expect(abs(effect.effect.estimate - ((3.0 - 4.5) - (5.0 - 4.0)) / 2) < 1e-12)
    // At r = 0, the lowest that is tried, with the variances of both sequences pooled by period.
    let first = (19 * 2.0 * 2.0 + 23 * 2.5 * 2.5) / 42
    let second = (19 * 2.2 * 2.2 + 23 * 2.1 * 2.1) / 42
    let variance = (first + second) * (1.0 / 20 + 1.0 / 24) / 4
    #expect(abs(effect.effect.variance - variance) < 1e-12 * variance)
    let grid = try tables.pool(PoolingPlan()).correlationGrid
    let widths = grid.compactMap { $0.interval?.width }
    #expect(widths.count == 4 && widths == widths.sorted(by: >))
  }

  @Test func mediansGiveAnEstimateAndNoInterval() throws {
    let tables = try ShippedPackageTests.tables.get()
    let pooled = try tables.pool(PoolingPlan(group: "idiopathic"))
    let answer = try #require(tables.evidence(of: pooled).crossovers.first)
    #expect(answer.study == "roffe2002" && answer.isOfMedians && answer.fits.count == 1)
    // Medians 9, 5 in 29 people and 9, 8 in 17: ((5 - 9) + (9 - 8)) / 2.
    let treatment = try #require(answer.fits[0].treatment("treatment"))
    #expect(abs(treatment.estimate + 1.5) < 1e-12 && treatment.inference == nil)
    #expect(pooled.effects.excluded.contains { $0.study == "roffe2002" })
  }

  @Test func cellsThatMakeNoTableAreExcludedWithTheReason() throws {
    let rows = Self.cells.split(separator: "\n")
    let text =
      rows.prefix(3).joined(separator: "\n") + "\n" + rows.suffix(2).joined(separator: "\n")
    let effects = try TrialTables.parsed(text).effects(PoolingPlan())
    #expect(effects.effects.map(\.study) == ["y"])
    let excluded = try #require(effects.excluded.first { $0.study == "x" })
    #expect(excluded.reason.code.hasPrefix("A26") && excluded.reason.place?.line == 2)
  }

  @Test func fragilityNeedsAndVariability() throws {
    let tables = try ShippedPackageTests.tables.get()
    let counts = try tables.pool(
      PoolingPlan(group: "pregnancy", minimalImportantDifference: 1.25))
    let evidence = tables.evidence(of: counts)
    #expect(evidence.fragility.map(\.study) == ["araujo2020", "lahore2022", "dahle1995"])
    #expect(evidence.people == 401)
    // Comparators 21 + 26 + 2 of 66 + 100 + 35; 4 (1.96 + 1.28)^2 p (1 - p) / difference^2.
    let risk = 49.0 / 201
    let mean = risk * 1.125
    let needed = 4 * pow(1.959964 + 1.281552, 2) * mean * (1 - mean) / pow(0.25 * risk, 2)
    let size = try #require(evidence.informationSize)
    #expect(abs(Double(size.people) - needed) < 2)
    let means = try tables.pool(PoolingPlan(group: "idiopathic"))
    let other = tables.evidence(of: means)
    #expect(other.variability?.answer == .compatibleWithEqual)
    #expect(other.responses.map(\.study) == ["roguinmaor2017"])
    #expect(other.informationSize == nil && other.fragility.isEmpty)
  }

  @Test func countsArePooledAsCountsToo() throws {
    let tables = try TrialTables.parsed(
      "study,events1,n1,events2,n2\na,1,40,4,41\nb,0,50,3,50\nc,2,30,5,30\n")
    let rows = try tables.pool(PoolingPlan(measure: .oddsRatio)).rows
    for method in ["mh", "peto", "exact", "glmm-um-fs", "glmm-um-rs", "glmm-cm-el"] {
      let row = try #require(rows.first { $0.method == method })
      #expect((row.estimate ?? 0) < 0, "\(method)")
    }
    let rates = try TrialTables.parsed("study,x1i,t1i,x2i,t2i\na,3,100,9,110\nb,2,80,5,70\n")
    let others = try rates.pool(PoolingPlan()).rows
    #expect(others.contains { $0.method == "glmm-cm-el" && ($0.estimate ?? 0) < 0 })
    #expect(others.contains { $0.method == "mh" && ($0.estimate ?? 0) < 0 })
  }
}
