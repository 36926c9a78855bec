import Glibc
import Numerics

/// The tests of a textbook, written apart from those that the checks use.
struct GroupSummary {
  let count: Int
  let mean: Double
  let standardDeviation: Double

  init(count: Int, mean: Double, standardDeviation: Double) {
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    standardDeviation = (squares / Double(values.count - 1)).squareRoot()
  }
}

struct TextbookMeans {
  enum Kind: CaseIterable {
    case student, welch, normal
  }

  let difference: Double
  let standardError: Double
  let pValue: Double
  let low: Double
  let high: Double

  init(_ a: GroupSummary, _ b: GroupSummary, kind: Kind) {
    let (m, n) = (Double(a.count), Double(b.count))
    let (s, t) = (
      a.standardDeviation * a.standardDeviation, b.standardDeviation * b.standardDeviation
    )
    difference = a.mean - b.mean
    let freedom: Double
    if kind == .student {
      freedom = m + n - 2
      standardError = (((m - 1) * s + (n - 1) * t) / freedom * (m + n) / (m * n)).squareRoot()
    } else {
      standardError = (s / m + t / n).squareRoot()
      freedom =
        kind == .normal
        ? 1e9 : pow(s / m + t / n, 2) / (s * s / (m * m * (m - 1)) + t * t / (n * n * (n - 1)))
    }
    let distribution = StudentTDistribution(degreesOfFreedom: freedom)
    pValue = 2 * distribution.cumulative(-abs(difference / standardError))
    let half = distribution.quantile(0.975) * standardError
    (low, high) = (difference - half, difference + half)
  }
}

enum TextbookShares {
  enum Interval: CaseIterable {
    case exact, wilson
  }

  /// Clopper and Pearson's, or Wilson's, at 95 %.
  static func limits(_ x: Int, _ n: Int, _ interval: Interval) -> (low: Double, high: Double) {
    let (events, people) = (Double(x), Double(n))
    switch interval {
    case .exact:
      let low =
        x == 0 ? 0 : BetaDistribution(shape1: events, shape2: people - events + 1).quantile(0.025)
      let high =
        x == n ? 1 : BetaDistribution(shape1: events + 1, shape2: people - events).quantile(0.975)
      return (low, high)
    case .wilson:
      let z = NormalDistribution.standard.quantile(0.975)
      let root = z * (events * (people - events) / people + z * z / 4).squareRoot()
      let (middle, whole) = (events + z * z / 2, people + z * z)
      return (max(0, (middle - root) / whole), min(1, (middle + root) / whole))
    }
  }
}

struct TextbookTable {
  enum Test: CaseIterable {
    case pearson, yates, fisher
  }

  let a, b, c, d: Double

  init(_ events: Int, _ people: Int, _ otherEvents: Int, _ otherPeople: Int) {
    a = Double(events)
    b = Double(people - events)
    c = Double(otherEvents)
    d = Double(otherPeople - otherEvents)
  }

  private var total: Double { a + b + c + d }

  func pValue(_ test: Test) -> Double? {
    guard a + c > 0, b + d > 0 else { return nil }
    switch test {
    case .pearson: return chiSquared(0)
    case .yates: return chiSquared(0.5)
    case .fisher: return fisher
    }
  }

  /// sum (|observed - expected| - correction)^2 / expected, tail by the normal distribution.
  private func chiSquared(_ correction: Double) -> Double {
    var sum = 0.0
    for (cell, row, column) in [
      (a, a + b, a + c), (b, a + b, b + d), (c, c + d, a + c), (d, c + d, b + d),
    ] {
      let expected = row * column / total
      let distance = max(0, abs(cell - expected) - correction)
      sum += distance * distance / expected
    }
    return erfc((sum / 2).squareRoot())
  }

  /// All tables with the same margins, from the factorials.
  var fisher: Double {
    func probability(_ x: Double) -> Double {
      let cells = [x, a + b - x, a + c - x, d - a + x]
      if cells.contains(where: { $0 < 0 }) { return 0 }
      let margins = [a + b, c + d, a + c, b + d]
      return exp(
        margins.reduce(0) { $0 + lgamma($1 + 1) } - cells.reduce(0) { $0 + lgamma($1 + 1) }
          - lgamma(total + 1))
    }
    let own = probability(a)
    var sum = 0.0
    for x in 0...Int(min(a + b, a + c)) {
      let p = probability(Double(x))
      if p <= own * (1 + 1e-6) { sum += p }
    }
    return min(1, sum)
  }

  /// Wald's, of ratios on the scale of the logarithm; nil with an empty cell.
  func interval(_ measure: String) -> (estimate: Double, low: Double, high: Double)? {
    guard a > 0, b > 0, c > 0, d > 0 else { return nil }
    let (m, n) = (a + b, c + d)
    let z = 1.959963984540054
    switch measure {
    case "RD":
      let gap = a / m - c / n
      let half = z * (a * b / (m * m * m) + c * d / (n * n * n)).squareRoot()
      return (gap, gap - half, gap + half)
    case "RR":
      let ratio = (a / m) / (c / n)
      let factor = exp(z * (b / (a * m) + d / (c * n)).squareRoot())
      return (ratio, ratio / factor, ratio * factor)
    default:
      let ratio = a * d / (b * c)
      let factor = exp(z * (1 / a + 1 / b + 1 / c + 1 / d).squareRoot())
      return (ratio, ratio / factor, ratio * factor)
    }
  }
}
