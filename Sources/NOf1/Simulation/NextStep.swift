import Glibc

/// What would settle an open question: how many more cycles of the same kind.
struct NextStep {
  /// Added cycles that are tried, in order.
  private static let candidates = [1, 2, 3, 4, 6, 8, 12]

  /// The smallest number of further cycles after which a study like this one gives a firm verdict
  /// with the wanted probability, if the effect is the given one; nil when more than twelve.
  ///
  /// The whole longer study is simulated, not only its continuation, and its cycles repeat those
  /// of the log, missing nights included.
  static func cyclesNeeded(
    _ simulation: VerdictSimulation, simulator: SeriesSimulator, probability: Double, count: Int,
    jobs: Int, progress: (@Sendable () -> Void)? = nil
  ) -> (cycles: Int, nights: Int)? {
    func isFirm(_ added: Int) -> Bool {
      let longer = VerdictSimulation(
        log: simulation.log.extended(byCycles: added), study: simulation.study,
        rule: simulation.rule, seed: simulation.seed)
      return longer.reaches(
        probability, simulator, count: count, cell: 1000 + UInt64(added), jobs: jobs,
        progress: progress)
    }
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      if isFirm(candidates[middle]) { high = middle } else { low = middle + 1 }
    }
    guard low < candidates.count else { return nil }
    let nights = simulation.log.nights
    let cycles = Set(nights.compactMap(\.cycle)).count
    let inCycles = nights.filter { $0.cycle != nil }.count
    return (candidates[low], candidates[low] * inCycles / max(1, cycles))
  }
}

extension PersonalLog {
  /// The log with its complete cycles repeated, in order, after its last night.
  func extended(byCycles added: Int) -> PersonalLog {
    let cycles = Set(nights.compactMap(\.cycle)).sorted()
    guard let last = nights.last, !cycles.isEmpty else { return self }
    var result = nights
    var day = last.day + 1
    var period = last.period + 1
    var cycle = (cycles.last ?? 0) + 1
    for index in 0..<added {
      let source = nights.filter { $0.cycle == cycles[index % cycles.count] }
      guard let first = source.first, let final = source.last else { continue }
      for night in source {
        result.append(
          Night(
            day: day + night.day - first.day, arm: night.arm, outcome: night.outcome,
            taken: night.taken, period: period + night.period - first.period, cycle: cycle,
            covariates: night.covariates, dose: night.dose))
      }
      day += final.day - first.day + 1
      period += final.period - first.period + 1
      cycle += 1
    }
    return PersonalLog(arms: arms, nights: result)
  }
}
