import Numerics
import Tables

/// Makes a model frame: finds the columns, drops rows, codes factors, evaluates.
struct FrameBuilder {
  let specification: MixedModelSpecification
  let table: Table
  let formula: Formula

  /// A grouping factor before rows were dropped.
  struct GroupSource {
    var tableColumns: [Column]
    let factors: [Factor]

    var columns: [String] { tableColumns.map(\.name) }
  }

  let response: ResponseSource
  private(set) var predictors: PredictorSources
  /// The predictors of the log odds of an extra zero.
  private(set) var zeroPredictors: PredictorSources?
  private(set) var groups: [GroupSource] = []
  /// For each random term of the formula the positions of its grouping factors.
  private(set) var groupsOfTerm: [[Int]] = []
  private(set) var weights: Column?
  private(set) var offset: Column?
  /// Of the residuals, or in other families than the normal of a latent series.
  private(set) var residual: ResidualSource?
  /// Every column that is used, in the order in which missing rows are counted.
  private var usedColumns: [Column] = []

  init(_ specification: MixedModelSpecification, _ table: Table) throws(InvalidInput) {
    self.specification = specification
    self.table = table
    try specification.check()
    formula = try Formula(specification.formula)
    for levels in specification.levels { _ = try table.requireColumn(levels.column) }
    response = try ResponseSource(formula, specification, table)
    predictors = PredictorSources(formula, specification, table)
    try findColumns()
  }

  func build() throws(InvalidInput) -> ModelFrame {
    let rows = UsedRows(usedColumns, of: table.rowCount)
    if rows.rows.isEmpty { throw noRows(rows) }
    let response = try self.response.values(rows)
    let groups = self.groups.map { $0.coded(rows) }
    let isGaussian = specification.family == .gaussian
    let isPlain = isGaussian && formula.random.isEmpty && residual == nil
    let main = try predictors.evaluate(
      rows, groupsOfTerm: groupsOfTerm, groupCount: groups.count,
      tolerance: isPlain
        ? RankReduction.leastSquaresTolerance : RankReduction.mixedModelTolerance)
    let zero = try zeroInflation(rows, response.response)
    var frame = ModelFrame(
      rows: rows.rows, omissions: rows.omissions,
      responseName: formula.tree.description(of: formula.response), response: response.response,
      trials: response.trials, eventLevel: response.eventLevel,
      offset: try offsets(main.evaluation, rows), weights: try caseWeights(rows),
      fixed: main.fixed,
      random: zip(groups, main.plan.random).map { group, random in
        RandomEffectsDesign(
          group: group.grouping.name, levels: group.grouping.levels, codes: group.codes,
          columns: main.evaluation.columns(random.columns), names: random.names,
          blocks: random.blocks)
      }, zeroInflation: zero?.fixed,
      residual: isGaussian ? try residual?.design(rows, table) : nil,
      latentSeries: isGaussian ? nil : try residual?.latentSeries(rows, table),
      recipe: main.recipe(
        specification.formula, offsetColumn: specification.offset,
        groupings: groups.map(\.grouping)),
      zeroRecipe: zero?.recipe(zeroFormula))
    let unused =
      main.unused
      + (zero?.unused ?? []).filter { level in
        !main.unused.contains { $0.name == level.name }
      }
    frame.findings =
      response.findings + notes(frame, unused + groups.map { ($0.grouping.name, $0.unused) })
    return frame
  }

  /// As it is stored: with a '~' and no left side.
  private var zeroFormula: String {
    let text = specification.zeroInflation ?? ""
    return text.drop { $0.isWhitespace }.first == "~" ? text : "~ " + text
  }

  /// - Throws: M157 where the response is never 0, and what `PredictorSources.evaluate` throws.
  private func zeroInflation(
    _ rows: UsedRows, _ response: [Double]
  ) throws(InvalidInput) -> PredictorSources.Evaluated? {
    guard let zeroPredictors else { return nil }
    if !response.contains(0) { throw noZero() }
    return try zeroPredictors.evaluate(
      rows, groupsOfTerm: [], groupCount: 0, tolerance: RankReduction.mixedModelTolerance)
  }
}

extension FrameBuilder {
  private mutating func findColumns() throws(InvalidInput) {
    use(response.columns)
    for node in formula.fixed.predictors { try predictors.addPredictor(node, isFixed: true) }
    use(predictors.columns)
    for term in formula.random {
      for node in term.terms.predictors { try predictors.addPredictor(node, isFixed: false) }
      use(predictors.columns)
      var positions: [Int] = []
      for group in term.groups { positions.append(try addGroup(group)) }
      groupsOfTerm.append(positions)
    }
    for node in formula.offsets { try predictors.addNumbers(below: node, isFixed: false) }
    use(predictors.columns)
    try addZeroInflation()
    offset = try numericColumn(specification.offset)
    weights = try numericColumn(specification.weights)
    residual = try ResidualSource(specification, table)
    use(residual?.columns ?? [])
    try checkContrasts()
  }

  private mutating func use(_ columns: [Column]) {
    for column in columns where !usedColumns.contains(where: { $0.name == column.name }) {
      usedColumns.append(column)
    }
  }

  private mutating func numericColumn(_ name: String?) throws(InvalidInput) -> Column? {
    guard let name else { return nil }
    let column = try table.numberColumn(name)
    use([column])
    return column
  }

  private mutating func addZeroInflation() throws(InvalidInput) {
    guard let text = specification.zeroInflation else { return }
    var zero = PredictorSources(try Formula(zeroInflation: text), specification, table)
    let tree = zero.formula.tree
    for node in zero.formula.fixed.predictors {
      if tree.description(of: node) == formula.tree.description(of: formula.response) {
        throw tree.error(
          "M109", "the response stands in the zero inflation", hint: "remove it there", at: node)
      }
      try zero.addPredictor(node, isFixed: true)
    }
    use(zero.columns)
    zeroPredictors = zero
  }

  private mutating func addGroup(_ nodes: [Int]) throws(InvalidInput) -> Int {
    let names = nodes.map { formula.tree.name($0) }
    if let known = groups.firstIndex(where: { $0.columns == names }) { return known }
    let group = try GroupSource(nodes, formula.tree, specification, table, ascending: false)
    use(group.tableColumns)
    groups.append(group)
    return groups.count - 1
  }

  private func offsets(
    _ evaluation: DesignEvaluation, _ rows: UsedRows
  ) throws(InvalidInput) -> [Double] {
    var total: [Double] = offset.flatMap { rows.numbers($0) } ?? []
    for node in formula.offsets {
      let values = evaluation.numbers(node)
      try table.checkFinite(formula.tree, node, values, rows)
      total = total.isEmpty ? values : zip(total, values).map { $0 + $1 }
    }
    return total
  }
}
