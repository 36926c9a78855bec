import Numerics
import Tables

extension ScheduleComparison {
  /// The comparison over the orders of periods within complete cycles, all those orders that the
  /// study's limit on periods in a row admits.
  ///
  /// The statistic, the mean over cycles of the difference within the cycle, is a sum over periods
  /// of their levels, taken with the sign of their arm; so whole schedules are compared period by
  /// period.
  func pairedCycles() throws(Finding) -> RandomisationTest {
    var cycles = try completeCycles()
    // Only a limit of 1 ties a cycle to the one before.
    let limit = study.maximumPeriodRun == 1 ? 1 : nil
    if limit == nil { cycles.removeAll { $0.levels == nil } }
    let used = cycles.filter { $0.levels != nil }
    guard !used.isEmpty else {
      throw .unavailable(
        "N183", "no randomisation test: no complete cycle with recorded nights in every period")
    }
    let space = ScheduleSpace.pairedCycles(
      cycles: cycles.count, arms: log.arms.count, maximumRun: limit)
    guard space.admits(cycles.flatMap(\.arms)) else {
      throw .unavailable(
        "N182",
        "no randomisation test: the log has two periods on one arm in a row",
        hint: "the study's randomisation says that this could not be drawn")
    }
    let size = Double(used.count)
    let observed = used.reduce(0) { $0 + difference(in: $1) } / size
    func statistic(_ sums: ScheduleSampler.Sums) -> Double {
      sign * (sums.treatment.total - sums.reference.total) / size
    }
    var tally = ScheduleTally(observed: observed)
    let sampler = ScheduleSampler(
      space: space, values: cycles.flatMap(\.values), treatment: treatment)
    let exact = sampler.count <= Double(limits.enumeration)
    if exact {
      sampler.forEach { tally.add(statistic($0)) }
    } else {
      var stream = stream
      tally.add(observed)
      for _ in 0..<limits.draws { tally.add(statistic(sampler.draw(using: &stream))) }
    }
    return result(
      tally, words: words(cycles: used.count), exact: exact, statistic: sign * observed,
      floor: space.share(keeping: cycles.flatMap { placement(in: $0) }))
  }

  /// One complete cycle: the arm of every period, and their levels on the analysis scale; no
  /// levels where a period has no recorded night.
  private struct Cycle {
    let arms: [Int]
    let levels: [Double]?

    /// What every period adds to the sums.
    var values: [Double?] { levels.map { $0.map(Optional.init) } ?? arms.map { _ in nil } }
  }

  private func words(cycles: Int) -> String {
    "paired cycles: the order of the \(log.arms.count) periods within each of \(cycles) cycles"
      + (study.maximumPeriodRun == 1 ? ", never two periods in a row on one arm" : "")
  }

  /// Signed difference between the treatment's period and the reference's.
  private func difference(in cycle: Cycle) -> Double {
    zip(cycle.arms, cycle.levels ?? []).reduce(0) { sum, period in
      period.0 == treatment ? sum + sign * period.1 : period.0 == 0 ? sum - sign * period.1 : sum
    }
  }

  /// The periods on which the statistic depends, with their arms.
  private func placement(in cycle: Cycle) -> [Int?] {
    cycle.arms.map { cycle.levels != nil && ($0 == treatment || $0 == 0) ? $0 : nil }
  }

  private func completeCycles() throws(Finding) -> [Cycle] {
    var result = [Cycle]()
    var lastPeriod: Int?
    let recorded = log.recorded(afterWashIn: study.washInNights)
    for cycle in Set(log.nights.compactMap(\.cycle)).sorted() {
      let nights = log.nights.filter { $0.cycle == cycle }
      let periods = Set(nights.map(\.period)).sorted()
      let arms = periods.compactMap { period in nights.first { $0.period == period }?.arm }
      guard arms.count == log.arms.count, Set(arms).count == arms.count else {
        throw .unavailable(
          "N182",
          "no randomisation test: cycle \(cycle + 1) does not hold exactly one period of every arm",
          hint: "give the planned periods in the columns period and cycle")
      }
      if let lastPeriod, periods.first != lastPeriod + 1, study.maximumPeriodRun == 1 {
        throw .unavailable(
          "N182", "no randomisation test: before cycle \(cycle + 1) a cycle is not complete",
          hint: "the order of a cycle depends on the one before, so that none may be left out")
      }
      lastPeriod = periods.last
      let levels = periods.compactMap { period -> Double? in
        var sum = NightSum.zero
        for night in recorded where night.period == period {
          if let outcome = night.outcome { sum.add(contrast.value(of: outcome)) }
        }
        return sum.nights > 0 ? contrast.level(sum) : nil
      }
      result.append(Cycle(arms: arms, levels: levels.count == arms.count ? levels : nil))
    }
    return result
  }
}
