import Glibc
import Tables

/// With which probabilities a scheme draws what comes next, given everything it has drawn.
///
/// This is all that a bet may know of the randomisation.
enum AssignmentLaw: Sendable {
  /// Cycle by cycle: the order of one period of every arm.
  case cycles(CycleLaw)
  /// Night by night.
  case nights(NightLaw)

  /// Paired cycles: every order of the arms is equally likely, whatever went before; where no arm
  /// may come twice in a row, every order that does not begin with the arm before. (A longer run
  /// limit forbids nothing. The arms are alike, so that as many plans go on from each such order.)
  struct CycleLaw: Sendable {
    let arms: Int
    /// The most periods in a row on one arm.
    var maximumPeriodRun: Int?

    /// The orders that can follow, with their probabilities.
    ///
    /// - Parameter past: the orders of the earlier cycles.
    func orders(after past: [[Int]]) -> [(order: [Int], probability: Double)] {
      let before = maximumPeriodRun == 1 ? past.last?.last : nil
      let orders = CycleLaw.permutations(of: Array(0..<arms)).filter { $0.first != before }
      return orders.map { ($0, 1 / Double(orders.count)) }
    }

    private static func permutations(of arms: [Int]) -> [[Int]] {
      guard arms.count > 1 else { return [arms] }
      return arms.flatMap { first in
        permutations(of: arms.filter { $0 != first }).map { [first] + $0 }
      }
    }
  }

  /// Schemes that draw whole schedules uniformly from a `ScheduleSpace`.
  ///
  /// P(arm | state before night t) = W(t + 1, next(t, state, arm)) / sum over arms, W being the
  /// number of ways to go on.
  struct NightLaw: Sendable {
    let space: ScheduleSpace
    private let ways: [Int: [Double]]

    init(_ space: ScheduleSpace) {
      self.space = space
      ways = space.completions(before: Set(1...max(1, space.nights))).ways
    }

    /// The probability of every arm, or nil after the last night.
    func arms(night: Int, state: Int) -> [Double]? {
      guard let after = ways[night + 1] else { return nil }
      let counts = (0..<space.arms).map { arm in
        space.next(night, state, arm).map { after[$0] } ?? 0
      }
      let total = counts.reduce(0, +)
      return total > 0 ? counts.map { $0 / total } : nil
    }
  }

  /// Nights beyond the log that an open plan is taken to go on for: with a run limit the first
  /// draws hardly depend on how far away the end is.
  static let horizon = 64

  /// - Parameters:
  ///   - nights: rows of the log.
  ///   - planned: nights of the whole plan, where it is known.
  /// - Throws: N231 where the scheme does not go with this number of arms.
  init(
    _ scheme: Randomisation, arms: Int, nights: Int, planned: Int?, maximumPeriodRun: Int? = nil
  ) throws(Finding) {
    switch scheme {
    case .pairedCycles:
      self = .cycles(CycleLaw(arms: arms, maximumPeriodRun: maximumPeriodRun))
    case .nightly(let maximumRun):
      let length = max(nights, planned ?? nights + Self.horizon)
      guard maximumRun <= ScheduleComparison.longestRun || maximumRun >= length else {
        throw .unavailable(
          "N231", "no e-value: max_run is above \(ScheduleComparison.longestRun)",
          hint: "where there was no limit, give a max_run as long as the plan")
      }
      self = .nights(NightLaw(.nightly(nights: length, arms: arms, maximumRun: maximumRun)))
    case .blocks(let size):
      guard size > 0, size % arms == 0,
        pow(Double(size / arms + 1), Double(arms)) <= ScheduleComparison.mostStates
      else {
        throw .unavailable(
          "N231", "no e-value: blocks of \(size) nights cannot be drawn for \(arms) arms")
      }
      self = .nights(NightLaw(.blocks(nights: nights, arms: arms, size: size)))
    }
  }
}
