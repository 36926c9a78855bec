import NOf1
import Numerics

/// A design in which every night is drawn by itself, each arm equally likely.
public struct NightlyDraws: Sendable {
  public let nights: Int

  public init(nights: Int) {
    self.nights = nights
  }

  /// A schedule of independent nights; a cycle is over as soon as it holds every arm.
  ///
  /// - Returns: a log without dates whose every night has outcome 0, to be drawn anew.
  public func draw(arms: [String], _ stream: inout RandomStream) -> PersonalLog {
    var result: [PersonalLog.Night] = []
    var (period, cycle) = (0, 0)
    var seen: Set<Int> = []
    for day in 0..<nights {
      let arm = stream.uniform(below: arms.count)
      if let last = result.last, last.arm != arm || last.cycle != cycle { period += 1 }
      result.append(
        PersonalLog.Night(day: day, arm: arm, outcome: 0, period: period, cycle: cycle))
      seen.insert(arm)
      if seen.count == arms.count {
        seen.removeAll()
        cycle += 1
      }
    }
    // What the last cycle lacks makes it no cycle.
    let nights = result.map { night in
      guard night.cycle == cycle else { return night }
      return PersonalLog.Night(
        day: night.day, arm: night.arm, outcome: night.outcome, period: night.period, cycle: nil)
    }
    return PersonalLog(arms: arms, nights: nights)
  }
}
