/// The schedules that a scheme could have drawn night by night, all equally likely, as paths
/// through states.
///
/// A state holds what the scheme remembers: the current run for the nightly scheme, the nights of
/// every arm in the current block for the block scheme. A path from state 0 through all nights is
/// one schedule.
struct ScheduleSpace: Sendable {
  /// Nights drawn; the block scheme draws its last block in full, also where the log ends before.
  let nights: Int
  let arms: Int
  let stateCount: Int
  /// The state after a night on an arm, or nil where the scheme does not allow that arm.
  let next: @Sendable (_ night: Int, _ state: Int, _ arm: Int) -> Int?

  /// Every sequence with no arm more than `maximumRun` times in a row.
  static func nightly(nights: Int, arms: Int, maximumRun: Int) -> ScheduleSpace {
    if maximumRun >= nights {
      return ScheduleSpace(nights: nights, arms: arms, stateCount: 1) { _, _, _ in 0 }
    }
    // State 1 + arm * maximumRun + (length of the run - 1).
    return ScheduleSpace(nights: nights, arms: arms, stateCount: 1 + arms * maximumRun) {
      _, state, arm in
      let sameArm = state > 0 && (state - 1) / maximumRun == arm
      guard sameArm else { return 1 + arm * maximumRun }
      return (state - 1) % maximumRun == maximumRun - 1 ? nil : state + 1
    }
  }

  /// Every order within blocks of `size` nights that hold each arm equally often; `size` is a
  /// multiple of `arms`.
  static func blocks(nights: Int, arms: Int, size: Int) -> ScheduleSpace {
    let base = size / arms + 1
    var place = [1]
    for _ in 0..<arms { place.append(place[place.count - 1] * base) }
    let places = place
    // The state has the nights of every arm as its digits.
    return ScheduleSpace(
      nights: (nights + size - 1) / size * size, arms: arms, stateCount: places[arms]
    ) { night, state, arm in
      guard (state / places[arm]) % base < base - 1 else { return nil }
      return night % size == size - 1 ? 0 : state + places[arm]
    }
  }

  /// Whether the scheme could have drawn this schedule.
  func admits(_ schedule: [Int]) -> Bool {
    var state = 0
    for (night, arm) in schedule.enumerated() {
      guard night < nights, let after = next(night, state, arm) else { return false }
      state = after
    }
    return true
  }

  /// The number of ways to go on from every state before the given nights, each row up to a
  /// factor of its own, and the number of schedules (exact below 2^53, possibly infinite).
  ///
  /// W(nights, s) = 1 and W(t, s) = sum over arms of W(t + 1, next(t, s, arm)).
  func completions(before boundaries: Set<Int>) -> (ways: [Int: [Double]], count: Double) {
    var row = [Double](repeating: 1, count: stateCount)
    var scale = 1.0
    var kept = boundaries.contains(nights) ? [nights: row] : [:]
    for night in stride(from: nights - 1, through: 0, by: -1) {
      let after = row
      for state in 0..<stateCount {
        row[state] = (0..<arms).reduce(0) { sum, arm in
          sum + (next(night, state, arm).map { after[$0] } ?? 0)
        }
      }
      // Powers of two keep the count exact and the row finite.
      if let largest = row.max(), largest > 0x1p500 {
        for state in row.indices { row[state] *= 0x1p-500 }
        scale *= 0x1p500
      }
      if boundaries.contains(night) { kept[night] = row }
    }
    return (kept, row[0] * scale)
  }
}
