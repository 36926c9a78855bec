import Numerics

/// The data and their simulations, treated alike: what each statistic is in every one of them.
///
/// Where the model is true, the data are one more draw among the simulations, so the rank of their
/// statistic is uniform whatever the dependence between rows; tests that take rows as independent
/// (Kolmogorov and Smirnov's own p value, a binomial test of outliers) reject true models with
/// random effects far too often.
struct SimulationSummary {
  /// Of the data.
  private(set) var residuals: [Double] = []
  /// One value for each data set, the data first.
  let distances: [Double]
  let dispersions: [Double]
  let zeros: [Double]
  let outliers: [Double]

  /// Distances are read at so many places.
  private static let bins = 1000

  /// - Parameters:
  ///   - sets: the responses of the data, then of every simulation, of all rows.
  ///   - seed: of the streams that break ties, one for each row.
  init(_ sets: [[Int32]], seed: UInt64) {
    let (count, rows) = (sets.count, sets[0].count)
    var histograms = [Int32](repeating: 0, count: count * Self.bins)
    var dispersions = [Double](repeating: 0, count: count)
    var zeros = dispersions
    var outliers = dispersions
    var values = [Int32](repeating: 0, count: count)
    for row in 0..<rows {
      for set in 0..<count {
        values[set] = sets[set][row]
        if values[set] == 0 { zeros[set] += 1 }
      }
      let moments = Self.moments(values)
      let order = RowOrder(values)
      var stream = RandomStream(seed: seed, task: UInt64(row), substream: 1)
      for set in 0..<count {
        let rank = order.rank(values[set])
        let uniform = (Double(rank.below) + stream.uniform() * Double(rank.equal)) / Double(count)
        if set == 0 { residuals.append(uniform) }
        histograms[set * Self.bins + min(Int(uniform * Double(Self.bins)), Self.bins - 1)] += 1
        let isExtreme = rank.below == 0 || rank.below == count - 1
        if isExtreme && rank.equal == 1 { outliers[set] += 1 / Double(rows) }
        if moments.variance > 0 {
          let deviation = Double(values[set]) - moments.mean
          dispersions[set] += deviation * deviation / moments.variance / Double(rows)
        }
      }
    }
    distances = (0..<count).map {
      Self.distance(histograms[($0 * Self.bins)..<(($0 + 1) * Self.bins)], rows)
    }
    (self.dispersions, self.zeros, self.outliers) = (dispersions, zeros, outliers)
  }

  private static func moments(_ values: [Int32]) -> (mean: Double, variance: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0) { $0 + Double($1) } / count
    let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (mean, squares / count)
  }

  /// The largest distance from the uniform distribution.
  private static func distance(_ histogram: ArraySlice<Int32>, _ rows: Int) -> Double {
    var (sum, largest) = (0.0, 0.0)
    for (index, number) in histogram.enumerated() {
      sum += Double(number) / Double(rows)
      largest = max(largest, abs(sum - Double(index + 1) / Double(bins)))
    }
    return largest
  }

  /// The share of data sets, the data among them, whose statistic is at least as large, or small.
  static func tails(_ statistics: [Double]) -> (upper: Double, lower: Double) {
    let count = Double(statistics.count)
    // Sums that differ in their rounding alone are equal.
    let margin = 1e-12 * abs(statistics[0])
    return (
      Double(statistics.count { $0 >= statistics[0] - margin }) / count,
      Double(statistics.count { $0 <= statistics[0] + margin }) / count
    )
  }
}

/// The sorted values of one row.
private struct RowOrder {
  private let sorted: [Int32]

  init(_ values: [Int32]) { sorted = values.sorted() }

  func rank(_ value: Int32) -> (below: Int, equal: Int) {
    let below = place { $0 < value }
    return (below, place { $0 <= value } - below)
  }

  private func place(_ isBefore: (Int32) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
