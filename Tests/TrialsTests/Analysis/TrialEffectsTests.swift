import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Trials

/// Effects of comparisons as tables print them.
struct TrialEffectsTests {
  static let means = "study,mean1,sd1,n1,mean2,sd2,n2"

  /// The reference's effects are rounded to 15 digits.
  private func expectClose(_ values: [Double], _ expected: [Double]) {
    #expect(values.count == expected.count)
    for (value, other) in zip(values, expected) {
      #expect(abs(value - other) < 1e-11 * max(1, abs(other)))
    }
  }

  @Test func everyComparisonIsAccountedFor() throws {
    let tables = try ShippedPackageTests.tables.get()
    for group in ["idiopathic", "pregnancy", "rls", "dialysis"] {
      let effects = try tables.effects(PoolingPlan(group: group))
      let studies = Set(tables.trials.filter { $0.group == group }.map(\.study))
      let named =
        effects.effects.map(\.study) + effects.uncontrolled.map(\.study)
        + effects.excluded.map(\.study)
      #expect(studies.isSubset(of: Set(named)), "group \(group)")
      #expect(effects.inputCount == named.count)
    }
  }

  @Test(.enabled(if: Reference.has("data/bcg.csv")))
  func metaforsNamesAreRead() throws {
    let path = try #require(Reference.path("data/bcg.csv"))
    let tables = try TrialTables.read(paths: [path], moderators: ["ablat", "alloc"])
    #expect(tables.findings.isEmpty, "\(tables.findings.rendered())")
    let pooled = try tables.pool(PoolingPlan(moderators: ["ablat", "year"]))
    let expected = try ReferenceEffects.bcg()
    expectClose(pooled.effects.effects.map(\.effect.estimate), expected.map(\.estimate))
    let direct = try Pooling(test: .flooredKnappHartung).pool(expected)
    expectClose([pooled.headline?.estimate ?? .nan], direct.estimates)
    #expect(pooled.headline?.row == .flooredKnappHartung)
    let design = try PoolingDesign(moderators: [
      ("ablat", try ReferenceEffects.column("bcg", "ablat")),
      ("year", try ReferenceEffects.column("bcg", "year")),
    ])
    let regression = try Pooling(test: .flooredKnappHartung).pool(expected, design: design)
    expectClose(pooled.regression?.estimates ?? [], regression.estimates)
    #expect(pooled.funnel != nil)
    let groups = try tables.pool(PoolingPlan(subgroups: "alloc"))
    #expect(groups.subgroups?.groups.map(\.name) == ["random", "alternate", "systematic"])
    #expect(groups.subgroups?.differences.count == 3)
  }

