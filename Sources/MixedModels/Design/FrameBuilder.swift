import Numerics
import Tables

/// Makes a model frame: finds the columns, drops rows, codes factors, evaluates.
struct FrameBuilder {
  let specification: MixedModelSpecification
  let table: Table
  let formula: Formula

  /// A variable of the recipe before rows were dropped.
  struct Source {
    let name: String
    let column: Column
    /// nil for a number.
    let factor: Factor?
    var isFixed: Bool
    /// Where it first stands in the formula.
    let node: Int
  }

  /// A grouping factor before rows were dropped.
  struct GroupSource {
    var tableColumns: [Column]
    let factors: [Factor]

    var columns: [String] { tableColumns.map(\.name) }
  }

  private(set) var sources: [Source] = []
  private(set) var groups: [GroupSource] = []
  /// For each random term of the formula the positions of its grouping factors.
  private(set) var groupsOfTerm: [[Int]] = []
  private(set) var weights: Column?
  private(set) var offset: Column?
  private(set) var residual: ResidualSource?
  /// The columns below the response, by name.
  private var responseColumns: [(name: Int, column: Column)] = []
  /// Every column that is used, in the order in which missing rows are counted.
  private var usedColumns: [Column] = []

  init(_ specification: MixedModelSpecification, _ table: Table) throws(InvalidInput) {
    self.specification = specification
    self.table = table
    formula = try Formula(specification.formula)
    try findColumns()
  }

  func build() throws(InvalidInput) -> ModelFrame {
    let rows = UsedRows(usedColumns, of: table.rowCount)
    if rows.rows.isEmpty { throw noRows(rows) }
    let response = try self.response(rows)
    let (variables, values, unused) = try variables(rows)
    let groups = self.groups.map { $0.coded(rows) }
    try checkSize(variables, rows.rows.count)
    let plan = DesignPlan(
      formula, variables: variables, groupsOfTerm: groupsOfTerm, groupCount: groups.count)
    let evaluation = DesignEvaluation(plan, values)
    for (node, values) in zip(plan.predictors, evaluation.predictors) {
      try table.checkFinite(formula.tree, node, values, rows)
    }
    let fixed = try fixedDesign(plan, evaluation, rows)
    let recipe = DesignRecipe(
      formula: specification.formula, offsetColumn: specification.offset, variables: variables,
      groupings: groups.map(\.grouping), keptColumns: fixed.keptColumns, plan: plan)
    var frame = ModelFrame(
      rows: rows.rows, omissions: rows.omissions,
      responseName: formula.tree.description(of: formula.response), response: response,
      offset: try offsets(evaluation, rows), weights: try caseWeights(rows), fixed: fixed,
      random: zip(groups, plan.random).map { group, random in
        RandomEffectsDesign(
          group: group.grouping.name, levels: group.grouping.levels, codes: group.codes,
          columns: evaluation.columns(random.columns), names: random.names,
          blocks: random.blocks)
      }, residual: try residual?.design(rows, table), recipe: recipe)
    frame.findings = notes(frame, unused + groups.map { ($0.grouping.name, $0.unused) })
    return frame
  }

  private func fixedDesign(
    _ plan: DesignPlan, _ evaluation: DesignEvaluation, _ rows: UsedRows
  ) throws(InvalidInput) -> FixedEffectsDesign {
    let count = plan.fixed.count
    if count == 0 {
      throw formula.tree.error(
        "M116", "the model has no fixed effect", hint: "keep at least the intercept: y ~ 1 + ...",
        at: formula.tree[formula.tree.root].right)
    }
    let all = Matrix(
      rows: rows.rows.count, columns: count, columnMajor: evaluation.columns(plan.fixed))
    try checkProducts(all, plan, rows)
    let isPlain = formula.random.isEmpty && residual == nil
    let kept = RankReduction.keptColumns(
      all,
      tolerance: isPlain
        ? RankReduction.leastSquaresTolerance : RankReduction.mixedModelTolerance)
    let isFull = kept.count == count
    return FixedEffectsDesign(
      matrix: isFull ? all : all.selectingColumns(kept),
      names: isFull ? plan.fixedNames : kept.map { plan.fixedNames[$0] }, terms: plan.terms,
      termOfColumn: isFull ? plan.termOfColumn : kept.map { plan.termOfColumn[$0] },
      keptColumns: kept, allNames: plan.fixedNames, hasIntercept: formula.fixed.hasIntercept)
  }
}

extension FrameBuilder {
  private mutating func findColumns() throws(InvalidInput) {
    for levels in specification.levels { _ = try table.requireColumn(levels.column) }
    try addResponse()
    for node in formula.fixed.predictors { try addPredictor(node, isFixed: true) }
    for term in formula.random {
      for node in term.terms.predictors { try addPredictor(node, isFixed: false) }
      var positions: [Int] = []
      for group in term.groups { positions.append(try addGroup(group)) }
      groupsOfTerm.append(positions)
    }
    for node in formula.offsets { try addNumbers(below: node, isFixed: false) }
    offset = try numericColumn(specification.offset)
    weights = try numericColumn(specification.weights)
    residual = try ResidualSource(specification, table)
    for column in residual?.columns ?? [] { use(column) }
    try checkContrasts()
  }

