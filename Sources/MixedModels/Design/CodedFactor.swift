import Tables

/// A factor over the used rows: only levels that occur have codes.
struct CodedFactor: Sendable {
  let codes: [Int32]
  let levels: [String]
  /// How many used rows each level has.
  let counts: [Int]
  /// Levels that were given or stand in the table, but in no used row.
  let unused: [String]

  init(_ factor: Factor, _ rows: UsedRows) {
    let selected = rows.select(factor.codes)
    var counts = [Int](repeating: 0, count: factor.levels.count)
    for code in selected { counts[Int(code)] += 1 }
    guard counts.contains(0) else {
      (codes, levels, self.counts, unused) = (selected, factor.levels, counts, [])
      return
    }
    var newCodes = [Int32](repeating: -1, count: counts.count)
    var (kept, unused): ([String], [String]) = ([], [])
    for (code, level) in factor.levels.enumerated() {
      if counts[code] == 0 {
        unused.append(level)
      } else {
        newCodes[code] = Int32(kept.count)
        kept.append(level)
      }
    }
    codes = selected.map { newCodes[Int($0)] }
    levels = kept
    self.counts = counts.filter { $0 > 0 }
    self.unused = unused
  }
}

extension Factor {
  /// The same factor with the levels of a column of numbers or dates in ascending order.
  func ascending(_ column: Column) -> Factor {
    let order: [Int]
    switch column.kind {
    case .text: return self
    case .date: order = levels.indices.sorted { levels[$0] < levels[$1] }
    case .integer, .number:
      let numbers = levels.map { Double($0) ?? .infinity }
      order = levels.indices.sorted { numbers[$0] < numbers[$1] }
    }
    var newCodes = [Int32](repeating: 0, count: levels.count)
    for (new, old) in order.enumerated() { newCodes[old] = Int32(new) }
    return Factor(
      codes: codes.map { $0 < 0 ? $0 : newCodes[Int($0)] }, levels: order.map { levels[$0] })
  }
}
