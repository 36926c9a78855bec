import Tables

/// A grouping factor over the used rows.
struct GroupingFactor: Sendable {
  let grouping: DesignRecipe.Grouping
  let codes: [Int32]
  let unused: [String]

  /// - Parameter factors: of each column, over all rows of the table.
  init(columns: [String], factors: [Factor], rows: UsedRows) {
    let parts = factors.map { CodedFactor($0, rows) }
    let name = columns.joined(separator: ":")
    if parts.count == 1 {
      codes = parts[0].codes
      unused = parts[0].unused
      grouping = DesignRecipe.Grouping(
        name: name, columns: columns, levels: parts[0].levels, parts: [], partCodes: [])
      return
    }
    var codes = parts[0].codes
    var partCodes = parts[0].levels.indices.map { [Int32($0)] }
    for part in parts.dropFirst() {
      let pairs = PairCodes(codes, partCodes.count, part.codes, part.levels.count)
      codes = pairs.codes
      partCodes = pairs.pairs.map { partCodes[Int($0.first)] + [$0.second] }
    }
    self.codes = codes
    unused = []
    let levels = partCodes.map { combination in
      zip(parts, combination).map { $0.levels[Int($1)] }.joined(separator: ":")
    }
    grouping = DesignRecipe.Grouping(
      name: name, columns: columns, levels: levels, parts: parts.map(\.levels),
      partCodes: partCodes)
  }
}

/// The pairs of two factors' levels that occur, in order of appearance.
private struct PairCodes {
  var codes: [Int32] = []
  var pairs: [(first: Int32, second: Int32)] = []

  init(_ first: [Int32], _ firstCount: Int, _ second: [Int32], _ secondCount: Int) {
    codes.reserveCapacity(first.count)
    if firstCount * secondCount <= 4 * first.count + 1024 {
      var known = [Int32](repeating: -1, count: firstCount * secondCount)
      for row in first.indices {
        let key = Int(first[row]) * secondCount + Int(second[row])
        if known[key] < 0 { known[key] = append(first[row], second[row]) }
        codes.append(known[key])
      }
    } else {
      var known: [Int: Int32] = [:]
      for row in first.indices {
        let key = Int(first[row]) * secondCount + Int(second[row])
        let code = known[key] ?? append(first[row], second[row])
        known[key] = code
        codes.append(code)
      }
    }
  }

  private mutating func append(_ first: Int32, _ second: Int32) -> Int32 {
    pairs.append((first, second))
    return Int32(pairs.count - 1)
  }
}
