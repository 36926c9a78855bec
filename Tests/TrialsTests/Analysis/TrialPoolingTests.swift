import Foundation
import Tables
import TestSupport
import Testing

@testable import Trials

/// The policy, and the settings beside it.
struct TrialPoolingTests {
  static func tables(_ studies: Int) throws -> TrialTables {
    let rows = (0..<studies).map { "s\($0),\(10 + 3 * $0),\(40 + $0),\(14 + 2 * $0),\(41 + $0)" }
    return try .parsed("study,events1,n1,events2,n2\n" + rows.joined(separator: "\n") + "\n")
  }

  @Test(arguments: [1, 2, 3, 4, 5, 9])
  func theHeadlineFollowsTheNumberOfStudies(_ studies: Int) throws {
    let pooled = try Self.tables(studies).pool(PoolingPlan())
    let headline = pooled.rows.filter(\.isHeadline)
    #expect(
      headline.map(\.method) == [studies == 1 ? "equal" : studies < 5 ? "bayes" : "reml-hksj-floor"]
    )
    #expect(headline[0].estimate == pooled.headline?.estimate)
    #expect(headline[0].interval == pooled.headline?.interval)
    #expect(pooled.prediction != nil)
    #expect(pooled.leaveOneOut.count == (studies > 1 ? studies : 0))
    #expect(pooled.cumulative.count == studies)
    #expect(pooled.cumulative.last?.estimate == pooled.headline?.estimate)
    // All rows always: the Bayesian ones beside the headline, and the sparse ones of counts.
    for method in ["bayes", "bayes-half", "bayes-double", "reml-hksj-floor", "equal", "mh"] {
      #expect(pooled.rows.contains { $0.method == method }, "\(method)")
    }
    for row in pooled.rows {
      #expect(row.estimate?.isNaN != true && row.standardError?.isNaN != true)
      #expect(row.interval != nil || row.remark != nil, "\(row.method)")
    }
  }

  @Test func withoutStudiesThereIsAStateAndNoNumber() throws {
    let tables = try TrialTables.parsed(
      "study,mean1,sd1,n1,mean2,sd2,n2,design\na,1,2,10,2,3,10,before-after\n")
    let pooled = try tables.pool(PoolingPlan())
    #expect(pooled.headline == nil && pooled.rows.isEmpty)
    #expect(pooled.effects.uncontrolled.count == 1)
  }

  @Test func priorsAreInTheUnitOfTheOutcome() throws {
    let text = "study,mean1,sd1,n1,mean2,sd2,n2\na,1,2,10,2,3,10\nb,1.5,2.5,20,2,4,30\n"
    let scaled = "study,mean1,sd1,n1,mean2,sd2,n2\na,10,20,10,20,30,10\nb,15,25,20,20,40,30\n"
    let first = try TrialTables.parsed(text).pool(PoolingPlan())
    let second = try TrialTables.parsed(scaled).pool(PoolingPlan())
    for (a, b) in zip(first.rows, second.rows) {
      let (x, y) = (try #require(a.estimate), try #require(b.estimate))
      #expect(abs(10 * x - y) < 1e-7 * abs(y), "\(a.method)")
      if let narrow = a.interval, let wide = b.interval {
        #expect(abs(10 * narrow.width - wide.width) < 1e-6 * wide.width, "\(a.method)")
      }
    }
    let generic = "study,yi,sei\na,1,0.5\nb,2,0.4\nc,1.5,1\n"
    let small = "study,yi,sei\na,0.01,0.005\nb,0.02,0.004\nc,0.015,0.01\n"
    let third = try TrialTables.parsed(generic).pool(PoolingPlan())
    let fourth = try TrialTables.parsed(small).pool(PoolingPlan())
    for (a, b) in zip(third.rows, fourth.rows) {
      let (x, y) = (try #require(a.estimate), try #require(b.estimate))
      #expect(abs(x / 100 - y) < 1e-7 * abs(y), "\(a.method)")
    }
  }

  @Test func stressHoldsTheHeadlineAndChangesWhatItSays() throws {
    let tables = try ShippedPackageTests.tables.get()
    for group in ["idiopathic", "pregnancy"] {
      let plan = PoolingPlan(group: group)
      let stress = try tables.stress(plan)
      let pooled = try tables.pool(plan)
      let headline = stress.settings.filter(\.isHeadline)
      #expect(headline.count == 1)
      #expect(headline.first?.estimate == pooled.headline?.estimate)
      #expect(headline.first?.limits == pooled.headline?.interval)
      let keys = stress.settings.map {
        "\($0.estimator) \($0.interval) \($0.correlation ?? -1) \($0.denominator) \($0.values) \($0.subset)"
      }
      #expect(Set(keys).count == keys.count)
      #expect(stress.settings.contains { $0.subset.hasPrefix("without ") })
      for row in pooled.leaveOneOut {
        #expect(
          stress.settings.contains { $0.subset == row.setting && $0.estimate == row.estimate })
      }
    }
    let values = Set(try tables.stress(PoolingPlan(group: "idiopathic")).settings.map(\.values))
    #expect(values == ["changes", "final"])
  }
}

/// Priors from the Cochrane Database, by name.
struct EmpiricalPriorNameTests {
  @Test func namesAndScales() throws {
    let name = "turner:pain,pharmacologicalAgainstControl"
    #expect(EmpiricalPrior(named: name) == .turner(.pain, .pharmacologicalAgainstControl))
    #expect(EmpiricalPrior(named: "turner") == .turnerAnySetting)
    #expect(EmpiricalPrior(named: "rhodes") == .rhodesAnySetting)
    for wrong in ["", "turner:", "turner:pain", "turner:pain,nothing", "hn:0.5", "rhodes:a,b"] {
      #expect(EmpiricalPrior(named: wrong) == nil, "\(wrong)")
    }
    let tables = try TrialPoolingTests.tables(3)
    let plan = PoolingPlan(measure: .oddsRatio, empiricalPrior: .turnerAnySetting)
    let pooled = try tables.pool(plan)
    #expect(pooled.prior.prior == EmpiricalPrior.turnerAnySetting.prior)
    // Of another scale the same numbers mean another spread.
    #expect(throws: PoolingError.self) {
      try tables.pool(PoolingPlan(measure: .riskRatio, empiricalPrior: .turnerAnySetting))
    }
  }
}
