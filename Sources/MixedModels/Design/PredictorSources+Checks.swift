import Numerics
import Tables

/// What makes the design of a formula impossible.
extension PredictorSources {
  /// Elements of the full model matrix: 2 GB.
  private static let largestMatrix = 268_435_456.0

  /// - Throws: M110 if a product of finite predictors is too large a number.
  func checkProducts(
    _ matrix: Matrix, _ plan: DesignPlan, _ rows: UsedRows
  ) throws(InvalidInput) {
    for (index, column) in plan.fixed.enumerated() where column.pieces.count > 1 {
      let values = matrix.column(index)
      if values.allSatisfy(\.isFinite) { continue }
      throw table.rowErrors(
        "M110", values.indices.filter { !values[$0].isFinite }, rows, column: nil,
        hint: "divide a column by a power of ten"
      ) { _ in "\(Finding.quoted(plan.fixedNames[index])) is too large a number here" }
    }
  }

  func singleLevel(_ source: Source, _ coded: CodedFactor) -> InvalidInput {
    formula.tree.error(
      "M114",
      "\(Finding.quoted(source.name)) has only one level in the used rows: "
        + Finding.quoted(coded.levels.first ?? ""),
      hint: "remove it from the formula, or check which rows lack values", at: source.node)
  }

  /// - Throws: M117 if a full matrix of fixed or random columns would not fit in memory.
  func checkSize(_ variables: [DesignRecipe.Variable], _ rows: Int) throws(InvalidInput) {
    for list in [formula.fixed] + formula.random.map(\.terms) {
      try checkSize(list, variables, rows)
    }
  }

  private func checkSize(
    _ list: TermList, _ variables: [DesignRecipe.Variable], _ rows: Int
  ) throws(InvalidInput) {
    let tree = formula.tree
    let counts = list.predictors.map { node in
      let name = tree.description(of: node)
      return Double(variables.first { $0.name == name && $0.levels != nil }?.levels?.count ?? 1)
    }
    let columns = list.terms.reduce(1.0) { total, term in
      total + term.elements.reduce(1.0) { $0 * counts[$1] }
    }
    guard columns * Double(rows) > PredictorSources.largestMatrix,
      let widest = counts.indices.max(by: { counts[$0] < counts[$1] })
    else { return }
    let node = list.predictors[widest]
    let name = tree.description(of: node)
    throw tree.error(
      "M117",
      "this would need \(NumberText.shortest(columns)) columns of \(rows) rows: "
        + "\(Finding.quoted(name)) alone has \(NumberText.shortest(counts[widest])) levels",
      hint: "make it a grouping factor: (1 | \(name))", at: node)
  }
}
