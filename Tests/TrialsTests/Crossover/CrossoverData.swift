import Foundation
import Numerics
import TestSupport

@testable import Trials

/// People of a crossover, and the cells a paper would print of them.
struct CrossoverData {
  struct Person {
    let sequence: String
    let treatments: [String]
    let values: [Double]
  }

  var people: [Person] = []

  var sequenceNames: [String] {
    people.reduce(into: []) { if !$0.contains($1.sequence) { $0.append($1.sequence) } }
  }

  func people(_ sequence: String) -> [Person] { people.filter { $0.sequence == sequence } }

  static func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }

  static func covariance(_ x: [Double], _ y: [Double]) -> Double {
    let (a, b) = (mean(x), mean(y))
    let products = zip(x, y).map { ($0 - a) * ($1 - b) }
    return products.reduce(0, +) / Double(x.count - 1)
  }

  /// The covariance of the periods in a sequence.
  func covariance(_ sequence: String) -> Matrix {
    let own = people(sequence)
    let periods = own[0].values.indices
    return Matrix(
      rows: periods.map { j in
        periods.map { k in
          Self.covariance(own.map { $0.values[j] }, own.map { $0.values[k] })
        }
      })
  }

  /// - Parameter deviation: puts the same in place of each cell's own.
  func cells(deviation: Double? = nil) -> [CrossoverCell] {
    sequenceNames.flatMap { name in
      let own = people(name)
      return own[0].treatments.indices.map { period in
        let values = own.map { $0.values[period] }
        let spread = deviation ?? Self.covariance(values, values).squareRoot()
        return CrossoverCell(
          sequence: name, period: period + 1, treatment: own[0].treatments[period],
          count: own.count, mean: Self.mean(values), spread: .standardDeviation(spread))
      }
    }
  }

  /// The correlations of two periods.
  var correlation: WithinPersonCorrelation {
    var values: [String: Double] = [:]
    for name in sequenceNames {
      let s = covariance(name)
      values[name] = s[0, 1] / (s[0, 0] * s[1, 1]).squareRoot()
    }
    return .bySequence(values)
  }

  /// A reference data set: one row a person and period.
  static func read(
    _ file: String, outcome: String, transform: (Double) -> Double = { $0 }
  ) throws -> CrossoverData {
    var data = CrossoverData()
    var order: [String] = []
    var rows: [String: [[String: String]]] = [:]
    for row in try Reference.rows("data/\(file).csv") {
      let id = row["patient"] ?? ""
      if rows[id] == nil { order.append(id) }
      rows[id, default: []].append(row)
    }
    for id in order {
      let own = rows[id] ?? []
      data.people.append(
        Person(
          sequence: own[0]["sequence"] ?? "", treatments: own.map { $0["treatment"] ?? "" },
          values: own.map { transform(Double($0[outcome] ?? "") ?? .nan) }))
    }
    return data
  }

  static func draw(
    _ stream: inout RandomStream, sequences: [(order: String, count: Int)]
  ) -> CrossoverData {
    var data = CrossoverData()
    for (order, count) in sequences {
      for _ in 0..<count {
        let person = 2 * stream.normal()
        data.people.append(
          Person(
            sequence: order, treatments: order.map { String($0) },
            values: order.enumerated().map { period, name in
              50 + person + Double(period) + (name == "A" ? 3 : 0) + stream.normal()
            }))
      }
    }
    return data
  }
}
