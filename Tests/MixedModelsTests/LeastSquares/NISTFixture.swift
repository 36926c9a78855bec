import Foundation
import Tables
import TestSupport

/// NIST's reference data and their exact solutions: `Tests/Fixtures/nist-least-squares.py`.
struct NISTFixture: Decodable {
  struct Regression: Decodable, Sendable {
    let name: String
    let x: [String]
    let y: [String]
    let powers: [Int]
    let estimate: [Double]
    let standardError: [Double]
    let sigma: Double
    let residualSumOfSquares: Double

    /// The powers of x that it is a polynomial in.
    var formula: String {
      let terms = powers.filter { $0 > 0 }.map { $0 == 1 ? "x" : "I(x^\($0))" }
      return "y ~ \(powers.contains(0) ? "1" : "0") + " + terms.joined(separator: " + ")
    }

    func table() throws -> Table { try makeTable([("x", x), ("y", y)]) }
  }

  struct Analysis: Decodable, Sendable {
    struct Values: Decodable, Sendable {
      let betweenSumOfSquares: Double
      let withinSumOfSquares: Double
      let fStatistic: Double
      let rSquared: Double
      let residualStandardDeviation: Double

      var all: [Double] {
        [betweenSumOfSquares, withinSumOfSquares, fStatistic, rSquared, residualStandardDeviation]
      }
    }

    let name: String
    let groups: [[String]]?
    let offset: String?
    let replicates: Int?
    /// Of the printed decimals.
    let certified: Values
    /// Of the doubles nearest to them.
    let stored: Values

    /// The values of each treatment, those of Simon and Lesage (1989) by their rule.
    var cells: [[String]] {
      if let groups { return groups }
      return [4, 3, 5, 3, 5, 3, 5, 3, 5].map { mean in
        (0..<(replicates ?? 0)).map { index in
          "\(offset ?? "").\(index == 0 ? mean : index % 2 == 1 ? mean - 1 : mean + 1)"
        }
      }
    }

    func table() throws -> Table {
      try makeTable([
        ("treatment", cells.enumerated().flatMap { index, group in group.map { _ in "\(index)" } }),
        ("y", cells.flatMap { $0 }),
      ])
    }
  }

  let analyses: [Analysis]
  let regressions: [Regression]

  static func read() throws -> NISTFixture {
    let path = Reference.repository.appendingPathComponent("Tests/Fixtures/nist-least-squares.json")
    return try JSONDecoder().decode(NISTFixture.self, from: Data(contentsOf: path))
  }
}

/// Correct decimal digits: minus the decimal logarithm of the relative error, at most 16.
func correctDigits(_ value: Double, _ expected: Double) -> Double {
  guard value.isFinite else { return 0 }
  if value == expected { return 16 }
  let error = expected == 0 ? abs(value) : abs(value - expected) / abs(expected)
  return max(0, min(16, -log10(error)))
}

/// The fewest correct digits.
func correctDigits(_ values: [Double], _ expected: [Double]) -> Double {
  values.count == expected.count ? zip(values, expected).map(correctDigits).min() ?? 16 : 0
}
