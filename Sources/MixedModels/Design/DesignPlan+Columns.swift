import Tables

extension DesignPlan {
  /// The columns of a formula whose variables are known.
  ///
  /// - Parameter groupOfTerm: for each random term of the formula, in order, the positions of its
  ///   grouping factors among all.
  init(
    _ formula: Formula, variables: [DesignRecipe.Variable], groupsOfTerm: [[Int]],
    groupCount: Int
  ) {
    tree = formula.tree
    offsets = formula.offsets
    variableOfName = formula.tree.names.map { name in
      variables.firstIndex { $0.name == name && $0.levels == nil } ?? -1
    }
    contrasts = variables.map { variable in
      guard case .factor(let levels, _, let coding) = variable.kind, coding != .treatment
      else { return nil }
      return ContrastMatrix(coding, levelCount: levels.count)
    }
    planFixed(formula, variables)
    random = Array(repeating: Random(), count: groupCount)
    for (term, groups) in zip(formula.random, groupsOfTerm) {
      planRandom(term, groups, formula.tree, variables)
    }
  }

  private mutating func planFixed(_ formula: Formula, _ variables: [DesignRecipe.Variable]) {
    let list = formula.fixed
    let resolved = resolve(list, formula.tree, variables)
    if list.hasIntercept { appendFixed(PlannedColumn(pieces: []), "(Intercept)", term: -1) }
    let codings = ContrastRule.codings(list) { resolved[$0].isFactor }
    for (index, term) in list.terms.enumerated() {
      let members = term.elements
      terms.append(members.map { resolved[$0].name }.joined(separator: ":"))
      let choices = zip(members, codings[index]).map { member, isFull in
        pieces(of: resolved[member], variables, isFull: isFull, usesContrasts: true)
      }
      DesignPlan.products(choices) { appendFixed($0, $1, term: index) }
    }
  }

  private mutating func appendFixed(_ column: PlannedColumn, _ name: String, term: Int) {
    fixed.append(column)
    fixedNames.append(name)
    termOfColumn.append(term)
  }

  /// Treatment contrasts always: contrasts are those of the fixed effects.
  private mutating func planRandom(
    _ term: RandomTerm, _ groups: [Int], _ tree: FormulaTree,
    _ variables: [DesignRecipe.Variable]
  ) {
    let list = term.terms
    let resolved = resolve(list, tree, variables)
    var columns: [PlannedColumn] = []
    var names: [String] = []
    if list.hasIntercept {
      columns.append(PlannedColumn(pieces: []))
      names.append("(Intercept)")
    }
    let codings = ContrastRule.codings(list) { resolved[$0].isFactor }
    for (members, codings) in zip(list.terms.map(\.elements), codings) {
      let choices = zip(members, codings).map { member, isFull in
        pieces(of: resolved[member], variables, isFull: isFull, usesContrasts: false)
      }
      DesignPlan.products(choices) { column, name in
        columns.append(column)
        names.append(name)
      }
    }
    for group in groups { random[group].append(columns, names, isCorrelated: term.isCorrelated) }
  }

  /// A predictor as a numeric expression or a variable with levels.
  private struct Resolved {
    let name: String
    let isFactor: Bool
    /// The position among the variables, or among `predictors`.
    let position: Int
  }

  private mutating func resolve(
    _ list: TermList, _ tree: FormulaTree, _ variables: [DesignRecipe.Variable]
  ) -> [Resolved] {
    list.predictors.map { node in
      let name = tree.description(of: node)
      let factor = variables.firstIndex { $0.name == name && $0.levels != nil }
      if let factor { return Resolved(name: name, isFactor: true, position: factor) }
      var position = predictors.firstIndex { tree.areEqual($0, node) }
      if position == nil {
        predictors.append(node)
        position = predictors.count - 1
      }
      return Resolved(name: name, isFactor: false, position: position ?? 0)
    }
  }

  private typealias Choice = (piece: Piece, name: String)

  /// What a predictor can contribute to a product: itself, or one of its columns.
  private func pieces(
    of predictor: Resolved, _ variables: [DesignRecipe.Variable], isFull: Bool,
    usesContrasts: Bool
  ) -> [Choice] {
    guard predictor.isFactor,
      case .factor(let levels, _, let coding) = variables[predictor.position].kind
    else { return [(.number(predictor.position), predictor.name)] }
    let variable = predictor.position
    if isFull || coding == .treatment || !usesContrasts {
      return ((isFull ? 0 : 1)..<levels.count).map { level in
        (.indicator(variable: variable, level: level), "\(predictor.name)[\(levels[level])]")
      }
    }
    return (0..<(levels.count - 1)).map { column in
      let label = ContrastMatrix.label(column, coding)
      return (.contrast(variable: variable, column: column), "\(predictor.name)[\(label)]")
    }
  }

  /// All products of one choice per predictor, the first predictor's choices fastest.
  private static func products(_ choices: [[Choice]], _ append: (PlannedColumn, String) -> Void) {
    if choices.count == 1 {
      for choice in choices[0] { append(PlannedColumn(pieces: [choice.piece]), choice.name) }
      return
    }
    let total = choices.reduce(1) { $0 * $1.count }
    for index in 0..<total {
      var rest = index
      var pieces: [Piece] = []
      var names: [String] = []
      for choice in choices {
        let chosen = choice[rest % choice.count]
        rest /= choice.count
        pieces.append(chosen.piece)
        names.append(chosen.name)
      }
      append(PlannedColumn(pieces: pieces), names.joined(separator: ":"))
    }
  }
}

extension DesignPlan.Random {
  fileprivate mutating func append(
    _ added: [DesignPlan.PlannedColumn], _ addedNames: [String], isCorrelated: Bool
  ) {
    let start = columns.count
    columns += added
    names += addedNames
    if isCorrelated {
      blocks.append(start..<columns.count)
    } else {
      blocks += (start..<columns.count).map { $0..<($0 + 1) }
    }
  }
}
