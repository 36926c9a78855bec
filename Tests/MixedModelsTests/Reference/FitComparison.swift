import Foundation

/// The differences of a fit from a reference result, each as a share of its tolerance.
struct FitComparison {
  /// The least that a comparison must reach, and what a careful implementation does.
  struct Tolerance {
    let must: Double
    let good: Double

    static let deviance = Tolerance(must: 1e-6, good: 1e-8)
    /// Of fixed effects in units of their standard error; of standard errors, SDs and theta,
    /// relative.
    static let mixed = Tolerance(must: 1e-5, good: 1e-7)
    static let correlation = Tolerance(must: 1e-4, good: 1e-6)
    /// Of modes in units of the random SD; of parameters of residual structures, relative.
    static let loose = Tolerance(must: 1e-4, good: 1e-6)
    static let linear = Tolerance(must: 1e-8, good: 1e-11)
    /// What an optimiser that stopped early leaves: nothing better is expected of it.
    static let stopped = Tolerance(must: 1e-3, good: 1e-3)
  }

  /// The worst share of a tolerance, and where.
  struct Worst {
    var ratio = 0.0
    var place = "none"

    mutating func record(_ ratio: Double, _ place: @autoclosure () -> String) {
      // A NaN is worse than anything.
      if !(ratio <= self.ratio) { (self.ratio, self.place) = (ratio, place()) }
    }
  }

  let name: String
  private(set) var must = Worst()
  private(set) var good = Worst()
  private(set) var count = 0
  /// The keys of the results that were compared.
  private(set) var keys: Set<String> = []

  init(_ name: String) { self.name = name }

  mutating func claim(_ keys: String...) { self.keys.formUnion(keys) }

  /// - Parameter unit: of the tolerance; the expected value where it is nil.
  mutating func compare(
    _ field: String, _ value: Double, _ expected: Double, _ tolerance: Tolerance,
    unit: Double? = nil
  ) {
    let error = value == expected ? 0 : abs(value - expected) / (unit ?? abs(expected))
    record(field, error, tolerance, "\(value) for \(expected)")
  }

  mutating func compare(
    _ field: String, _ values: [Double], _ expected: [Double], _ tolerance: Tolerance,
    units: [Double]? = nil
  ) {
    guard values.count == expected.count else {
      record(field, .infinity, tolerance, "\(values.count) values for \(expected.count)")
      return
    }
    for (index, value) in values.enumerated() {
      compare("\(field)[\(index)]", value, expected[index], tolerance, unit: units?[index])
    }
  }

  /// A deviance: below the reference it is a better optimum.
  mutating func compareDeviance(
    _ field: String, _ value: Double, _ expected: Double, _ tolerance: Tolerance
  ) {
    let excess = value.isNaN ? .nan : max(0, value - expected)
    record(field, excess, tolerance, "\(value) for \(expected)")
  }

  mutating func requireSame<Value: Equatable>(_ field: String, _ value: Value, _ expected: Value) {
    record(
      field, value == expected ? 0 : .infinity, .mixed, "\(value) for \(expected)")
  }

  private mutating func record(
    _ field: String, _ error: Double, _ tolerance: Tolerance, _ values: String
  ) {
    count += 1
    must.record(error / tolerance.must, "\(field): \(values)")
    good.record(error / tolerance.good, "\(field): \(values)")
  }

  /// One line for the log of the tests.
  var summary: String {
    let share = String(format: "%.2g", must.ratio)
    let ofGood = String(format: "%.2g", good.ratio)
    return "\(name): \(count) values, worst \(share) of the tolerance"
      + (good.ratio <= 1
        ? ", \(ofGood) of the good one" : "; not good, \(ofGood) at \(good.place)")
  }
}
