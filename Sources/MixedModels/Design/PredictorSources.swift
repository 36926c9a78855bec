import Numerics
import Tables

/// The variables of one formula's terms, and the design they make.
struct PredictorSources {
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

  let formula: Formula
  let specification: MixedModelSpecification
  let table: Table
  private(set) var sources: [Source] = []

  init(_ formula: Formula, _ specification: MixedModelSpecification, _ table: Table) {
    self.formula = formula
    self.specification = specification
    self.table = table
  }

  var columns: [Column] { sources.map(\.column) }

  mutating func addPredictor(_ node: Int, isFixed: Bool) throws(InvalidInput) {
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

  mutating func addNumbers(below node: Int, isFixed: Bool) throws(InvalidInput) {
    let tree = formula.tree
    for (index, column) in try table.numericColumns(tree, below: node) {
      try addSource(column, name: tree.names[index], node, isFactor: false, isFixed: isFixed)
    }
  }

  private mutating func addSource(
    _ column: Column, name: String, _ node: Int, isFactor: Bool, isFixed: Bool
  ) throws(InvalidInput) {
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
}

extension PredictorSources {
  typealias Unused = (name: String, levels: [String])

  /// A formula on the used rows.
  struct Evaluated {
    let variables: [DesignRecipe.Variable]
    /// Levels that do not occur, by variable.
    let unused: [Unused]
    let plan: DesignPlan
    let evaluation: DesignEvaluation
    let fixed: FixedEffectsDesign

    func recipe(
      _ formula: String, offsetColumn: String? = nil, groupings: [DesignRecipe.Grouping] = []
    ) -> DesignRecipe {
      DesignRecipe(
        formula: formula, offsetColumn: offsetColumn, variables: variables,
        groupings: groupings, keptColumns: fixed.keptColumns, plan: plan)
    }
  }

  /// - Parameters:
  ///   - groupsOfTerm: for each random term the positions of its grouping factors among all.
  ///   - tolerance: below which a column depends on those before it.
  /// - Throws: M110 for values that are not finite, M114 for a factor with one level, M116 where
  ///   there is no fixed effect, M117 for too many columns.
  func evaluate(
    _ rows: UsedRows, groupsOfTerm: [[Int]], groupCount: Int, tolerance: Double
  ) throws(InvalidInput) -> Evaluated {
    let (variables, values, unused) = try variables(rows)
    try checkSize(variables, rows.rows.count)
    let plan = DesignPlan(
      formula, variables: variables, groupsOfTerm: groupsOfTerm, groupCount: groupCount)
    let evaluation = DesignEvaluation(plan, values)
    for (node, values) in zip(plan.predictors, evaluation.predictors) {
      try table.checkFinite(formula.tree, node, values, rows)
    }
    return Evaluated(
      variables: variables, unused: unused, plan: plan, evaluation: evaluation,
      fixed: try fixedDesign(plan, evaluation, rows, tolerance))
  }

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

  private func fixedDesign(
    _ plan: DesignPlan, _ evaluation: DesignEvaluation, _ rows: UsedRows, _ tolerance: Double
  ) throws(InvalidInput) -> FixedEffectsDesign {
    let count = plan.fixed.count
    if count == 0 {
      throw formula.tree.error(
        "M116", "the model has no fixed effect", hint: "keep at least the intercept: y ~ 1 + ...",
        at: formula.rightSide)
    }
    let all = Matrix(
      rows: rows.rows.count, columns: count, columnMajor: evaluation.columns(plan.fixed))
    try checkProducts(all, plan, rows)
    let kept = RankReduction.keptColumns(all, tolerance: tolerance)
    let isFull = kept.count == count
    return FixedEffectsDesign(
      matrix: isFull ? all : all.selectingColumns(kept),
      names: isFull ? plan.fixedNames : kept.map { plan.fixedNames[$0] }, terms: plan.terms,
      termOfColumn: isFull ? plan.termOfColumn : kept.map { plan.termOfColumn[$0] },
      keptColumns: kept, allNames: plan.fixedNames, hasIntercept: formula.fixed.hasIntercept)
  }
}

extension MixedModelSpecification {
  func levels(of column: String) -> [String]? {
    levels.first { $0.column == column }?.levels
  }

  func coding(of source: PredictorSources.Source) -> ContrastCoding {
    contrasts.first { $0.column == source.name || $0.column == source.column.name }?.coding
      ?? .treatment
  }
}

extension DesignRecipe.Variable.Kind {
  /// Mean and range of some numbers, of which there is at least one.
  fileprivate static func numeric(_ values: [Double]) -> Self {
    var (sum, minimum, maximum) = (0.0, values[0], values[0])
    for value in values {
      sum += value
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
    return .numeric(mean: sum / Double(values.count), minimum: minimum, maximum: maximum)
  }
}
