extension DesignRecipe: Codable {
  private enum Key: String, CodingKey {
    case formula, offsetColumn, variables, groupings, keptColumns
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(formula, forKey: .formula)
    try container.encodeIfPresent(offsetColumn, forKey: .offsetColumn)
    try container.encode(variables, forKey: .variables)
    try container.encode(groupings, forKey: .groupings)
    try container.encode(keptColumns, forKey: .keptColumns)
  }

  /// - Throws: `DecodingError` also where the parts do not fit each other.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    formula = try container.decode(String.self, forKey: .formula)
    offsetColumn = try container.decodeIfPresent(String.self, forKey: .offsetColumn)
    variables = try container.decode([Variable].self, forKey: .variables)
    groupings = try container.decode([Grouping].self, forKey: .groupings)
    keptColumns = try container.decode([Int].self, forKey: .keptColumns)
    if formula.isEmpty && variables.isEmpty {
      plan = DesignPlan()
      return
    }
    guard let parsed = DesignRecipe.parsed(formula),
      let plan = DesignRecipe.plan(parsed, variables, groupings),
      keptColumns.allSatisfy({ plan.fixed.indices.contains($0) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .formula, in: container,
        debugDescription: "the formula does not fit the variables and columns")
    }
    self.plan = plan
  }

  /// The formula of a model, or one of zero inflation, which begins with its '~'.
  private static func parsed(_ text: String) -> Formula? {
    text.drop { $0.isWhitespace }.first == "~"
      ? try? Formula(zeroInflation: text) : try? Formula(text)
  }

  /// The plan of a formula; nil where a variable, level or grouping factor is lacking.
  private static func plan(
    _ formula: Formula, _ variables: [Variable], _ groupings: [Grouping]
  ) -> DesignPlan? {
    var groupsOfTerm: [[Int]] = []
    for term in formula.random {
      let names = term.groups.map { group in group.map { formula.tree.description(of: $0) } }
      let positions = names.compactMap { name in groupings.firstIndex { $0.columns == name } }
      guard positions.count == names.count else { return nil }
      groupsOfTerm.append(positions)
    }
    guard variables.allSatisfy({ $0.levels.map { !$0.isEmpty } ?? true }),
      groupings.allSatisfy(\.isConsistent)
    else { return nil }
    let plan = DesignPlan(
      formula, variables: variables, groupsOfTerm: groupsOfTerm, groupCount: groupings.count)
    let names = (plan.predictors + plan.offsets).flatMap { formula.tree.nameIndices(below: $0) }
    let isKnown = names.allSatisfy {
      plan.variableOfName[$0] >= 0 || formula.tree.names[$0] == "pi"
    }
    return isKnown ? plan : nil
  }
}

extension DesignRecipe.Grouping {
  /// True if the codes of the parts are within the parts.
  fileprivate var isConsistent: Bool {
    guard columns.count > 1 else { return columns.count == 1 && parts.isEmpty }
    return parts.count == columns.count && partCodes.count == levels.count
      && partCodes.allSatisfy { codes in
        codes.count == parts.count
          && zip(codes, parts).allSatisfy { $1.indices.contains(Int($0)) }
      }
  }
}
