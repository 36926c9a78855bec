import Numerics

extension ScheduleSpace {
  /// Periods in cycles that hold each arm once, in any order; here a "night" is a period.
  ///
  /// A cycle never ends with two periods on one arm, so that two in a row arise only across its
  /// border: a limit of 1 forbids them, a larger one changes nothing.
  ///
  /// - Parameters:
  ///   - cycles: how many cycles.
  ///   - arms: periods of a cycle.
  ///   - maximumRun: the most periods in a row on one arm, nil for no limit.
  static func pairedCycles(cycles: Int, arms: Int, maximumRun: Int?) -> ScheduleSpace {
    let complete = (1 << arms) - 1
    let forbidsRepeats = maximumRun == 1
    // The state is the set of arms that the cycle has had; where it matters, the state after a
    // complete cycle is complete + 1 + its last arm.
    return ScheduleSpace(
      nights: cycles * arms, arms: arms, stateCount: complete + 1 + arms
    ) { _, state, arm in
      if state == complete + 1 + arm { return nil }
      let had = state > complete ? 0 : state
      guard had & (1 << arm) == 0 else { return nil }
      let now = had | (1 << arm)
      return now < complete ? now : forbidsRepeats ? complete + 1 + arm : 0
    }
  }

  /// Number of schedules, exact below 2^53, possibly infinite.
  var count: Double { completions(before: []).count }

  /// The share of all schedules that have the given arm wherever one is given.
  func share(keeping kept: [Int?]) -> Double {
    let restricted = ScheduleSpace(nights: nights, arms: arms, stateCount: stateCount) {
      night, state, arm in
      kept.indices.contains(night) && (kept[night] ?? arm) != arm
        ? nil : self.next(night, state, arm)
    }
    let all = count
    return all.isFinite ? restricted.count / all : 0
  }

  /// One schedule, all schedules being equally likely.
  ///
  /// Counts the ways to go on from every state, from the last night backwards, then goes forwards
  /// and takes every arm with probability proportional to the ways to go on after it:
  /// P(arm | state) = W(t + 1, next(t, state, arm)) / W(t, state). The product of these over all
  /// nights is 1 / W(0, 0), the same for every schedule.
  ///
  /// *Reference*: Wilf, "A unified setting for sequencing, ranking, and selection algorithms for
  /// combinatorial objects", Advances in Mathematics 24 (1977) 281-291.
  ///
  /// *Complexity*: nights x states x arms.
  func draw(using stream: inout RandomStream) -> [Int] {
    let ways = completions(before: Set(1...max(nights, 1))).ways
    var schedule: [Int] = []
    var state = 0
    for night in 0..<nights {
      let choices = (0..<arms).compactMap { arm -> (arm: Int, state: Int, ways: Double)? in
        guard let after = next(night, state, arm), let count = ways[night + 1]?[after], count > 0
        else { return nil }
        return (arm, after, count)
      }
      guard let last = choices.last else { break }
      var left = stream.uniform() * choices.reduce(0) { $0 + $1.ways }
      let chosen = choices.first { choice in
        left -= choice.ways
        return left < 0
      }
      state = (chosen ?? last).state
      schedule.append((chosen ?? last).arm)
    }
    return schedule
  }
}
