/// A case with what its fits gave.
struct RecoveryResult: Sendable {
  let recovery: RecoveryCase
  /// Of the treatment first; empty where no log could be fitted.
  let parameters: [RecoverySummary]
  let logs: Int
  let failures: [String]
  let boundaries: Int

  init(_ recovery: RecoveryCase, _ fits: [RecoveredFit]) {
    self.recovery = recovery
    logs = fits.count
    failures = fits.compactMap(\.failure)
    boundaries = fits.count(where: \.isAtBoundary)
    let estimates = fits.flatMap(\.estimates)
    var names: [String] = []
    for estimate in estimates where !names.contains(estimate.name) { names.append(estimate.name) }
    parameters = names.map { name in RecoverySummary(estimates.filter { $0.name == name }) }
  }

  var effect: RecoverySummary? { parameters.first }
  var failedShare: Double { Double(failures.count) / Double(logs) }
  var boundaryShare: Double { Double(boundaries) / Double(logs) }
}
