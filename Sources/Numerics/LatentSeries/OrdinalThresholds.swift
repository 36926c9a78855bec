import Glibc

/// Ordered levels as the inner loop wants them: which threshold lies below and which above the
/// level of every observation, by its place among the coefficients.
struct OrdinalThresholds {
  /// The coefficients that are thresholds, lowest first; empty for other families.
  let columns: [Int32]
  /// One entry an observation, -1 for none.
  var lower: [Int32] = []
  var upper: [Int32] = []
  /// Observations between a threshold and the one before it; the first entry is 0.
  var between: [Double]
  /// The logit of the share of observations below each threshold, half an observation added on
  /// either side: where Newton's method may start.
  var start: [Double] = []

  /// - Parameter levels: of every observation, from 0 to the number of thresholds.
  init(columns: [Int], levels: [Double]) {
    self.columns = columns.map(Int32.init)
    between = columns.map { _ in 0 }
    guard !columns.isEmpty else { return }
    for level in levels.map({ Int($0) }) {
      precondition(level >= 0 && level <= columns.count)
      lower.append(level > 0 ? self.columns[level - 1] : -1)
      upper.append(level < columns.count ? self.columns[level] : -1)
      if level > 0 && level < columns.count { between[level] += 1 }
    }
    start = columns.indices.map { threshold in
      let below = Double(levels.count { $0 <= Double(threshold) })
      return log((below + 0.5) / (Double(levels.count) - below + 0.5))
    }
  }
}
