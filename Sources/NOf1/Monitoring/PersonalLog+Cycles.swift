extension PersonalLog {
  /// One period of a cycle.
  struct CyclePeriod: Sendable, Equatable {
    let number: Int
    let arm: Int
    /// Calendar nights from its first row to its last.
    let nights: Int
  }

  /// The periods of every complete cycle that is over, in order.
  ///
  /// The last cycle is over when other nights follow it, or when its last period is at least as
  /// long as the shortest other period of the log. A last night without a record must have a row
  /// to count.
  var finishedCycles: [[CyclePeriod]] {
    var cycles = [Int: [CyclePeriod]]()
    var shortest: Int?
    var lastPeriod: CyclePeriod?
    var first = 0
    for index in nights.indices {
      let night = nights[index]
      guard index + 1 == nights.count || nights[index + 1].period != night.period else { continue }
      let period = CyclePeriod(
        number: night.period, arm: night.arm, nights: night.day - nights[first].day + 1)
      if let cycle = night.cycle { cycles[cycle, default: []].append(period) }
      if let earlier = lastPeriod { shortest = min(shortest ?? earlier.nights, earlier.nights) }
      lastPeriod = period
      first = index + 1
    }
    var result = cycles.keys.sorted().compactMap { cycles[$0] }
    if nights.last?.cycle != nil, let last = lastPeriod, let shortest, last.nights < shortest {
      result.removeLast()
    }
    return result
  }
}
