import Numerics
import Tables

/// One treatment of one log, ready to be compared over schedules.
struct ScheduleComparison: Sendable {
  let log: PersonalLog
  let study: PersonalStudy
  /// Index of the treatment in `log.arms`; the reference is 0.
  let treatment: Int
  let seed: UInt64
  let limits: RandomisationTest.Limits

  private var contrast: NightContrast { NightContrast(kind: study.outcome.kind) }
  /// Turns a difference into a benefit.
  var sign: Double { study.outcome.better == .lower ? -1 : 1 }
  private var stream: RandomStream { RandomStream(seed: seed, task: 0, substream: 1) }

  func nightly(maximumRun: Int) throws(Finding) -> RandomisationTest {
    let observed = log.nights.map(\.arm)
    let schedules = NightlySchedules(
      nights: observed.count, arms: log.arms.count, maximumRun: maximumRun)
    guard schedules.admits(observed) else {
      throw .unavailable(
        "N182",
        "no randomisation test: the log has more than \(maximumRun) nights on one arm in a row",
        hint: "list every night of the schedule, with an empty outcome where none was recorded")
    }
    return try nightByNight(
      words:
        "every night by itself, at most \(maximumRun) alike in a row (\(observed.count) nights)",
      count: schedules.count, forEach: schedules.forEach,
      draw: { schedules.draw(into: &$0, using: &$1) })
  }

  func blocks(size: Int) throws(Finding) -> RandomisationTest {
    let observed = log.nights.map(\.arm)
    let schedules = BlockSchedules(nights: observed.count, arms: log.arms.count, size: size)
    guard schedules.admits(observed) else {
      throw .unavailable(
        "N182",
        "no randomisation test: the log is not in blocks of \(size) nights with each arm equally often",
        hint: "list every night of the schedule, with an empty outcome where none was recorded")
    }
    return try nightByNight(
      words: "blocks of \(size) nights, each arm equally often (\(observed.count) nights)",
      count: schedules.count, forEach: schedules.forEach,
      draw: { schedules.draw(into: &$0, using: &$1) })
  }

  /// The comparison for schemes that draw an arm for every night.
  private func nightByNight(
    words: String, count: Double, forEach: ((([Int]) -> Void) -> Void),
    draw: (inout [Int], inout RandomStream) -> Void
  ) throws(Finding) -> RandomisationTest {
    let recorded = log.nights.enumerated().compactMap { position, night in
      night.outcome.map { (position: position, value: contrast.value(of: $0)) }
    }
    func statistic(_ schedule: [Int]) -> Double? {
      var sums = (treatment: NightSum.zero, reference: NightSum.zero)
      for night in recorded {
        if schedule[night.position] == treatment {
          sums.treatment.add(night.value)
        } else if schedule[night.position] == 0 {
          sums.reference.add(night.value)
        }
      }
      return contrast.difference(sums.treatment, sums.reference).map { sign * $0 }
    }
    guard let observed = statistic(log.nights.map(\.arm)) else { throw noRecordedNights }
    var tally = ScheduleTally(observed: observed)
    let exact = count <= Double(limits.enumeration)
    if exact {
      forEach { schedule in if let value = statistic(schedule) { tally.add(value) } }
    } else {
      var stream = stream
      var schedule = log.nights.map(\.arm)
      tally.add(observed)
      while tally.schedules <= limits.draws {
        draw(&schedule, &stream)
        if let value = statistic(schedule) { tally.add(value) }
      }
    }
    return result(tally, words: words, exact: exact, statistic: sign * observed)
  }

  func result(
    _ tally: ScheduleTally, words: String, exact: Bool, statistic: Double
  ) -> RandomisationTest {
    RandomisationTest(
      arm: log.arms[treatment], scheme: words, schedules: tally.schedules, exact: exact,
      statistic: statistic, pValue: tally.pValue, pValueTwoSided: tally.pValueTwoSided,
      floor: 1 / Double(tally.schedules))
  }

  var noRecordedNights: Finding {
    .unavailable(
      "N172",
      "no randomisation test: \(log.arms[treatment]) or \(log.arms[0]) has no recorded night")
  }
}

extension ScheduleComparison {
  /// The comparison over the orders of periods within complete cycles.
  ///
  /// The statistic needs only which period of a cycle has the treatment and which the reference,
  /// so the orders compared are the k (k - 1) ordered pairs of periods in every cycle of k arms
  /// (for two arms, the two orders).
  func pairedCycles() throws(Finding) -> RandomisationTest {
    let cycles = try differencesByPlacement()
    guard !cycles.isEmpty else {
      throw .unavailable(
        "N183", "no randomisation test: no complete cycle with recorded nights in every period")
    }
    let size = Double(cycles.count)
    let observed = cycles.reduce(0) { $0 + $1.observed } / size
    var tally = ScheduleTally(observed: observed)
    let options = cycles[0].options.count
    var count = 1.0
    for _ in cycles { count *= Double(options) }
    let exact = count <= Double(limits.enumeration)
    if exact {
      func extend(_ cycle: Int, _ sum: Double) {
        guard cycle < cycles.count else { return tally.add(sum / size) }
        for option in cycles[cycle].options { extend(cycle + 1, sum + option) }
      }
      extend(0, 0)
    } else {
      var stream = RandomStream(seed: seed, task: 0, substream: 1)
      tally.add(observed)
      for _ in 0..<limits.draws {
        var sum = 0.0
        for cycle in cycles { sum += cycle.options[stream.uniform(below: options)] }
        tally.add(sum / size)
      }
    }
    return result(
      tally,
      words: "paired cycles: the order of the \(log.arms.count) periods within each of "
        + "\(cycles.count) cycles", exact: exact, statistic: sign * observed)
  }

  /// Signed differences of a cycle: as observed, and for every placement of the two arms.
  private struct Placements {
    let observed: Double
    let options: [Double]
  }

  private func differencesByPlacement() throws(Finding) -> [Placements] {
    let contrast = NightContrast(kind: study.outcome.kind)
    var result = [Placements]()
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
      let levels = periods.map { period in
        var sum = NightSum.zero
        for night in recorded where night.period == period {
          if let outcome = night.outcome { sum.add(contrast.value(of: outcome)) }
        }
        return sum.nights > 0 ? contrast.level(sum) : nil
      }.compactMap { $0 }
      guard levels.count == arms.count, let treated = arms.firstIndex(of: treatment),
        let reference = arms.firstIndex(of: 0)
      else { continue }
      let options = levels.indices.flatMap { first in
        levels.indices.filter { $0 != first }.map { sign * (levels[first] - levels[$0]) }
      }
      result.append(
        Placements(observed: sign * (levels[treated] - levels[reference]), options: options))
    }
    return result
  }
}
