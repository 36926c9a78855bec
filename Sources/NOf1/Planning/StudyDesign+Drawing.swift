import Numerics
import Tables

extension StudyDesign {
  /// The number of schedules that the design admits, exact below 2^53 and at most the largest
  /// finite number.
  ///
  /// - Throws: what `validate` throws.
  public func admissible() throws(InvalidInput) -> Double {
    try validate()
    return min(space.count, .greatestFiniteMagnitude)
  }

  /// One schedule, each admissible one being equally likely.
  ///
  /// Uniform over the whole set, because the randomisation test compares the schedule with every
  /// member of that set as equally likely: only then is its p value exact. Ways to go on are
  /// counted from the last period backwards, and each arm is then taken with probability
  /// proportional to the ways to go on after it. Where nights are drawn by themselves, a cycle is
  /// the stretch of `arms` x `periodNights` nights, and a period is one night.
  ///
  /// - Parameter seed: the same seed gives the same schedule on any machine.
  /// - Throws: what `validate` throws.
  public func draw(seed: UInt64) throws(InvalidInput) -> DrawnSchedule {
    try validate()
    let nights = drawNights(seed: seed)
    return DrawnSchedule(
      design: self, seed: seed, generator: DrawnSchedule.generatorName, nights: nights,
      admissible: min(space.count, .greatestFiniteMagnitude), floor: floor(of: nights))
  }

  /// The nights that a seed gives; the design must be valid.
  func drawNights(seed: UInt64) -> [DrawnSchedule.Night] {
    let armOfPeriod = armOfPeriod(seed: seed)
    let labels =
      blinded ? BottleCodes.draw(armOfPeriod.count, seed: seed) : armOfPeriod.map { arms[$0] }
    return (0..<nights).map { night in
      let period = night / nightsOfDraw
      let date = start.map {
        CalendarDate(daysSinceEpoch: $0.daysSinceEpoch + Int32(night)).description
      }
      return DrawnSchedule.Night(
        day: night + 1, date: date, arm: armOfPeriod[period], period: period + 1,
        cycle: night / (arms.count * periodNights) + 1, label: labels[period])
    }
  }

  /// The drawn arm of every period, of every night where nights are drawn by themselves.
  func armOfPeriod(seed: UInt64) -> [Int] {
    var stream = RandomStream(seed: seed, task: DrawnSchedule.task, substream: 0)
    return space.draw(using: &stream)
  }

  /// Nights that one draw of an arm stands for.
  private var nightsOfDraw: Int { drawsNights ? 1 : periodNights }

  /// All schedules, arm by arm.
  private var space: ScheduleSpace {
    switch randomisation {
    case .pairedCycles:
      .pairedCycles(cycles: cycles, arms: arms.count, maximumRun: maximumPeriodRun)
    case .nightly(let maximumRun):
      .nightly(nights: nights, arms: arms.count, maximumRun: maximumRun)
    case .blocks(let size):
      .blocks(nights: nights, arms: arms.count, size: size)
    }
  }

  /// The smallest p value that the randomisation test can report, with every night recorded; 1
  /// where it has nothing to compare.
  private func floor(of nights: [DrawnSchedule.Night]) -> Double {
    let study = PersonalStudy(
      outcome: Outcome(column: "y", kind: .score), reference: arms[0],
      treatments: Array(arms.dropFirst()), minimalImportantDifference: 1, randomised: true,
      randomisation: randomisation, washInNights: washInNights,
      prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 1),
      plannedNights: nights.count, maximumPeriodRun: maximumPeriodRun)
    return (try? RandomisationTest.run(log: log(of: nights), study: study))?.floor ?? 1
  }

  /// Planned nights as a log in which every night is recorded, all alike.
  fileprivate func log(of nights: [DrawnSchedule.Night]) -> PersonalLog {
    let raw = nights.map { night in
      RawNight(
        day: night.day, arm: arms[night.arm], outcome: 1, period: String(night.period),
        cycle: String(night.cycle), covariates: [], line: 0)
    }
    return PersonalLog.assemble(raw, arms: arms).log
  }
}

extension DrawnSchedule {
  /// The plan as a log in which every night is recorded, all alike.
  var log: PersonalLog { design.log(of: nights) }

  /// The task of the random stream: "PLAN", which no simulation uses.
  static let task: UInt64 = 0x504C_414E

  static let generatorName =
    "Philox4x32-10, task \(task), uniform over all admissible schedules, version 1"
}
