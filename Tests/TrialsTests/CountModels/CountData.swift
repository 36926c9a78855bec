import TestSupport
import Testing

@testable import Trials

/// Tables and rates behind the reference cases.
enum CountData {
  static func table(_ a: Int, _ n1: Int, _ c: Int, _ n2: Int) throws -> TwoGroupEvents {
    TwoGroupEvents(
      treatment: try GroupEvents(events: a, total: n1),
      comparator: try GroupEvents(events: c, total: n2))
  }

  static func bcg() throws -> [TwoGroupEvents] {
    try Reference.rows("data/bcg.csv").map { row in
      func count(_ name: String) throws -> Int { try #require(Int(row[name] ?? "")) }
      let (a, b, c, d) = (
        try count("tpos"), try count("tneg"), try count("cpos"), try count("cneg")
      )
      return try table(a, a + b, c, c + d)
    }
  }

  static func nielweise() throws -> [TwoGroupRates] {
    try Reference.rows("data/nielweise2008.csv").map { row in
      func rate(_ events: String, _ time: String) throws -> GroupRate {
        try GroupRate(
          events: try #require(Int(row[events] ?? "")),
          personTime: try #require(Double(row[time] ?? "")))
      }
      return TwoGroupRates(
        treatment: try rate("x1i", "t1i"), comparator: try rate("x2i", "t2i"))
    }
  }
}
