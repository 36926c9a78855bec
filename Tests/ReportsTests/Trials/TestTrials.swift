import Tables
import Trials

@testable import Reports

/// Small tables of trials, and what is made of them.
enum TestTrials {
  /// Means of trials with a common unit; the last is of another.
  static let means = """
    study,n1,mean1,sd1,n2,mean2,sd2,unit
    a,30,2.1,1.0,30,2.9,1.1,cramps per week
    b,25,2.5,1.2,24,3.0,1.0,cramps per week
    c,40,1.9,0.9,41,2.2,1.2,cramps per week
    d,35,1.4,1.1,33,2.8,1.0,cramps per week
    e,20,1.8,1.3,22,3.1,1.4,cramps per week
    f,28,15,8,27,27,9,points

    """

  static let events = """
    study,events1,n1,events2,n2
    a,10,40,20,40
    b,0,25,0,25
    c,12,50,15,50

    """

  static func tables(_ text: String) throws -> TrialTables {
    try TrialTables.read([(TableSource(name: "trials.csv", text: text), nil)])
  }

  static func pooling(
    _ text: String, _ plan: PoolingPlan = PoolingPlan()
  ) throws -> TrialPoolingReport {
    let tables = try tables(text)
    return try TrialPoolingReport(try tables.pool(plan), tables: tables)
  }

  static func check(
    _ verdict: ConsistencyCheck.Verdict, code: String = "A121", repair: String? = nil,
    recomputed: ValueRange? = nil
  ) -> ConsistencyCheck {
    var subject = ConsistencyCheck.Subject()
    (subject.study, subject.outcome) = ("smith1999", "pain")
    return ConsistencyCheck(
      code: code, subject: subject, verdict: verdict, printed: "0.04", recomputed: recomputed,
      message: "P is printed as 0.04", repair: repair, inspectItems: ["3.2"],
      place: Place(file: "contrasts.csv", line: 4, column: 9))
  }
}
