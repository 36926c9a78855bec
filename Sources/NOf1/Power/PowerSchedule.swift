import Numerics

/// The schedules of one design, from which every simulated person draws one.
struct PowerSchedule: Sendable {
  let cycles: Int
  let periodNights: Int
  private let arms: [String]
  /// For schemes that draw an arm for every night: the paths, and the ways to go on before every
  /// night; nil for paired cycles.
  private let paths: (space: ScheduleSpace, ways: [Int: [Double]])?

  /// - Precondition: the study's scheme is one that `PowerPlan.problems` lets pass.
  init(study: PersonalStudy, cycles: Int, periodNights: Int) {
    self.cycles = cycles
    self.periodNights = periodNights
    arms = [study.reference] + study.treatments
    let nights = arms.count * cycles * periodNights
    let space: ScheduleSpace? =
      switch study.randomisation {
      case .nightly(let maximumRun):
        .nightly(nights: nights, arms: arms.count, maximumRun: maximumRun)
      case .blocks(let size): .blocks(nights: nights, arms: arms.count, size: size)
      case .pairedCycles, nil: nil
      }
    paths = space.map { space in
      (space, space.completions(before: Set(0...space.nights)).ways)
    }
  }

  var nights: Int { arms.count * cycles * periodNights }

  /// A schedule, all that the scheme admits being equally likely; every night has an outcome, to
  /// be drawn anew.
  func draw(_ stream: inout RandomStream) -> PersonalLog {
    paths.map { nightByNight($0.space, $0.ways, &stream) } ?? pairedCycles(&stream)
  }

  private func pairedCycles(_ stream: inout RandomStream) -> PersonalLog {
    var log: [PersonalLog.Night] = []
    for cycle in 0..<cycles {
      var order = Array(arms.indices)
      stream.shuffle(&order)
      for (position, arm) in order.enumerated() {
        for _ in 0..<periodNights {
          log.append(
            .init(
              day: log.count, arm: arm, outcome: 1, period: cycle * arms.count + position,
              cycle: cycle))
        }
      }
    }
    return PersonalLog(arms: arms, nights: log)
  }

  /// Goes through the states, each next one with probability proportional to the ways to go on.
  private func nightByNight(
    _ space: ScheduleSpace, _ ways: [Int: [Double]], _ stream: inout RandomStream
  ) -> PersonalLog {
    var state = 0
    let drawn = (0..<nights).map { night -> Int in
      let after = ways[night + 1] ?? []
      let next = arms.indices.map { space.next(night, state, $0) }
      let weights = next.map { $0.map { after[$0] } ?? 0 }
      var rest = stream.uniform() * weights.reduce(0, +)
      // Rounding may leave a rest after the last possible arm: that one is taken.
      var arm = weights.lastIndex { $0 > 0 } ?? 0
      for (index, weight) in weights.enumerated() where weight > 0 {
        if rest < weight {
          arm = index
          break
        }
        rest -= weight
      }
      state = next[arm] ?? state
      return arm
    }
    // Which nights form a period and a cycle is found as it is in a real log.
    let structure = CycleStructure(
      days: Array(drawn.indices), arms: drawn, armCount: arms.count)
    return PersonalLog(
      arms: arms,
      nights: drawn.enumerated().map { night, arm in
        .init(
          day: night, arm: arm, outcome: 1, period: structure.period[night],
          cycle: structure.cycle[night])
      })
  }
}
