import Tables

/// Turns a sum of products into terms by the rules of Wilkinson and Rogers (1973), as R does.
struct TermExpansion {
  let tree: FormulaTree
  private var hasIntercept = true
  private var predictors: [Int] = []
  /// Nodes of kind `bar` and `doubleBar`, and of calls of `offset`, that are summands.
  private(set) var bars: [Int] = []
  private(set) var offsets: [Int] = []
  private let allowsBars: Bool

  /// Terms of one formula; so many make hopeless models, and slow expansions.
  static let largestCount = 2000

  private typealias Terms = [VariableSet]

  private init(_ tree: FormulaTree, allowsBars: Bool) {
    self.tree = tree
    self.allowsBars = allowsBars
  }

  /// The terms of a node; with `allowsBars` also random terms and offsets beside them.
  static func expand(
    _ node: Int, of tree: FormulaTree, allowsBars: Bool
  ) throws(InvalidInput) -> (list: TermList, bars: [Int], offsets: [Int]) {
    var expansion = TermExpansion(tree, allowsBars: allowsBars)
    let terms = try expansion.summand(node)
    let list = TermList(
      hasIntercept: expansion.hasIntercept, predictors: expansion.predictors,
      terms: byDegree(terms))
    return (list, expansion.bars, expansion.offsets)
  }

  private static func byDegree(_ terms: Terms) -> Terms {
    let degrees = terms.map(\.count)
    guard let largest = degrees.max(), largest > 1 else { return terms }
    var sorted: Terms = []
    sorted.reserveCapacity(terms.count)
    for degree in 1...largest {
      for (index, term) in terms.enumerated() where degrees[index] == degree {
        sorted.append(term)
      }
    }
    return sorted
  }

  /// A node that is added to the model: here stand also 0 and 1, random terms and offsets.
  private mutating func summand(_ node: Int) throws(InvalidInput) -> Terms {
    let found = tree[node]
    switch found.kind {
    case .parenthesis:
      let inner = tree[found.left].kind
      if inner == .bar || inner == .doubleBar {
        guard allowsBars else { throw misplaced(found.left) }
        bars.append(found.left)
        return []
      }
      return try summand(found.left)
    case .number:
      hasIntercept = try intercept(node)
      return []
    case .positive: return try summand(found.left)
    case .negative:
      _ = try removed(found.left)
      return []
    case .add:
      let left = try summand(found.left)
      return try joined(left, summand(found.right), at: node)
    case .subtract:
      let left = try summand(found.left)
      let right = try removed(found.right)
      return left.filter { !right.contains($0) }
    case .call where found.function == .offset:
      guard allowsBars else { throw misplaced(node) }
      offsets.append(found.left)
      return []
    default: return try terms(node)
    }
  }

  private mutating func removed(_ node: Int) throws(InvalidInput) -> Terms {
    let inner = tree.unwrapped(node)
    if tree[inner].kind == .number {
      hasIntercept = try !intercept(inner)
      return []
    }
    return try terms(inner)
  }

  /// A node inside a product.
  private mutating func terms(_ node: Int) throws(InvalidInput) -> Terms {
    let found = tree[node]
    switch found.kind {
    case .name: return [try predictor(node)]
    case .call where found.function.isArithmetic || found.function == .factor:
      return [try predictor(node)]
    case .call, .bar, .doubleBar, .tilde: throw misplaced(node)
    case .parenthesis: return try terms(found.left)
    case .add: return try joined(terms(found.left), terms(found.right), at: node)
    case .subtract:
      let left = try terms(found.left)
      let right = try terms(found.right)
      return left.filter { !right.contains($0) }
    case .interaction:
      return try product(terms(found.left), terms(found.right), at: node)
    case .multiply:
      let (left, right) = (try terms(found.left), try terms(found.right))
      return try joined(joined(left, right, at: node), product(left, right, at: node), at: node)
    case .divide:
      let left = try terms(found.left)
      let all = left.reduce(VariableSet()) { $0.union($1) }
      return try joined(left, product([all], terms(found.right), at: node), at: node)
    case .within:
      let left = try terms(found.left)
      let all = try terms(found.right).reduce(VariableSet()) { $0.union($1) }
      return try product(left, [all], at: node)
    case .power: return try power(node)
    case .number, .positive, .negative: throw notATerm(node)
    }
  }

