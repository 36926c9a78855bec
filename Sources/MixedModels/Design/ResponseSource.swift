import Tables

/// The left side of a formula with its columns, and the trials beside it.
struct ResponseSource {
  enum Form {
    /// Arithmetic, or a column: one number in each row.
    case numbers
    /// Two labels, of which one is the event.
    case labels(Column, Factor)
    /// `cbind(events, others)`: the nodes of the two.
    case pair(events: Int, others: Int)
  }

  /// The response on the used rows.
  struct Values {
    var response: [Double]
    /// Empty where every row is one trial, or where there are no trials.
    var trials: [Double] = []
    var eventLevel: String?
    var findings: [Finding] = []
  }

  let specification: MixedModelSpecification
  let table: Table
  let tree: FormulaTree
  let node: Int
  let form: Form
  /// The columns of numbers below the response, by name.
  let numberColumns: [(name: Int, column: Column)]
  let trials: Column?

  /// - Throws: M106, M152 with the place in the formula; D104, D114, D115 for a column.
  init(
    _ formula: Formula, _ specification: MixedModelSpecification, _ table: Table
  ) throws(InvalidInput) {
    self.specification = specification
    self.table = table
    tree = formula.tree
    node = formula.response
    let family = specification.family
    trials = try specification.trials.map { name throws(InvalidInput) in
      try table.numberColumn(name, noun: "number of trials")
    }
    let found = tree[node]
    if found.kind == .call && found.function == .cbind {
      guard family == .binomial && trials == nil else {
        throw tree.error(
          "M152",
          family == .binomial
            ? "cbind has the trials already" : "cbind is the response of a binomial model",
          hint: family == .binomial
            ? "leave out the trials, or name the column of events alone"
            : "choose the family binomial, or name one column", at: node)
      }
      form = .pair(events: found.left, others: found.right)
      numberColumns =
        try table.numericColumns(tree, below: found.left)
        + table.numericColumns(tree, below: found.right)
    } else if family == .binomial, trials == nil,
      let labels = try Self.labels(tree, node, specification, table)
    {
      form = labels
      numberColumns = []
    } else if family != .gaussian, let name = tree.name(node) {
      form = .numbers
      let noun = family.isCount ? "count" : nil
      numberColumns = [(found.left, try table.numberColumn(name, noun: noun))]
    } else {
      form = .numbers
      numberColumns = try table.numericColumns(tree, below: node)
    }
  }

  /// A column of labels: text, a column with given levels, or `factor(x)`.
  private static func labels(
    _ tree: FormulaTree, _ node: Int, _ specification: MixedModelSpecification, _ table: Table
  ) throws(InvalidInput) -> Form? {
    let isFactor = tree[node].kind == .call && tree[node].function == .factor
    guard let name = tree.name(isFactor ? tree.unwrapped(tree[node].left) : node) else {
      return nil
    }
    let column = try table.requireColumn(name)
    let levels = specification.levels(of: name)
    let isText = column.kind == .text && column.strayLabel == nil
    guard isFactor || isText || levels != nil else { return nil }
    let factor = try table.factor(name, levels: levels)
    return .labels(column, levels == nil ? factor.ascending(column) : factor)
  }

  /// Every column that is used.
  var columns: [Column] {
    var columns = numberColumns.map(\.column)
    if case .labels(let column, _) = form { columns.append(column) }
    if let trials { columns.append(trials) }
    return columns
  }

  var name: String { Finding.quoted(tree.description(of: node)) }

  /// - Throws: M110 for a value that is not finite, M111 for a normal response that does not vary,
  ///   M158 to M163 for what is not a count or an event.
  func values(_ rows: UsedRows) throws(InvalidInput) -> Values {
    switch form {
    case .labels(let column, let factor): return try events(column, factor, rows)
    case .pair(let events, let others): return try pair(events, others, rows)
    case .numbers: break
    }
    let numbers = try numbers(node, rows)
    switch specification.family {
    case .gaussian:
      if numbers.allSatisfy({ $0 == numbers[0] }) { throw constant(numbers[0]) }
      return Values(response: numbers)
    case .poisson, .negativeBinomial1, .negativeBinomial2:
      try checkCounts(numbers, node, rows)
      return remarked(Values(response: numbers))
    case .binomial: return try events(numbers, rows)
    }
  }

  /// The values of the response or a part of it.
  func numbers(_ node: Int, _ rows: UsedRows) throws(InvalidInput) -> [Double] {
    let numbers = tree.values(of: node, numberColumns, rows)
    try table.checkFinite(tree, node, numbers, rows)
    return numbers
  }

  private func constant(_ value: Double) -> InvalidInput {
    InvalidInput(
      table.finding(
        "M111", .error,
        message: "the response \(name) is \(NumberText.shortest(value)) in every used row",
        hint: "a model needs a response that varies"))
  }
}
