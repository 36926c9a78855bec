import Numerics

/// The terms of the fixed effects as products of numeric predictors and factors, and the columns of
/// the full model matrix as products of their pieces.
struct FixedTerms: Sendable {
  /// What a term is made of.
  struct Term: Sendable, Equatable {
    let name: String
    /// Positions of its numeric predictors, ascending.
    let numbers: [Int]
    /// Positions of its factors among the recipe's variables, ascending.
    let factors: [Int]
  }

  let terms: [Term]
  /// For each column of the full model matrix its term, -1 for the intercept.
  let termOfColumn: [Int]
  let keptColumns: [Int]
  private let plan: DesignPlan
  private let variables: [DesignRecipe.Variable]

  init(_ recipe: DesignRecipe) {
    plan = recipe.plan
    variables = recipe.variables
    termOfColumn = recipe.plan.termOfColumn
    keptColumns = recipe.keptColumns
    let columns = recipe.plan.fixed
    let owners = recipe.plan.termOfColumn
    terms = recipe.plan.terms.enumerated().map { index, name in
      let pieces = owners.firstIndex(of: index).map { columns[$0].pieces } ?? []
      return Term(
        name: name, numbers: pieces.compactMap(\.predictor).sorted(),
        factors: pieces.compactMap(\.variable).sorted())
    }
  }

  /// Factors that take part in the fixed effects, ascending.
  var factors: [Int] { Array(Set(terms.flatMap(\.factors))).sorted() }

  var numberCount: Int { plan.predictors.count }

  func name(ofFactor factor: Int) -> String { variables[factor].name }

  func levels(ofFactor factor: Int) -> [String] { variables[factor].levels ?? [] }

  /// The factor of this name or column.
  func factor(named name: String) throws -> Int {
    let match =
      factors.first { variables[$0].name == name } ?? factors.first { variables[$0].column == name }
    guard let match else {
      throw InferenceError.notAFactor(
        name: name, available: factors.map { variables[$0].name })
    }
    return match
  }

  /// Whether `outer` has every variable of `inner`, more factors, and the same numbers.
  func contains(_ outer: Int, _ inner: Int) -> Bool {
    let (larger, smaller) = (terms[outer], terms[inner])
    return larger.numbers == smaller.numbers && larger.factors.count > smaller.factors.count
      && Set(smaller.factors).isSubset(of: larger.factors)
  }

  /// Whether no other term contains it.
  func isOutermost(_ term: Int) -> Bool { !terms.indices.contains { contains($0, term) } }

  /// Whether a term has a column for every level of one of its factors, having no margin without it.
  func hasEveryLevel(_ factor: Int, term: Int) -> Bool {
    let used = Set(
      plan.fixed.indices.filter { termOfColumn[$0] == term }.flatMap { column in
        plan.fixed[column].pieces.filter { $0.variable == factor }.map(\.choice)
      })
    return used.count == levels(ofFactor: factor).count
  }

  /// A row of the full model matrix whose factors are averaged or set.
  ///
  /// - Parameters:
  ///   - numbers: the value of each numeric predictor.
  ///   - weights: for a factor the weight of each of its levels; equal weights where it has none.
  ///   - isUsed: columns for which it is false are 0.
  func row(
    numbers: [Double], weights: [Int: [Double]], isUsed: (Int) -> Bool = { _ in true }
  ) -> [Double] {
    plan.fixed.indices.map { column in
      guard isUsed(column) else { return 0 }
      return plan.fixed[column].pieces.reduce(1) { $0 * value($1, numbers, weights) }
    }
  }

  private func value(
    _ piece: DesignPlan.Piece, _ numbers: [Double], _ weights: [Int: [Double]]
  ) -> Double {
    switch piece {
    case .number(let predictor): return numbers[predictor]
    case .indicator(let variable, let level): return weight(variable, weights)[level]
    case .contrast(let variable, let column):
      guard let contrasts = plan.contrasts[variable] else { return 0 }
      return zip(contrasts[column: column], weight(variable, weights))
        .reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private func weight(_ variable: Int, _ weights: [Int: [Double]]) -> [Double] {
    if let given = weights[variable] { return given }
    let count = levels(ofFactor: variable).count
    return [Double](repeating: 1 / Double(count), count: count)
  }

  func pieces(ofColumn column: Int) -> [DesignPlan.Piece] { plan.fixed[column].pieces }

  /// The value of a factor's piece at one of its levels.
  func value(_ piece: DesignPlan.Piece, level: Int) -> Double {
    guard let variable = piece.variable else { return 0 }
    let count = levels(ofFactor: variable).count
    return value(piece, [], [variable: (0..<count).map { $0 == level ? 1 : 0 }])
  }

  /// Every numeric predictor where the numeric variables are at their means.
  /// - Throws: `InferenceError.notFiniteAtMeans`.
  func meansOfNumbers() throws -> [Double] {
    let values = VariableValues(
      count: 1,
      numbers: variables.map { variable in
        if case .numeric(let mean, _, _) = variable.kind { return [mean] }
        return []
      }, codes: variables.map { $0.levels == nil ? [] : [0] })
    let numbers = DesignEvaluation(plan, values).predictors.map { $0[0] }
    if let wrong = terms.first(where: { $0.numbers.contains { !numbers[$0].isFinite } }) {
      throw InferenceError.notFiniteAtMeans(term: wrong.name)
    }
    return numbers
  }
}

extension DesignPlan.Piece {
  /// The numeric predictor.
  fileprivate var predictor: Int? {
    if case .number(let predictor) = self { return predictor }
    return nil
  }

  /// The factor.
  var variable: Int? {
    switch self {
    case .number: nil
    case .indicator(let variable, _), .contrast(let variable, _): variable
    }
  }

  /// The level or the contrast.
  fileprivate var choice: Int {
    switch self {
    case .number: 0
    case .indicator(_, let level): level
    case .contrast(_, let column): column
    }
  }
}