  private mutating func power(_ node: Int) throws(InvalidInput) -> Terms {
    let exponent = tree[tree.unwrapped(tree[node].right)]
    let base = try terms(tree[node].left)
    guard exponent.kind == .number, let power = Int(exactly: exponent.value), power >= 1 else {
      throw tree.error(
        "M105", "the power of a sum of terms must be a whole number such as 2",
        hint: "for arithmetic write I(x^2)", at: tree[node].right)
    }
    var result = base
    for _ in 1..<min(power, VariableSet.capacity) {
      let next = try product(result, base, at: node)
      if next == result { break }
      result = next
    }
    return result
  }

  private mutating func predictor(_ node: Int) throws(InvalidInput) -> VariableSet {
    for (index, known) in predictors.enumerated() where tree.areEqual(known, node) {
      return VariableSet(index)
    }
    if tree.name(node) == "." {
      throw tree.error(
        "M105", "'.' does not stand for all other columns here",
        hint: "name the columns that belong to the model", at: node)
    }
    guard predictors.count < VariableSet.capacity else { throw tooMany(node) }
    predictors.append(node)
    return VariableSet(predictors.count - 1)
  }

  private func joined(
    _ left: Terms, _ right: Terms, at node: Int
  ) throws(InvalidInput) -> Terms {
    var result = left
    for term in right where !result.contains(term) { result.append(term) }
    if result.count > TermExpansion.largestCount { throw tooMany(node) }
    return result
  }

  private func product(
    _ left: Terms, _ right: Terms, at node: Int
  ) throws(InvalidInput) -> Terms {
    var result: Terms = []
    for first in left {
      for second in right {
        let term = first.union(second)
        if !result.contains(term) { result.append(term) }
      }
      if result.count > TermExpansion.largestCount { throw tooMany(node) }
    }
    return result
  }

  private func intercept(_ node: Int) throws(InvalidInput) -> Bool {
    guard tree[node].value == 0 || tree[node].value == 1 else { throw notATerm(node) }
    return tree[node].value == 1
  }
}

extension TermExpansion {
  private func notATerm(_ node: Int) -> InvalidInput {
    tree.error(
      "M105", "\(Finding.quoted(tree.description(of: node))) is not a term of a model",
      hint: "only 0 (no intercept) and 1 may be added; write arithmetic as I(2 * x)", at: node)
  }

  private func tooMany(_ node: Int) -> InvalidInput {
    tree.error(
      "M107", "the formula has too many terms",
      hint: "at most \(VariableSet.capacity) predictors and \(TermExpansion.largestCount) terms "
        + "are possible", at: node)
  }

  private func misplaced(_ node: Int) -> InvalidInput {
    let found = tree[node]
    let text = Finding.quoted(tree.description(of: node))
    switch found.kind {
    case .bar, .doubleBar:
      return tree.error(
        "M104", "the random term \(text) cannot stand here",
        hint: "add random terms in parentheses: y ~ x + (1 | group)", at: node)
    case .call where found.function.isResidualStructure:
      return tree.error(
        "M104", "\(text) describes residuals and cannot stand in the formula",
        hint: "give it as the correlation or the variance of the residuals", at: node)
    case .call where found.function == .cbind:
      return tree.error(
        "M104", "\(text) is a response and cannot stand here",
        hint: "write cbind(events, others) ~ x", at: node)
    case .call:
      return tree.error(
        "M104", "the offset \(text) cannot stand here",
        hint: "add it to the formula: y ~ x + offset(log(time))", at: node)
    default: return notATerm(node)
    }
  }
}
