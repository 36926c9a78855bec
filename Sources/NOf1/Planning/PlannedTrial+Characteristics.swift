import Glibc
import Tables

extension PlannedTrial {
  /// How often the verdict would be which, on this very schedule, before the first night.
  ///
  /// Logs are drawn at no effect, the important one, and twice that or a ratio of a half, each with
  /// night-to-night correlations 0, 0.3 and 0.6, and go through the real analysis. The same
  /// schedule, assumptions and seed give the same numbers, whatever `jobs` is.
  ///
  /// - Parameters:
  ///   - referenceMean: events a night on the reference; share of nights for yes or no; mean score;
  ///     geometric mean of minutes.
  ///   - sigma: standard deviation from night to night on the analysis scale. By default 0.6, and
  ///     for scores twice the important difference (Norman, Sloan & Wyrwich 2003 found important
  ///     differences near half a standard deviation).
  ///   - missing: share of nights that are not recorded.
  ///   - simulations: simulated logs in each cell.
  ///   - seed: of the simulation.
  ///   - jobs: threads.
  ///   - rule: of the verdict.
  ///   - progress: told how many simulated logs have been analysed, out of how many; any thread.
  /// - Throws: N218 an assumption that is not possible.
  public func characteristics(
    referenceMean: Double, sigma: Double? = nil, missing: Double = 0.1,
    simulations: Int = 300, seed: UInt64 = 1, jobs: Int = 1, rule: VerdictRule = VerdictRule(),
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) throws(InvalidInput) -> [OperatingCharacteristic] {
    let kind = study.outcome.kind
    let sigma = sigma ?? (kind == .score ? 2 * study.minimalImportantDifference : 0.6)
    try requirePossible(referenceMean: referenceMean, sigma: sigma, missing: missing)
    let direction = EffectDirection(study)
    let effects = OperatingCharacteristics.effects(direction)
    let simulation = VerdictSimulation(
      log: schedule.log, study: study, rule: rule, seed: seed)
    let cells = effects.flatMap { effect in
      OperatingCharacteristics.correlations.map { (effect: effect, rho: $0) }
    }
    let counter = ProgressCounter(
      total: cells.count * simulations, report: progress)
    return cells.enumerated().map { index, cell in
      let simulator = SeriesSimulator(
        kind: kind, referenceMean: referenceMean, sigma: sigma, rho: cell.rho, effect: cell.effect,
        missing: missing)
      return OperatingCharacteristic(
        simulation.run(
          simulator, count: simulations, cell: UInt64(index), jobs: jobs,
          progress: counter.advance),
        effect: direction.reported(cell.effect), rho: cell.rho)
    }
  }

  private func requirePossible(
    referenceMean: Double, sigma: Double, missing: Double
  ) throws(InvalidInput) {
    let (possible, rule) =
      switch study.outcome.kind {
      case .count, .duration: (referenceMean > 0, "above 0")
      case .binary: (referenceMean > 0 && referenceMean < 1, "a share between 0 and 1")
      case .ordinal:
        (referenceMean > 0 && referenceMean < 3, "between 0 and 3, the lowest and highest level")
      case .score: (true, "a number")
      }
    var findings = [Finding]()
    func check(_ holds: Bool, _ value: Double, _ name: String, _ rule: String) {
      guard !holds || !value.isFinite else { return }
      findings.append(
        Finding(
          code: "N218", severity: .error, message: "\(name) cannot be \(value)",
          hint: "it must be \(rule)"))
    }
    check(possible, referenceMean, "the assumed mean of '\(study.outcome.column)'", rule)
    check(sigma > 0, sigma, "the assumed night-to-night standard deviation", "above 0")
    check(missing >= 0 && missing < 1, missing, "the share of missing nights", "from 0 to below 1")
    if !findings.isEmpty { throw InvalidInput(findings) }
  }
}

extension OperatingCharacteristic {
  /// The shares of a tally.
  init(_ tally: VerdictSimulation.Tally, effect: Double, rho: Double) {
    let share = 1 / Double(max(1, tally.total))
    self.init(
      effect: effect, rho: rho, simulations: tally.total,
      probabilityResponder: Double(tally.responder) * share,
      probabilityNonResponder: Double(tally.nonResponder) * share,
      probabilityInconclusive: Double(tally.inconclusive) * share)
  }
}
