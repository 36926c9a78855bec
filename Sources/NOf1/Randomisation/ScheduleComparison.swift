import Glibc
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

  let contrast: NightContrast

  init(
    log: PersonalLog, study: PersonalStudy, treatment: Int, seed: UInt64,
    limits: RandomisationTest.Limits
  ) {
    self.log = log
    self.study = study
    self.treatment = treatment
    self.seed = seed
    self.limits = limits
    contrast = NightContrast(log, kind: study.outcome.kind)
  }

  /// Turns a difference into a benefit.
  var sign: Double { study.outcome.better == .lower ? -1 : 1 }
  var stream: RandomStream { RandomStream(seed: seed, task: 0, substream: 1) }

  /// The longest run limit for which schedules are compared; no limit is one as long as the log.
  static let longestRun = 64
  /// The most states of a block, (nights of one arm + 1) to the power of the arms.
  static let mostStates = 10_000.0

  func nightly(maximumRun: Int) throws(Finding) -> RandomisationTest {
    let count = log.nights.count
    guard maximumRun <= Self.longestRun || maximumRun >= count else {
      throw .unavailable(
        "N182", "no randomisation test: max_run is above \(Self.longestRun)",
        hint: "where there was no limit, give a max_run as long as the log")
    }
    return try nightByNight(
      .nightly(nights: count, arms: log.arms.count, maximumRun: maximumRun),
      words: "every night by itself, at most \(maximumRun) alike in a row (\(count) nights)",
      broken: "more than \(maximumRun) nights on one arm in a row")
  }

  func blocks(size: Int) throws(Finding) -> RandomisationTest {
    let count = log.nights.count
    let arms = log.arms.count
    guard size > 0, size % arms == 0 else {
      throw .unavailable(
        "N182", "no randomisation test: blocks of \(size) nights cannot hold each arm equally often"
      )
    }
    guard pow(Double(size / arms + 1), Double(arms)) <= Self.mostStates else {
      throw .unavailable("N182", "no randomisation test: blocks of \(size) nights are too large")
    }
    return try nightByNight(
      .blocks(nights: count, arms: arms, size: size),
      words: "blocks of \(size) nights, each arm equally often (\(count) nights)",
      broken: "a block of \(size) nights without each arm equally often")
  }

  /// The comparison for schemes that draw an arm for every night.
  private func nightByNight(
    _ space: ScheduleSpace, words: String, broken: String
  ) throws(Finding) -> RandomisationTest {
    guard space.admits(log.nights.map(\.arm)) else {
      throw .unavailable(
        "N182", "no randomisation test: the log has \(broken)",
        hint: "list every night of the schedule, with an empty outcome where none was recorded")
    }
    let values = log.nights.map { $0.outcome.map(contrast.value) }
    func statistic(_ sums: ScheduleSampler.Sums) -> Double? {
      contrast.difference(sums.treatment, sums.reference).map { sign * $0 }
    }
    guard let observed = statistic(observedSums(values)) else { throw noRecordedNights }
    var tally = ScheduleTally(observed: observed)
    let sampler = ScheduleSampler(space: space, values: values, treatment: treatment)
    let exact = sampler.count <= Double(limits.enumeration)
    if exact {
      sampler.forEach { sums in if let value = statistic(sums) { tally.add(value) } }
    } else {
      var stream = stream
      tally.add(observed)
      while tally.schedules <= limits.draws {
        if let value = statistic(sampler.draw(using: &stream)) { tally.add(value) }
      }
    }
    return result(tally, words: words, exact: exact, statistic: sign * observed)
  }

  private func observedSums(_ values: [Double?]) -> ScheduleSampler.Sums {
    var sums = ScheduleSampler.Sums()
    for (night, value) in zip(log.nights, values) {
      guard let value else { continue }
      if night.arm == treatment { sums.treatment.add(value) }
      if night.arm == 0 { sums.reference.add(value) }
    }
    return sums
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
      var stream = stream
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
