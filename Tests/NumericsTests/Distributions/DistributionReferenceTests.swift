import Glibc
import TestSupport
import Testing

@testable import Numerics

@Suite("Distributions agree with 40-digit arithmetic")
struct DistributionReferenceTests {
  /// The relative tolerance of a function.
  static func tolerance(_ function: String) -> Double {
    function.hasSuffix("_ncp") || function.hasSuffix("tukey") ? 1e-11 : 1e-13
  }

  @Test(.enabled(if: Reference.has("expected/distributions.csv")))
  func everyRow() throws {
    var order: [String] = []
    var worst: [String: (error: Double, rows: Int, beyond: Int)] = [:]
    for row in try ReferenceRow.all() {
      // The quantiles of discrete distributions are whole: R's value is exact. R gives infinity
      // where its own algorithm gave up; there the table has no value to compare with.
      let isDiscrete = ["qpois", "qbinom", "qnbinom_mu"].contains(row.function)
      let inTable = isDiscrete ? row.fromR : row.highPrecision
      guard let expected = Self.corrections["\(row)"].flatMap(Double.init) ?? inTable else {
        continue
      }
      let computed = try #require(row.computed, "no function for \(row)")
      let error = Self.relativeError(computed, expected)
      let isBeyond = !(error <= Self.tolerance(row.function))
      if isBeyond { Issue.record("\(row): \(computed), expected \(expected), error \(error)") }
      if worst[row.function] == nil { order.append(row.function) }
      let entry = worst[row.function] ?? (0, 0, 0)
      worst[row.function] = (
        max(entry.error, error), entry.rows + 1, entry.beyond + (isBeyond ? 1 : 0)
      )
    }
    #expect(order.count == 36)
    for function in order {
      if let entry = worst[function] {
        print("\(function): worst \(entry.error), \(entry.beyond) of \(entry.rows) rows beyond")
      }
    }
  }

  /// The table has no value for quantiles where R answers zero or infinity, or stops. There the
  /// logarithm of the cumulative probability at our quantile must be that asked for, to the
  /// tolerance and the rounding of the quantile: |x f(x) / P| 2^-53.
  @Test(.enabled(if: Reference.has("expected/distributions.csv")))
  func rowsWithoutValue() throws {
    let rows = try ReferenceRow.all().filter {
      $0.highPrecision == nil && ["qnorm", "qt", "qf", "qbeta"].contains($0.function)
    }
    #expect(rows.count == 19)
    for row in rows {
      let distribution = try #require(row.distribution)
      let x = try #require(row.computed)
      if row.function == "qbeta" {
        // The quantile lies beyond the last double before one, and rounds to one.
        #expect(x == 1 && distribution.cumulative(1.0.nextDown, tail: .upper) > row.x, "\(row)")
        continue
      }
      let logProbability = row.isLog ? row.x : log(row.x)
      let smaller = logProbability > log(0.5) ? row.tail.opposite : row.tail
      let expected =
        smaller == row.tail
        ? logProbability : row.isLog ? log(-expm1(row.x)) : log1p(-row.x)
      let found = distribution.logCumulative(x, tail: smaller)
      let condition = abs(x) * exp(distribution.logDensity(x) - found)
      let bound = 1e-13 * max(1, abs(expected)) + condition * 0x1p-53
      #expect(abs(found - expected) <= bound, "\(row): \(x) has \(found), not \(expected)")
    }
  }

  /// Rows whose value in the table is not right to the tolerance, with the right one.
  ///
  /// pnorm: log(1 - e) taken in 40 digits keeps 40 digits less those of 1 / e. In mpmath with
  /// 700 digits, `log(1 - erfc(x / sqrt(2)) / 2)` gives these.
  static let corrections: [String: String] = [
    "pnorm(12.0, [], lower, log: true)": "-1.7764821120776789977e-33",
    "pnorm(37.5, [], lower, log: true)": "-4.6053530095819548438e-308",
    "pnorm(-20.0, [], upper, log: true)": "-2.7536241186062336951e-89",
    "pnorm(-38.0, [], upper, log: true)": "-2.8854283600687843084e-316",
  ]

  /// The relative error; for a subnormal expected value, whose digits run out, the error beyond
  /// four units of the smallest double.
  static func relativeError(_ computed: Double, _ expected: Double) -> Double {
    if computed == expected { return 0 }
    let difference = abs(computed - expected)
    if abs(expected) < Double.leastNormalMagnitude {
      return difference <= 4 * Double.leastNonzeroMagnitude ? 0 : .infinity
    }
    return difference / abs(expected)
  }
}
