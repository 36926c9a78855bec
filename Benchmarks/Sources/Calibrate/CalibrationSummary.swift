/// The cells with one true effect, taken together.
struct CalibrationSummary {
  /// Never empty.
  let results: [CalibrationResult]

  init(_ results: [CalibrationResult], rateRatio: Double) {
    self.results = results.filter { $0.cell.rateRatio == rateRatio }
    precondition(!self.results.isEmpty, "no cell has this rate ratio")
  }

  /// The first of the cells in which a verdict was given most often.
  func most(_ count: KeyPath<VerdictTally, Int>) -> CalibrationResult {
    results.dropFirst().reduce(results[0]) {
      $1.tally[keyPath: count] > $0.tally[keyPath: count] ? $1 : $0
    }
  }

  /// The smallest and the largest share of a verdict, in some of the cells.
  func range(
    _ count: KeyPath<VerdictTally, Int>, where holds: (CalibrationCell) -> Bool = { _ in true }
  ) -> String {
    let shares = results.filter { holds($0.cell) }.map { $0.share(count) }
    return "\(percent(shares.min() ?? 0, unit: "")) to \(percent(shares.max() ?? 0))"
  }
}
