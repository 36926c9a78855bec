import Glibc
import Tables

extension PersonalLog {
  /// The pooled within-arm standard deviation of the recorded outcomes (of their logarithms for
  /// durations): square root of the sum of squared deviations from the arm means, divided by
  /// nights minus arms. Nil where no arm has two recorded nights.
  func pooledStandardDeviation(of kind: Outcome.Kind) -> Double? {
    var (squares, nights, armCount) = (0.0, 0, 0)
    for arm in arms.indices {
      let values = self.nights.filter { $0.arm == arm }.compactMap {
        $0.outcome.flatMap(kind.analysisValue)
      }
      guard !values.isEmpty else { continue }
      let mean = values.reduce(0, +) / Double(values.count)
      squares += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      nights += values.count
      armCount += 1
    }
    return nights > armCount ? (squares / Double(nights - armCount)).squareRoot() : nil
  }

  /// Throws where nothing can be estimated from a valid log.
  func requireEstimable(
    _ outcome: Outcome, washIn: Int, table: Table
  ) throws(PersonalAnalysisError) {
    func fail(_ code: String, _ message: String, _ hint: String) -> PersonalAnalysisError {
      .notEstimable(table.finding(code, .error, message: message, hint: hint))
    }
    let count = recorded.count
    guard count >= 2 else {
      throw fail(
        "N173", "the log has \(count == 0 ? "no recorded night" : "one recorded night")",
        "record '\(outcome.column)' on more nights")
    }
    for (index, arm) in arms.enumerated() where !recorded.contains(where: { $0.arm == index }) {
      throw fail(
        "N172", "there is no recorded night on \(Finding.quoted(arm))",
        "record '\(outcome.column)' on that arm, or leave the arm out")
    }
    let left = recorded(afterWashIn: washIn)
    guard arms.indices.allSatisfy({ arm in left.contains { $0.arm == arm } }) else {
      throw fail(
        "N176", "a wash-in of \(washIn) nights leaves an arm without a recorded night",
        "choose a shorter wash-in than the shortest period")
    }
    guard outcome.kind == .score || outcome.kind == .duration else { return }
    guard let spread = pooledStandardDeviation(of: outcome.kind) else {
      throw fail(
        "N175", "no arm has two recorded nights, so nothing shows how much nights differ",
        "record more nights")
    }
    let largest = recorded.reduce(0) { max($0, abs($1.outcome ?? 0)) }
    guard spread > 1e-12 * max(largest, 1e-300) else {
      throw fail(
        "N174",
        "'\(outcome.column)' is the same on every night of an arm, so that no interval exists",
        "was the right column named? A score that never moves cannot be analysed")
    }
  }
}
