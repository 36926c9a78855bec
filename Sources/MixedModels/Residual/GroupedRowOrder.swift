/// The rows of a model frame sorted by group and, within a group, by a key such as time.
///
/// Groups follow the order of their first rows, so that rows which already lie together need no
/// sorting; rows with equal keys keep their order.
struct GroupedRowOrder: Sendable {
  let rowCount: Int
  /// The row of each sorted position; nil where rows are in order already.
  let permutation: [Int32]?
  /// The sorted position at which each group begins, and at last the number of rows.
  let starts: [Int]
  /// The code of each group, in the order of `starts`.
  let codes: [Int32]

  var groupCount: Int { codes.count }

  /// - Parameters:
  ///   - groupCodes: the group of each row.
  ///   - keys: what to sort by within groups; empty to keep the rows' order.
  init(groupCodes: [Int32], keys: [Double] = []) {
    rowCount = groupCodes.count
    let groups = Self.groups(groupCodes)
    (codes, starts) = (groups.codes, groups.starts)
    var next = groups.starts
    var order = [Int32](repeating: 0, count: groupCodes.count)
    for (row, code) in groupCodes.enumerated() {
      let rank = groups.rankOfCode[Int(code)]
      order[next[rank]] = Int32(row)
      next[rank] += 1
    }
    if !keys.isEmpty {
      for rank in codes.indices {
        let range = starts[rank]..<starts[rank + 1]
        let ascending = range.dropFirst().allSatisfy {
          keys[Int(order[$0 - 1])] <= keys[Int(order[$0])]
        }
        if ascending { continue }
        order[range].sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
      }
    }
    let isIdentity = order.indices.allSatisfy { order[$0] == Int32($0) }
    permutation = isIdentity ? nil : order
  }

  /// The row at a sorted position.
  func row(_ position: Int) -> Int { permutation.map { Int($0[position]) } ?? position }

  /// Values of the rows in sorted order; an empty array stays empty.
  func sorted<Value>(_ values: [Value]) -> [Value] {
    guard let permutation, !values.isEmpty else { return values }
    return permutation.map { values[Int($0)] }
  }

  /// Changes each of `count` columns in place; `body` sees a column in sorted order.
  func withSortedColumns(
    _ columns: inout [Double], count: Int, _ body: (UnsafeMutablePointer<Double>) -> Void
  ) {
    precondition(columns.count == rowCount * count, "columns must be as long as the frame")
    let (permutation, rowCount) = (self.permutation, self.rowCount)
    columns.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      guard let permutation else {
        for column in 0..<count { body(base + column * rowCount) }
        return
      }
      var scratch = [Double](repeating: 0, count: rowCount)
      scratch.withUnsafeMutableBufferPointer { sorted in
        guard let target = sorted.baseAddress else { return }
        for column in 0..<count {
          let source = base + column * rowCount
          for (position, row) in permutation.enumerated() { target[position] = source[Int(row)] }
          body(target)
          for (position, row) in permutation.enumerated() { source[Int(row)] = target[position] }
        }
      }
    }
  }

  private static func groups(
    _ groupCodes: [Int32]
  ) -> (codes: [Int32], starts: [Int], rankOfCode: [Int]) {
    var rankOfCode = [Int](repeating: -1, count: Int(groupCodes.max() ?? -1) + 1)
    var codes = [Int32]()
    var sizes = [Int]()
    for code in groupCodes {
      if rankOfCode[Int(code)] < 0 {
        rankOfCode[Int(code)] = codes.count
        codes.append(code)
        sizes.append(0)
      }
      sizes[rankOfCode[Int(code)]] += 1
    }
    var starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    return (codes, starts, rankOfCode)
  }
}
