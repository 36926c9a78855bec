import Tables
import TestSupport
import Testing

@testable import Trials

extension TrialTables {
  /// Tables from the text of one file.
  static func parsed(_ text: String, moderators: [String] = []) throws -> TrialTables {
    try read([(TableSource(name: "t.csv", text: text), nil)], moderators: moderators)
  }
}

/// Tables that are wrong: an error or a finding with its place, and nothing silently dropped.
struct HostileTablesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let code: String
    let line: Int
    let column: Int?

    var testDescription: String { name }
  }

  static let refused = [
    Case(
      name: "events above n", text: "study,events1,n1,events2,n2\na,3,10,2,10\nb,12,10,2,10\n",
      code: "A202", line: 3, column: 3),
    Case(
      name: "events above total, long",
      text: "study,role,outcome,events,total\na,treatment,x,12,10\n", code: "A202", line: 2,
      column: 15),
    Case(
      name: "percent above 100", text: "study,pct1,n1,pct2,n2\na,101,10,50,10\n", code: "A207",
      line: 2, column: 3),
    Case(
      name: "negative percent", text: "study,pct1,n1,pct2,n2\na,10,10,-5,10\n", code: "A207",
      line: 2, column: 9),
    Case(
      name: "negative SD", text: "study,mean1,sd1,n1,mean2,sd2,n2\na,1,-2,10,2,3,10\n",
      code: "A204", line: 2, column: 5),
    Case(
      name: "negative count", text: "study,events1,n1,events2,n2\na,-3,10,2,10\n", code: "A201",
      line: 2, column: 3),
    Case(
      name: "half a person", text: "study,events1,n1,events2,n2\na,3.5,10,2,10\n", code: "D104",
      line: 2, column: 3),
    Case(
      name: "words for numbers", text: "study,mean1,sd1,n1,mean2,sd2,n2\na,two,2,10,2,3,10\n",
      code: "D104", line: 2, column: 3),
    Case(
      name: "a correlation of 2",
      text: "study,mean1,sd1,n1,mean2,sd2,n2,r,design\na,1,2,10,2,3,10,2,crossover\n",
      code: "A206", line: 2, column: 17),
    Case(
      name: "P above 1", text: "study,estimate,p\na,1,1.5\n", code: "A211", line: 2, column: 5),
    Case(
      name: "standard error 0", text: "study,estimate,se\na,1,0\n", code: "A209", line: 2,
      column: 5),
    Case(
      name: "limits exchanged", text: "study,estimate,ci_low,ci_high\na,1,2,0.5\n", code: "A307",
      line: 2, column: 5),
    Case(
      name: "unknown design", text: "study,estimate,se,design\na,1,0.5,cross over\n", code: "D114",
      line: 2, column: 9),
    Case(
      name: "unknown role", text: "study,role,outcome,events,total\na,active,x,1,10\n",
      code: "D114", line: 2, column: 3),
    Case(
      name: "no study", text: "study,estimate,se\n,1,0.5\n", code: "A303", line: 2, column: nil),
    Case(
      name: "no column study", text: "trial_name,estimate,se\na,1,0.5\n", code: "D115", line: 1,
      column: nil),
    Case(
      name: "the same row twice", text: "study,estimate,se\na,1,0.5\nb,1,0.5\na,1,0.5\n",
      code: "A304", line: 4, column: nil),
    Case(name: "no rows", text: "study,estimate,se\n", code: "A305", line: 1, column: nil),
    Case(name: "no shape", text: "study,colour\na,red\n", code: "A302", line: 1, column: nil),
    Case(
      name: "person-time 0", text: "study,x1i,t1i,x2i,t2i\na,3,0,2,10\n", code: "A208", line: 2,
      column: 5),
  ]

  @Test(arguments: refused)
  func isRefusedWithItsPlace(_ table: Case) throws {
    let error = #expect(throws: InvalidInput.self) { try TrialTables.parsed(table.text) }
    let finding = try #require(error?.findings.first)
    #expect(finding.code == table.code, "\(finding.rendered())")
    #expect(finding.severity == .error)
    #expect(finding.place?.line == table.line)
    #expect(finding.place?.column == table.column)
    #expect(TrialsCatalogue.explanations.contains { $0.code == table.code } || table.code < "E")
  }

  @Test func everyErrorIsListedAtOnce() throws {
    let text = "study,events1,n1,events2,n2\na,12,10,2,10\nb,1,10,x,10\n,1,10,2,10\n"
    let error = #expect(throws: InvalidInput.self) { try TrialTables.parsed(text) }
    #expect(error?.findings.map(\.code) == ["A202", "D104", "A303"])
  }

  @Test func anUnknownColumnIsNamed() throws {
    let tables = try TrialTables.parsed("study,estimate,se,weigth\na,1,0.5,3\n")
    let finding = try #require(tables.findings.first)
    #expect(finding.code == "A301" && finding.severity == .warning)
    #expect(finding.message.contains("weigth"))
    let asked = try TrialTables.parsed(
      "study,estimate,se,dose\na,1,0.5,3\n", moderators: ["dose"])
    #expect(asked.findings.isEmpty)
  }

  @Test func standardDeviationsOfZeroAreExcludedWithTheirPlace() throws {
    let tables = try TrialTables.parsed(
      "study,mean1,sd1,n1,mean2,sd2,n2\na,1,2,10,2,3,10\nb,1,0,10,2,3,10\n")
    let effects = try tables.effects(PoolingPlan())
    #expect(effects.effects.map(\.study) == ["a"])
    let excluded = try #require(effects.excluded.first)
    #expect(excluded.study == "b" && excluded.reason.code == "A204")
    #expect(excluded.reason.place?.line == 3)
    #expect(excluded.reason.place?.column == 5)
    #expect(effects.inputCount == 2)
  }

  @Test func aStudyTwiceIsRefused() throws {
    let tables = try TrialTables.parsed(
      "study,mean1,sd1,n1,mean2,sd2,n2\na,1,2,10,2,3,10\na,3,2,20,2,3,20\n")
    let error = #expect(throws: InvalidInput.self) { try tables.effects(PoolingPlan()) }
    let finding = try #require(error?.findings.first)
    #expect(finding.code == "A312" && finding.place?.line == 3)
  }

  @Test func mixedUnitsAreNotPooled() throws {
    let header = "study,mean1,sd1,n1,mean2,sd2,n2,unit,unit_days\n"
    let tables = try TrialTables.parsed(
      header + "a,2,2,10,3,3,10,cramps per week,7\nb,8,8,10,12,12,10,cramps per 4 weeks,28\n"
        + "c,2,2,10,3,3,10,points,\n")
    let effects = try tables.effects(PoolingPlan())
    #expect(effects.unit == "cramps per week")
    #expect(effects.effects.map(\.study) == ["a", "b"])
    #expect(effects.effects.map(\.effect.estimate) == [-1, -1])
    #expect(effects.effects[0].effect.variance == effects.effects[1].effect.variance)
    #expect(effects.excluded.map(\.reason.code) == ["A311"])
    #expect(effects.excluded.first?.reason.place?.line == 4)
    // A standardised difference has no unit.
    let standardized = try tables.effects(PoolingPlan(measure: .standardizedMeanDifference))
    #expect(standardized.effects.count == 3 && standardized.excluded.isEmpty)
  }

  @Test func groupsAndOutcomesThatAreNotThere() throws {
    let tables = try ShippedPackageTests.tables.get()
    for plan in [PoolingPlan(group: "idiopatic"), PoolingPlan(group: "rls", outcome: "pain")] {
      let error = #expect(throws: InvalidInput.self) { try tables.effects(plan) }
      #expect(error?.findings.first?.code == "A310")
    }
  }
}
