import Numerics
import Tables

extension DesignRecipe {
  /// The parts of a model on rows it was not fitted to.
  public struct NewRows: Sendable {
    /// The rows of the table that have all values, ascending.
    public let rows: [Int]
    public let omissions: [ModelFrame.Omission]
    /// The kept fixed-effect columns: rows x p.
    public let fixed: Matrix
    /// As in the model frame, with code -1 for a level the model has not seen.
    public let random: [RandomEffectsDesign]
    /// Empty where the model has no offset.
    public let offset: [Double]
  }

  /// Names of the p kept columns of the fixed effects.
  public var columnNames: [String] { keptColumns.map { plan.fixedNames[$0] } }

  /// Evaluates the model on the rows of a table that have all values; the response is not needed.
  ///
  /// - Parameters:
  ///   - table: with the columns of the model.
  ///   - includesRandom: false leaves out the random effects and needs none of their columns.
  /// - Throws: D104, D115 for a column; M110 for an expression that is not finite; M140, with its
  ///   place, for a level the model has not seen, unless it is one of a grouping factor.
  public func evaluate(
    _ table: Table, includesRandom: Bool = true
  ) throws(InvalidInput) -> NewRows {
    let needed = variables.indices.filter { includesRandom || isNeeded($0) }
    var columns: [Column] = []
    var columnOfVariable = [Int](repeating: -1, count: variables.count)
    for index in needed {
      let variable = variables[index]
      columnOfVariable[index] = columns.count
      columns.append(
        variable.levels == nil
          ? try table.numbers(variable.column) : try table.requireColumn(variable.column))
    }
    let offsetValues = try offsetColumn.map { name throws(InvalidInput) in
      try table.column(name, as: .number)
    }
    let groupings = includesRandom ? self.groupings : []
    var groupColumns: [Column] = []
    for name in groupings.flatMap(\.columns) {
      groupColumns.append(try table.requireColumn(name))
    }
    let rows = UsedRows(
      columns + groupColumns + (offsetValues.map { [$0] } ?? []), of: table.rowCount)
    var values = VariableValues(count: rows.rows.count, numbers: [], codes: [])
    for (variable, position) in zip(variables, columnOfVariable) {
      let column = position < 0 ? nil : columns[position]
      values.numbers.append(
        variable.levels == nil ? column.flatMap { rows.numbers($0) } ?? [] : [])
      values.codes.append(try codes(of: variable, column, rows, table))
    }
    return try newRows(table, rows, values, groupings, offsetValues)
  }

  private func newRows(
    _ table: Table, _ rows: UsedRows, _ values: VariableValues, _ groupings: [Grouping],
    _ offsetValues: Column?
  ) throws(InvalidInput) -> NewRows {
    let random = groupings.isEmpty ? [] : plan.random
    let evaluation = DesignEvaluation(
      plan, values, only: keptColumns.map { plan.fixed[$0] } + random.flatMap(\.columns))
    var offset = offsetValues.flatMap { rows.numbers($0) } ?? []
    if let tree = plan.tree {
      for (node, values) in zip(plan.predictors, evaluation.predictors) {
        try table.checkFinite(tree, node, values, rows)
      }
      for node in plan.offsets {
        let values = evaluation.numbers(node)
        try table.checkFinite(tree, node, values, rows)
        offset = offset.isEmpty ? values : zip(offset, values).map { $0 + $1 }
      }
    }
    var designs: [RandomEffectsDesign] = []
    for (grouping, part) in zip(groupings, random) {
      designs.append(
        RandomEffectsDesign(
          group: grouping.name, levels: grouping.levels,
          codes: try grouping.codes(table, rows), columns: evaluation.columns(part.columns),
          names: part.names, blocks: part.blocks))
    }
    let fixed = Matrix(
      rows: rows.rows.count, columns: keptColumns.count,
      columnMajor: evaluation.columns(keptColumns.map { plan.fixed[$0] }))
    return NewRows(
      rows: rows.rows, omissions: rows.omissions, fixed: fixed, random: designs, offset: offset)
  }

  /// True for the variables of fixed effects and offsets.
  private func isNeeded(_ variable: Int) -> Bool {
    if variables[variable].isFixed { return true }
    guard let tree = plan.tree else { return false }
    return plan.offsets.contains { node in
      tree.nameIndices(below: node).contains { plan.variableOfName[$0] == variable }
    }
  }

  private func codes(
    of variable: Variable, _ column: Column?, _ rows: UsedRows, _ table: Table
  ) throws(InvalidInput) -> [Int32] {
    guard let levels = variable.levels, let column else { return [] }
    let codes = rows.codes(column, levels)
    let unknown = codes.indices.filter { codes[$0] < 0 }
    if unknown.isEmpty { return codes }
    throw table.rowErrors(
      "M140", unknown, rows, column: column.name,
      hint: "the levels are " + levels.prefix(20).map { Finding.quoted($0) }.joined(separator: ", ")
    ) {
      let label = Finding.quoted(column.string(rows.rows[$0]) ?? "")
      return "\(label) is not a level of \(Finding.quoted(variable.name)) in the model"
    }
  }
}

extension DesignRecipe.Grouping {
  /// The codes of the used rows, -1 for a level that is not known.
  fileprivate func codes(_ table: Table, _ rows: UsedRows) throws(InvalidInput) -> [Int32] {
    guard columns.count > 1 else {
      return rows.codes(try table.requireColumn(columns[0]), levels)
    }
    var partCodes: [[Int32]] = []
    for (name, labels) in zip(columns, parts) {
      partCodes.append(rows.codes(try table.requireColumn(name), labels))
    }
    let codeOfParts = Dictionary(
      self.partCodes.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    return rows.rows.indices.map { row in codeOfParts[partCodes.map { $0[row] }] ?? -1 }
  }
}

extension UsedRows {
  /// A column's codes into given levels, -1 for a value that is not among them.
  fileprivate func codes(_ column: Column, _ levels: [String]) -> [Int32] {
    let factor = Factor(column)
    let codeOfLevel = Dictionary(
      levels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    let translation = factor.levels.map { codeOfLevel[$0] ?? -1 }
    return select(factor.codes).map { translation[Int($0)] }
  }
}
