/// Which nights form a period and which periods form a cycle.
///
/// A period is a run of nights on one arm, split further where a `period` or `cycle` column
/// changes. A cycle holds every arm. In order of preference, cycles are
///
/// 1. those of a `cycle` column;
/// 2. groups of as many consecutive periods as there are arms, where every such group holds each
///    arm once. The periods are those of a `period` column, or windows of one length in calendar
///    nights where these give more complete cycles than rule 3, so that two neighbouring periods
///    on one arm (as in A B, B A) are still told apart;
/// 3. greedily from the start, the shortest run of consecutive periods with every arm.
///
/// A cycle in which some arm never occurs is not complete, and its nights have no cycle.
struct CycleStructure: Sendable, Equatable {
  enum Basis: Sendable, Equatable {
    case cycleColumn
    case periodColumn
    /// Periods of this many calendar nights each.
    case equalPeriods(nights: Int)
    case runs
  }

  /// Period of every night, from 0.
  let period: [Int]
  /// Complete cycle of every night, numbered from 0 without gaps, or nil.
  let cycle: [Int?]
  let basis: Basis

  /// - Parameters:
  ///   - days: day numbers, strictly increasing.
  ///   - arms: the arm of every night, in `0..<armCount`.
  ///   - periodLabels: the cells of a `period` column, nil where empty.
  ///   - cycleLabels: the cells of a `cycle` column, nil where a night belongs to no cycle.
  init(
    days: [Int], arms: [Int], armCount: Int, periodLabels: [String?]? = nil,
    cycleLabels: [String?]? = nil
  ) {
    let labelled = Self.runs(of: arms.count) { a, b in
      arms[a] == arms[b] && periodLabels?[a] == periodLabels?[b]
        && cycleLabels?[a] == cycleLabels?[b]
    }
    func complete(_ cycles: [Int?]) -> [Int?] {
      Self.completeOnly(cycles, arms: arms, armCount: armCount)
    }
    if let cycleLabels {
      let runs = Self.runs(of: arms.count) { cycleLabels[$0] == cycleLabels[$1] }
      (period, basis) = (labelled, .cycleColumn)
      cycle = complete(zip(cycleLabels, runs).map { $0 == nil ? nil : $1 })
      return
    }
    let greedy = complete(Self.greedy(periods: labelled, arms: arms, armCount: armCount))
    if periodLabels != nil {
      (period, basis) = (labelled, .periodColumn)
      let groups = Self.groups(ofPeriods: labelled, arms: arms, armCount: armCount)
      cycle = groups.map(complete) ?? greedy
    } else if let windows = Self.equalPeriods(
      days: days, arms: arms, armCount: armCount, moreCyclesThan: Self.count(greedy))
    {
      (period, basis) = (windows.periods, .equalPeriods(nights: windows.length))
      cycle = windows.cycles
    } else {
      (period, basis, cycle) = (labelled, .runs, greedy)
    }
  }

  /// Numbers consecutive runs of positions that belong together.
  private static func runs(of count: Int, together: (Int, Int) -> Bool) -> [Int] {
    var run = 0
    return (0..<count).map { position in
      if position > 0, !together(position - 1, position) { run += 1 }
      return run
    }
  }

  /// The arm of every period, for periods that hold one arm each.
  private static func armOfPeriods(_ periods: [Int], arms: [Int]) -> [Int] {
    var result = [Int]()
    for (period, arm) in zip(periods, arms) where period == result.count { result.append(arm) }
    return result
  }

  /// Cycles of `armCount` consecutive periods, or nil unless every group holds each arm once (a
  /// last, shorter group: no arm twice).
  private static func groups(ofPeriods periods: [Int], arms: [Int], armCount: Int) -> [Int?]? {
    let armOfPeriod = armOfPeriods(periods, arms: arms)
    for start in stride(from: 0, to: armOfPeriod.count, by: armCount) {
      let group = armOfPeriod[start..<min(start + armCount, armOfPeriod.count)]
      if Set(group).count < group.count { return nil }
    }
    return periods.map { $0 / armCount }
  }

  private static func greedy(periods: [Int], arms: [Int], armCount: Int) -> [Int?] {
    let armOfPeriod = armOfPeriods(periods, arms: arms)
    var cycleOfPeriod = [Int]()
    var seen = Set<Int>()
    var cycle = 0
    for arm in armOfPeriod {
      cycleOfPeriod.append(cycle)
      seen.insert(arm)
      if seen.count == armCount {
        seen.removeAll()
        cycle += 1
      }
    }
    return periods.map { cycleOfPeriod[$0] }
  }

  private static func count(_ cycles: [Int?]) -> Int {
    Set(cycles.compactMap { $0 }).count
  }

  /// Periods of one length (in nights, at least 2): every window of that many calendar nights
  /// holds a single arm, and consecutive windows form cycles. The length with most complete
  /// cycles, the longest of these; nil where none gives more than `fewest`.
  private static func equalPeriods(
    days: [Int], arms: [Int], armCount: Int, moreCyclesThan fewest: Int
  ) -> (periods: [Int], cycles: [Int?], length: Int)? {
    guard let first = days.first, let last = days.last, armCount >= 2 else { return nil }
    var best: (periods: [Int], cycles: [Int?], length: Int)?
    var most = fewest
    let longest = (last - first) / (armCount * (fewest + 1) - 1)
    for length in stride(from: longest, through: 2, by: -1) {
      let windows = days.map { ($0 - first) / length }
      let filled = zip(windows, windows.dropFirst()).allSatisfy { $1 - $0 <= 1 }
      let pure = days.indices.dropFirst().allSatisfy {
        windows[$0] != windows[$0 - 1] || arms[$0] == arms[$0 - 1]
      }
      guard filled, pure,
        let groups = groups(ofPeriods: windows, arms: arms, armCount: armCount)
      else { continue }
      let cycles = completeOnly(groups, arms: arms, armCount: armCount)
      if count(cycles) > most { (best, most) = ((windows, cycles, length), count(cycles)) }
    }
    return best
  }

  /// Renumbers the cycles that hold every arm and drops the others.
  private static func completeOnly(_ cycles: [Int?], arms: [Int], armCount: Int) -> [Int?] {
    var armsOfCycle = [Int: Set<Int>]()
    for (cycle, arm) in zip(cycles, arms) {
      if let cycle { armsOfCycle[cycle, default: []].insert(arm) }
    }
    let complete = armsOfCycle.keys.sorted().filter { armsOfCycle[$0]?.count == armCount }
    let number = Dictionary(uniqueKeysWithValues: complete.enumerated().map { ($1, $0) })
    return cycles.map { $0.flatMap { number[$0] } }
  }
}
