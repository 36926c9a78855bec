import Tables
import Testing

@testable import Trials

/// Small tables and claims, made so that the answer is known.
enum Synthetic {
  /// A row of a wide table of means: n people an arm.
  struct Study {
    var name: String
    var group = "a"
    var outcome = "cramp frequency"
    var n = 50
    var difference: Double
    var sd = 2.0
    var design = "parallel"
    var isControlled = true

    var row: String {
      let control = isControlled ? "yes" : "no"
      return "\(name),\(group),\(outcome),\(n),\(5 + difference),\(sd),\(n),5,\(sd),,,"
        + "cramps per week,7,\(design),\(control)"
    }
  }

  /// Events among people of a parallel trial.
  struct Counts {
    var name: String
    var group = "a"
    var outcome = "judged helpful"
    var first: (events: Int, people: Int)
    var second: (events: Int, people: Int)

    var row: String {
      "\(name),\(group),\(outcome),\(first.people),,,\(second.people),,,\(first.events),"
        + "\(second.events),people,,parallel,yes"
    }
  }

  static let header =
    "study,group,outcome,n1,mean1,sd1,n2,mean2,sd2,events1,events2,unit,unit_days,design,"
    + "controlled"

  static func tables(
    _ studies: [Study], _ counts: [Counts] = [], reviews: String? = nil
  ) throws -> TrialTables {
    let rows = studies.map(\.row) + counts.map(\.row)
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    var sources: [(TableSource, TableShape?)] = [(TableSource(name: "wide.csv", text: text), nil)]
    if let reviews { sources.append((TableSource(name: "reviews.csv", text: reviews), nil)) }
    return try TrialTables.read(sources)
  }

  /// k studies that agree closely on a difference.
  static func agreeing(_ k: Int, on difference: Double, n: Int = 200, group: String = "a")
    -> [Study]
  {
    (0..<k).map { index in
      Study(
        name: "\(group)\(index)", group: group, n: n,
        difference: difference + 0.02 * Double(index % 3 - 1))
    }
  }

  static func claim(_ fields: [String: String]) throws -> Claim {
    var all = ["claim": "C", "statement": "a claim"]
    all.merge(fields) { $1 }
    let names = all.keys.sorted()
    let cells = names.map { "\"\(all[$0] ?? "")\"" }
    let text = names.joined(separator: ",") + "\n" + cells.joined(separator: ",") + "\n"
    let read = try ClaimTable.read(TableSource(name: "claims.csv", text: text))
    return try #require(read.claims.first)
  }

  static func verdict(
    _ tables: TrialTables, _ fields: [String: String], plan: PoolingPlan = PoolingPlan()
  ) throws -> ClaimVerdict {
    let verdict = try #require(tables.judge([try claim(fields)], plan: plan).first)
    #expect(!verdict.evidence.isEmpty && !verdict.reason.isEmpty)
    return verdict
  }
}
