/// Rows sorted into latent series: by level of the grouping factor, series and time.
///
///     let sorted = try SeriesRowOrder(levels: (codes, count), groupCodes: people, times: nights)
///     sorted.design.slotOfRow[0]  // the slot of row sorted.order[0]
struct SeriesRowOrder: Sendable {
  /// The original row at each sorted position; rows of one slot keep their order.
  let order: [Int]
  let design: LatentSeriesDesign

  /// - Parameters:
  ///   - levels: the level of each row, and how many levels there are; nil without random effects,
  ///     where every series is a level.
  ///   - groupCodes: the series of each row.
  ///   - times: with whole distances within a series, up to rounding.
  init(
    levels: (codes: [Int32], count: Int)?, groupCodes: [Int32], times: [Double]
  ) throws(SeriesDesignError) {
    precondition(
      groupCodes.count == times.count && levels?.codes.count ?? times.count == times.count,
      "every row has a level, a group and a time")
    if let row = times.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row) }
    let levelCodes = levels?.codes ?? groupCodes
    let order = times.indices.sorted { a, b in
      (levelCodes[a], groupCodes[a], times[a], a) < (levelCodes[b], groupCodes[b], times[b], b)
    }
    var slotOfRow: [Int32] = []
    var gaps: [Double] = []
    var levelSlotStart = [0]
    var levelOfGroup = [Int32](repeating: -1, count: Int(groupCodes.max() ?? -1) + 1)
    for (position, row) in order.enumerated() {
      let group = Int(groupCodes[row])
      if levelOfGroup[group] < 0 {
        levelOfGroup[group] = levelCodes[row]
        // Levels without rows have no slots; without random effects, codes without rows do not
        // count.
        if levels == nil {
          if position > 0 { levelSlotStart.append(gaps.count) }
        } else {
          while levelSlotStart.count <= Int(levelCodes[row]) { levelSlotStart.append(gaps.count) }
        }
        gaps.append(0)
      } else if levelOfGroup[group] != levelCodes[row] {
        throw .spansLevels(row: row, group: group)
      } else {
        let distance = times[row] - times[order[position - 1]]
        let gap = distance.rounded()
        guard abs(distance - gap) <= 1e-6 else {
          throw .fractionalDistance(row: row, distance: distance)
        }
        if gap > 0 { gaps.append(gap) }
      }
      slotOfRow.append(Int32(gaps.count - 1))
    }
    let levelCount = levels?.count ?? (order.isEmpty ? 0 : levelSlotStart.count)
    while levelSlotStart.count <= levelCount { levelSlotStart.append(gaps.count) }
    self.order = order
    design = LatentSeriesDesign(slotOfRow: slotOfRow, gaps: gaps, levelSlotStart: levelSlotStart)
  }
}
