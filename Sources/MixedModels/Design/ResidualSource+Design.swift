import Tables

extension ResidualSource {
  /// The structure on the used rows.
  ///
  /// - Throws: M110 for a time or covariate that is not finite, M122 for times that are not whole,
  ///   M123 and M124 for a time or visit that occurs twice in a group, M125 for a covariate of 0.
  func design(_ rows: UsedRows, _ table: Table) throws(InvalidInput) -> ResidualDesign {
    let count = rows.rows.count
    let group = correlation?.group?.coded(rows)
    let groupCodes = group?.codes ?? Array(repeating: 0, count: correlation == nil ? 0 : count)
    let groupLevels = group?.grouping.levels ?? (correlation == nil ? [] : ["all rows"])
    let visits = correlation?.visit?.coded(rows)
    let strata = variance?.strata?.coded(rows)
    return ResidualDesign(
      correlationText: correlation?.tree.text, varianceText: variance?.tree.text,
      correlation: correlation?.kind, group: group?.grouping.name, groupCodes: groupCodes,
      groupLevels: groupLevels,
      times: try times(rows, table, groupCodes, groupLevels, allowsRepeats: false),
      visitCodes: try visits.map { visits throws(InvalidInput) in
        try checkVisits(visits, rows, table, groupCodes, groupLevels)
        return visits.codes
      } ?? [],
      visitLevels: visits?.grouping.levels ?? [], variance: variance?.kind,
      strataCodes: strata?.codes ?? [], strataLevels: strata?.grouping.levels ?? [],
      varianceCovariate: try varianceCovariate(rows, table))
  }

  /// The latent series on the used rows; nil where no correlation was asked for.
  ///
  /// - Throws: M110 for a time that is not finite, M122 for times that are not whole.
  func latentSeries(_ rows: UsedRows, _ table: Table) throws(InvalidInput) -> LatentSeriesFrame? {
    guard let correlation else { return nil }
    let group = correlation.group?.coded(rows)
    let codes = group?.codes ?? Array(repeating: 0, count: rows.rows.count)
    let levels = group?.grouping.levels ?? ["all rows"]
    return LatentSeriesFrame(
      text: correlation.tree.text, group: group?.grouping.name, groupCodes: codes,
      groupLevels: levels, times: try times(rows, table, codes, levels, allowsRepeats: true))
  }

  private func times(
    _ rows: UsedRows, _ table: Table, _ groups: [Int32], _ levels: [String], allowsRepeats: Bool
  ) throws(InvalidInput) -> [Double] {
    guard let correlation,
      correlation.kind == .autoregressive || correlation.kind == .continuousAutoregressive
    else { return [] }
    guard let node = correlation.time else { return positions(groups, levels.count) }
    let tree = correlation.tree
    let times = tree.values(of: node, correlation.timeColumns, rows)
    try table.checkFinite(tree, node, times, rows)
    let column = table.firstColumn(tree, below: node)
    if correlation.kind == .autoregressive {
      let broken = times.indices.filter { times[$0] != times[$0].rounded() }
      if !broken.isEmpty {
        throw table.rowErrors(
          "M122", broken, rows, column: column,
          hint: "ar1 counts whole steps: "
            + (allowsRepeats ? "" : "use car1 for times in between, or ") + "divide by the step"
        ) {
          "the time \(NumberText.shortest(times[$0])) is not a whole number"
        }
      }
    }
    let repeated = allowsRepeats ? [] : repeats(groups, times)
    if !repeated.isEmpty {
      throw table.rowErrors(
        "M123", repeated, rows, column: column,
        hint: "give each row of a group its own time, or name a finer group after the bar"
      ) {
        "the time \(NumberText.shortest(times[$0])) occurs twice"
          + place(groups[$0], levels, correlation)
      }
    }
    return times
  }

  private func checkVisits(
    _ visits: GroupingFactor, _ rows: UsedRows, _ table: Table, _ groups: [Int32],
    _ levels: [String]
  ) throws(InvalidInput) {
    guard let correlation else { return }
    let repeated = repeats(groups, visits.codes.map { Double($0) })
    if repeated.isEmpty { return }
    throw table.rowErrors(
      "M124", repeated, rows, column: visits.grouping.columns.first,
      hint: "every group can have one row per visit"
    ) {
      "the visit \(Finding.quoted(visits.grouping.levels[Int(visits.codes[$0])])) occurs twice"
        + place(groups[$0], levels, correlation)
    }
  }

  private func place(
    _ group: Int32, _ levels: [String], _ correlation: Correlation
  ) -> String {
    guard let names = correlation.group?.columns.joined(separator: ":") else { return "" }
    return " in \(names) \(Finding.quoted(levels[Int(group)]))"
  }

  private func varianceCovariate(
    _ rows: UsedRows, _ table: Table
  ) throws(InvalidInput) -> [Double] {
    guard let variance, let node = variance.covariate else { return [] }
    let values = variance.tree.values(of: node, variance.covariateColumns, rows)
    try table.checkFinite(variance.tree, node, values, rows)
    let zeros = values.indices.filter { values[$0] == 0 }
    if zeros.isEmpty { return values }
    throw table.rowErrors(
      "M125", zeros, rows, column: table.firstColumn(variance.tree, below: node),
      hint: "a power of 0 would make the variance 0: add a constant, power(x + 1)"
    ) { _ in "the covariate of the variance is 0 here" }
  }

  /// 1, 2, ... within each group, in the order of rows.
  private func positions(_ groups: [Int32], _ count: Int) -> [Double] {
    var next = [Double](repeating: 0, count: count)
    return groups.map { group in
      next[Int(group)] += 1
      return next[Int(group)]
    }
  }

  /// Rows that have the group and the value of an earlier row.
  private func repeats(_ groups: [Int32], _ values: [Double]) -> [Int] {
    let order = groups.indices.sorted { a, b in
      (groups[a], values[a], a) < (groups[b], values[b], b)
    }
    return zip(order, order.dropFirst()).filter { first, second in
      groups[first] == groups[second] && values[first] == values[second]
    }.map(\.1).sorted()
  }
}

extension FrameBuilder.GroupSource {
  func coded(_ rows: UsedRows) -> GroupingFactor {
    GroupingFactor(columns: columns, factors: factors, rows: rows)
  }
}

extension FormulaTree {
  /// The values of a node in the used rows.
  func values(of node: Int, _ columns: [(name: Int, column: Column)], _ rows: UsedRows) -> [Double]
  {
    FormulaArithmetic(tree: self, count: rows.rows.count) { name in
      columns.first { $0.name == name }.flatMap { rows.numbers($0.column) }
    }.evaluate(node)
  }
}
