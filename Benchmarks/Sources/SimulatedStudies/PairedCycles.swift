import NOf1
import Numerics

/// A design in which every cycle holds one period of each arm.
public struct PairedCycles: Sendable {
  public let cycles: Int
  public let nightsPerPeriod: Int

  public init(cycles: Int, nightsPerPeriod: Int) {
    self.cycles = cycles
    self.nightsPerPeriod = nightsPerPeriod
  }

  /// A schedule with every cycle's order drawn at random, each order equally likely.
  ///
  /// - Returns: a log without dates whose every night has outcome 0, to be drawn anew.
  public func draw(arms: [String], _ stream: inout RandomStream) -> PersonalLog {
    log(
      arms: arms,
      orders: (0..<cycles).map { _ in
        var order = Array(arms.indices)
        stream.shuffle(&order)
        return order
      })
  }

  /// The schedule in which every cycle has the arms in the order given: the reference first.
  public func fixed(arms: [String]) -> PersonalLog {
    log(arms: arms, orders: Array(repeating: Array(arms.indices), count: cycles))
  }

  private func log(arms: [String], orders: [[Int]]) -> PersonalLog {
    var nights: [PersonalLog.Night] = []
    for (cycle, order) in orders.enumerated() {
      for (position, arm) in order.enumerated() {
        for _ in 0..<nightsPerPeriod {
          nights.append(
            PersonalLog.Night(
              day: nights.count, arm: arm, outcome: 0, period: cycle * arms.count + position,
              cycle: cycle))
        }
      }
    }
    return PersonalLog(arms: arms, nights: nights)
  }
}