  private mutating func use(_ column: Column) {
    if !usedColumns.contains(where: { $0.name == column.name }) { usedColumns.append(column) }
  }

  private mutating func numericColumn(_ name: String?) throws(InvalidInput) -> Column? {
    guard let name else { return nil }
    var column = try table.requireColumn(name)
    if column.kind != .integer { column = try table.column(name, as: .number) }
    use(column)
    return column
  }

  private mutating func addResponse() throws(InvalidInput) {
    responseColumns = try table.numericColumns(formula.tree, below: formula.response)
    for (_, column) in responseColumns { use(column) }
  }

  private mutating func addPredictor(_ node: Int, isFixed: Bool) throws(InvalidInput) {
    let tree = formula.tree
    if let name = tree.name(node) {
      let column = try table.requireColumn(name)
      let isFactor = column.kind == .text || specification.levels(of: name) != nil
      if isFactor, specification.levels(of: name) == nil, column.hasInfiniteNumbers {
        // An error for each of them, rather than a level for every number.
        _ = try table.column(name, as: .number)
      }
      try addSource(column, name: name, node, isFactor: isFactor, isFixed: isFixed)
    } else if tree[node].kind == .call, tree[node].function == .factor {
      guard let name = tree.name(tree.unwrapped(tree[node].left)) else {
        throw tree.error(
          "M106", "factor() takes the name of a column", hint: "write factor(x)", at: node)
      }
      let column = try table.requireColumn(name)
      try addSource(
        column, name: tree.description(of: node), node, isFactor: true, isFixed: isFixed)
    } else {
      try addNumbers(below: node, isFixed: isFixed)
    }
  }

  private mutating func addNumbers(below node: Int, isFixed: Bool) throws(InvalidInput) {
    let tree = formula.tree
    for (index, column) in try table.numericColumns(tree, below: node) {
      try addSource(column, name: tree.names[index], node, isFactor: false, isFixed: isFixed)
    }
  }

  private mutating func addSource(
    _ column: Column, name: String, _ node: Int, isFactor: Bool, isFixed: Bool
  ) throws(InvalidInput) {
    use(column)
    let known = sources.firstIndex { $0.name == name && ($0.factor != nil) == isFactor }
    if let known {
      sources[known].isFixed = sources[known].isFixed || isFixed
      return
    }
    var factor: Factor?
    if isFactor {
      let levels = specification.levels(of: column.name)
      factor = try table.factor(column.name, levels: levels)
      if levels == nil { factor = factor?.ascending(column) }
    }
    sources.append(
      Source(name: name, column: column, factor: factor, isFixed: isFixed, node: node))
  }

  private mutating func addGroup(_ nodes: [Int]) throws(InvalidInput) -> Int {
    let names = nodes.map { formula.tree.name($0) }
    if let known = groups.firstIndex(where: { $0.columns == names }) { return known }
    let group = try GroupSource(nodes, formula.tree, specification, table, ascending: false)
    for column in group.tableColumns { use(column) }
    groups.append(group)
    return groups.count - 1
  }

  private func response(_ rows: UsedRows) throws(InvalidInput) -> [Double] {
    let values = formula.tree.values(of: formula.response, responseColumns, rows)
    try table.checkFinite(formula.tree, formula.response, values, rows)
    if values.allSatisfy({ $0 == values[0] }) { throw constantResponse(values[0]) }
    return values
  }

  private typealias Unused = (name: String, levels: [String])

  private func variables(
    _ rows: UsedRows
  ) throws(InvalidInput) -> ([DesignRecipe.Variable], VariableValues, [Unused]) {
    var variables: [DesignRecipe.Variable] = []
    var values = VariableValues(count: rows.rows.count, numbers: [], codes: [])
    var unused: [Unused] = []
    for source in sources {
      let kind: DesignRecipe.Variable.Kind
      if let factor = source.factor {
        let coded = CodedFactor(factor, rows)
        if coded.levels.count < 2 && source.isFixed { throw singleLevel(source, coded) }
        kind = .factor(
          levels: coded.levels, counts: coded.counts, coding: specification.coding(of: source))
        values.codes.append(coded.codes)
        values.numbers.append([])
        unused.append((source.name, coded.unused))
      } else {
        let numbers = rows.numbers(source.column) ?? []
        kind = .numeric(numbers)
        values.numbers.append(numbers)
        values.codes.append([])
      }
      variables.append(
        DesignRecipe.Variable(
          name: source.name, column: source.column.name, kind: kind, isFixed: source.isFixed))
    }
    return (variables, values, unused)
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

extension MixedModelSpecification {
  func levels(of column: String) -> [String]? {
    levels.first { $0.column == column }?.levels
  }

  func coding(of source: FrameBuilder.Source) -> ContrastCoding {
    contrasts.first { $0.column == source.name || $0.column == source.column.name }?.coding
      ?? .treatment
  }
}

extension DesignRecipe.Variable.Kind {
  /// Mean and range of some numbers, of which there is at least one.
  static func numeric(_ values: [Double]) -> Self {
    var (sum, minimum, maximum) = (0.0, values[0], values[0])
    for value in values {
      sum += value
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
    return .numeric(mean: sum / Double(values.count), minimum: minimum, maximum: maximum)
  }
}