  @Test func aCrossoverIsPairedAndItsCorrelationSaid() throws {
    let header = "\(Self.means),design,r,p\n"
    let tables = try TrialTables.parsed(
      header + "a,5,2,20,6,3,20,crossover,0.5,\nb,5,2,20,6,3,20,crossover,,\n"
        + "c,5,2,20,6,3,20,parallel,,\n")
    let effects = try tables.effects(PoolingPlan()).effects
    #expect(effects.map(\.effect.estimate) == [-1, -1, -1])
    // (s1^2 + s2^2 - 2 r s1 s2) / n, and the two groups' s1^2 / n1 + s2^2 / n2.
    let expected = [(13.0 - 6) / 20, 13.0 / 20, 13.0 / 20]
    for (effect, variance) in zip(effects, expected) {
      #expect(abs(effect.effect.variance - variance) < 1e-15)
    }
    #expect(effects[2].correlation == nil)
    #expect(effects[0].effect.note?.design == .crossover)
    // A grid and never one silent value.
    let pooled = try tables.pool(PoolingPlan())
    #expect(
      pooled.correlationGrid.map(\.setting) == ["r = 0.0", "r = 0.25", "r = 0.5", "r = 0.75"])
    let widths = pooled.correlationGrid.compactMap { $0.interval?.width }
    #expect(widths == widths.sorted(by: >))
  }

  @Test func correlationsAreRecoveredFromThePairedP() throws {
    let tables = try ShippedPackageTests.tables.get()
    let frusso = try #require(
      try tables.effects(PoolingPlan(group: "idiopathic")).effects.first {
        $0.study == "frusso1999"
      })
    guard case .derived(let r, let bounds) = frusso.correlation else {
      Issue.record("no recovered correlation: \(String(describing: frusso.correlation))")
      return
    }
    // By hand: t(41) exceeded with probability 0.59 is 0.543, SE = 0.7 / 0.543 = 1.289.
    #expect(abs(r - 0.372) < 0.001)
    #expect(bounds.low > 0.14 && bounds.high < 0.56)
    #expect(abs(frusso.effect.standardError - 1.289 / 4) < 0.001)
  }

  @Test func reportsAreTakenWithTheirDirectionAndScale() throws {
    let tables = try TrialTables.parsed(
      """
      study,measure,estimate,se,ci_low,ci_high,p,comparison
      a,RR,2,,1,4,,
      b,RR,0.5,,0.25,1,,placebo to magnesium
      c,RR,2,,,,0.04550026,
      d,RR,2,,1,4,,not stated
      e,OR,2,,1,4,,
      """)
    let effects = try tables.effects(PoolingPlan(measure: .riskRatio))
    #expect(effects.effects.map(\.study) == ["a", "b", "c"])
    for effect in effects.effects {
      #expect(abs(effect.effect.estimate - log(2)) < 1e-15)
      #expect(effect.origin == .report)
    }
    let z = NormalDistribution.standard.quantile(0.025, tail: .upper)
    #expect(abs(effects.effects[0].effect.standardError - log(4) / (2 * z)) < 1e-15)
    #expect(abs(effects.effects[2].effect.standardError - log(2) / 2) < 1e-7)
    #expect(effects.excluded.map(\.reason.code) == ["A317", "A316"])
    #expect(effects.excluded.map { $0.reason.place?.line } == [5, 6])
  }

  @Test func percentagesBecomeCountsAndSaySo() throws {
    let tables = try TrialTables.parsed("study,pct1,n1,pct2,n2\na,86.0,43,60.5,43\n")
    let effect = try #require(try tables.effects(PoolingPlan()).effects.first)
    #expect(effect.effect.note?.hasRecoveredCounts == true)
    #expect(abs(effect.effect.estimate - log((37.0 / 43) / (26.0 / 43))) < 1e-15)
  }

  @Test func uncontrolledStudiesAreShownAndNeverPooled() throws {
    let tables = try ShippedPackageTests.tables.get()
    let rls = try tables.pool(PoolingPlan(group: "rls"))
    #expect(rls.headline == nil && rls.rows.isEmpty && rls.prediction == nil)
    #expect(rls.effects.uncontrolled.map(\.study) == ["hornyak1998"])
    let pregnancy = try tables.pool(PoolingPlan(group: "pregnancy"))
    #expect(pregnancy.effects.effects.map(\.study).contains("riss_bartl") == false)
    #expect(pregnancy.effects.uncontrolled.map(\.study) == ["riss_bartl"])
    #expect(pregnancy.judgements.contains { $0.review == "garrison2020" })
    // For every outcome of every group, whatever is asked.
    let allowed = Set(tables.trials.filter(\.isControlled).map(\.study))
    for group in tables.groups {
      for outcome in Set(tables.comparisons.filter { $0.group == group }.map(\.outcome)) {
        for measure in [nil, EffectMeasure.meanDifference, .riskRatio, .oddsRatio, .generic] {
          let plan = PoolingPlan(group: group, outcome: outcome, measure: measure)
          guard let chosen = try? tables.effects(plan) else { continue }
          #expect(Set(chosen.effects.map(\.study)).isSubset(of: allowed))
        }
      }
    }
  }

  @Test func wideAndLongTablesAgree() throws {
    let wide = try TrialTables.parsed("\(Self.means)\na,5,2,20,6,3,25\nb,4,1,10,6,2,12\n")
    let long = try TrialTables.parsed(
      """
      study,role,outcome,n,mean,sd
      a,treatment,x,20,5,2
      a,comparator,x,25,6,3
      b,comparator,x,12,6,2
      b,treatment,x,10,4,1
      """)
    let first = try wide.pool(PoolingPlan())
    let second = try long.pool(PoolingPlan())
    #expect(first.rows == second.rows)
    #expect(first.effects.effects.map(\.effect) == second.effects.effects.map(\.effect))
  }
}
