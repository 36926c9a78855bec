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
    // A log that is not finished is the beginning of a schedule: all nights were drawn together.
    let count = max(log.nights.count, study.plannedNights ?? 0)
    guard maximumRun <= Self.longestRun || maximumRun >= count else {
      throw .unavailable(
        "N182", "no randomisation test: max_run is above \(Self.longestRun)",
        hint: "where there was no limit, give a max_run as long as the plan")
    }
    return try nightByNight(
      .nightly(nights: count, arms: log.arms.count, maximumRun: maximumRun),
      words: "every night by itself, at most \(maximumRun) alike in a row "
        + "(\(log.nights.count) nights)",
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
    _ tally: ScheduleTally, words: String, exact: Bool, statistic: Double, floor: Double = 0
  ) -> RandomisationTest {
    RandomisationTest(
      arm: log.arms[treatment], scheme: words, schedules: tally.schedules, exact: exact,
      statistic: statistic, pValue: tally.pValue, pValueTwoSided: tally.pValueTwoSided,
      floor: max(floor, 1 / Double(tally.schedules)))
  }

  var noRecordedNights: Finding {
    .unavailable(
      "N172",
      "no randomisation test: \(log.arms[treatment]) or \(log.arms[0]) has no recorded night")
  }
}
