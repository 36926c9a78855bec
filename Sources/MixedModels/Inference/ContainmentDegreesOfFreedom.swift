import Numerics

/// Degrees of freedom by strata: a column of X belongs to the innermost grouping stratum within
/// whose enclosing groups it varies, and a stratum has (its groups) - (the groups enclosing them) -
/// (its columns) degrees of freedom; the intercept has the largest of all.
///
/// *Reference:* Pinheiro and Bates (2000), Mixed-Effects Models in S and S-PLUS, page 91; nlme's
/// inner-outer rule. Without random effects: n - p for all, as nlme's gls.
struct ContainmentDegreesOfFreedom: Sendable, Equatable {
  /// Of each column of X; not positive where a stratum has too few groups.
  let columns: [Double]

  /// - Throws: `InferenceError.notNested`.
  init(frame: ModelFrame) throws {
    let x = frame.fixed.matrix
    guard !frame.random.isEmpty else {
      columns = [Double](repeating: Double(x.rows - x.columns), count: x.columns)
      return
    }
    let factors = frame.random.enumerated()
      .sorted { ($0.element.levels.count, $0.offset) < ($1.element.levels.count, $1.offset) }
      .map(\.element)
    for (outer, inner) in zip(factors, factors.dropFirst())
    where !TermOrder.isNested(inner.codes, inner.levels.count, in: outer.codes) {
      throw InferenceError.notNested(first: outer.group, second: inner.group)
    }
    let strata = (0..<x.columns).map { Self.stratum(x.column($0), factors) }
    let groups = factors.map { Double($0.levels.count) } + [Double(x.rows)]
    var free = groups.indices.map { $0 == 0 ? groups[0] : groups[$0] - groups[$0 - 1] }
    for case .some(let stratum) in strata { free[stratum] -= 1 }
    if strata.contains(nil) {
      free[0] -= 1
    } else {
      for stratum in free.indices.dropFirst() { free[stratum] += 1 }
    }
    let largest = free.max() ?? 0
    columns = strata.map { $0.map { free[$0] } ?? largest }
  }

  /// The smallest of the columns that take part.
  func degreesOfFreedom(_ hypothesis: Matrix) -> Double {
    columns.indices
      .filter { column in hypothesis.column(column).contains { $0 != 0 } }
      .map { columns[$0] }.min() ?? 0
  }

  /// The stratum of a column, counted from the outermost; nil for a constant column.
  private static func stratum(_ column: [Double], _ factors: [RandomEffectsDesign]) -> Int? {
    if isConstant(column) { return nil }
    let innermost = factors.indices.last { factor in
      varies(column, factors[factor].codes, levels: factors[factor].levels.count)
    }
    return innermost.map { $0 + 1 } ?? 0
  }

  private static func isConstant(_ column: [Double]) -> Bool {
    guard let first = column.first else { return true }
    let scale = first == 0 ? 1 : abs(first)
    return column.allSatisfy { abs($0 - first) < 1.5e-8 * scale }
  }

  private static func varies(_ column: [Double], _ codes: [Int32], levels: Int) -> Bool {
    var first = [Double?](repeating: nil, count: levels)
    for (value, code) in zip(column, codes) {
      guard let known = first[Int(code)] else {
        first[Int(code)] = value
        continue
      }
      if value != known { return true }
    }
    return false
  }
}
