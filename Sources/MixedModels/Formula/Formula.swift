import Tables

/// A formula in lme4's language, read and expanded; nothing is known of the data yet.
struct Formula: Sendable {
  let tree: FormulaTree
  /// The node of all predictors.
  let rightSide: Int
  let fixed: TermList
  /// In the order of the formula.
  let random: [RandomTerm]
  /// The arguments of `offset()`.
  let offsets: [Int]

  /// - Throws: M101 to M109 with the place in the text.
  init(_ text: String) throws(InvalidInput) {
    tree = try FormulaParser.parse(text)
    let root = tree[tree.root]
    guard root.kind == .tilde else {
      throw tree.error(
        "M102", "the formula has no '~'", hint: "write the response first: y ~ x + (1 | group)",
        at: tree.root)
    }
    guard tree[root.left].kind != .tilde else {
      throw tree.error(
        "M102", "'~' stands twice in the formula", hint: "write it once: y ~ x + (1 | group)",
        at: tree.root)
    }
    rightSide = root.right
    let expanded = try TermExpansion.expand(rightSide, of: tree, allowsBars: true)
    fixed = expanded.list
    offsets = expanded.offsets
    var random: [RandomTerm] = []
    for bar in expanded.bars { random.append(try RandomTerm(bar, of: tree)) }
    self.random = random
    for predictor in fixed.predictors
    where responseParts.contains(where: { tree.areEqual(predictor, $0) }) {
      throw tree.error(
        "M109", "the response stands on the right side as well", hint: "remove it there",
        at: predictor)
    }
  }

  /// The predictors of the log odds of an extra zero: `~ x`, or just `x`. It has no response.
  ///
  /// - Throws: M101 to M107 with the place in the text; M156 for what cannot stand in it.
  init(zeroInflation text: String) throws(InvalidInput) {
    tree = try FormulaParser.parse(text, title: "zero inflation", isRightSide: true)
    rightSide = tree.root
    if tree[rightSide].kind == .tilde {
      throw tree.error(
        "M156", "zero inflation has no response of its own", hint: "write ~ x", at: rightSide)
    }
    let expanded = try TermExpansion.expand(rightSide, of: tree, allowsBars: true)
    (fixed, random, offsets) = (expanded.list, [], [])
    if let node = expanded.bars.first ?? expanded.offsets.first {
      let kind = expanded.bars.isEmpty ? "offset" : "random term"
      throw tree.error(
        "M156",
        "the \(kind) \(Finding.quoted(tree.description(of: node))) cannot stand in the zero "
          + "inflation", hint: "it takes fixed effects only", at: node)
    }
  }

  /// The left side of a formula that has one.
  var response: Int { tree.unwrapped(tree[tree.root].left) }

  /// The response, or the two counts of `cbind(events, others)`.
  var responseParts: [Int] {
    let found = tree[response]
    let isPair = found.kind == .call && found.function == .cbind
    return isPair ? [tree.unwrapped(found.left), tree.unwrapped(found.right)] : [response]
  }
}

extension RandomTerm {
  /// - Throws: M104, M105, M107 for the left side, M108 for the grouping factor.
  init(_ bar: Int, of tree: FormulaTree) throws(InvalidInput) {
    node = bar
    isCorrelated = tree[bar].kind == .bar
    terms = try TermExpansion.expand(tree[bar].left, of: tree, allowsBars: false).list
    groups = try tree.groupingFactors(tree[bar].right)
    if !terms.hasIntercept && terms.terms.isEmpty {
      throw tree.error(
        "M116", "this random term has no column", hint: "write (1 | group) or (0 + x | group)",
        at: bar)
    }
  }
}

extension FormulaTree {
  /// The grouping factors that the right side of a bar stands for.
  func groupingFactors(_ node: Int) throws(InvalidInput) -> [[Int]] {
    let found = self[node]
    switch found.kind {
    case .parenthesis: return try groupingFactors(found.left)
    case .name: return [[node]]
    case .call where found.function == .factor && name(found.left) != nil: return [[found.left]]
    case .interaction:
      let (left, right) = (try groupingFactors(found.left), try groupingFactors(found.right))
      guard left.count == 1 && right.count == 1 else { throw notAGroup(node) }
      return [joined(left[0], right[0])]
    case .divide:
      let (outer, inner) = (try groupingFactors(found.left), try groupingFactors(found.right))
      guard let last = outer.last else { return inner }
      return outer + inner.map { joined($0, last) }
    default: throw notAGroup(node)
    }
  }

  private func joined(_ a: [Int], _ b: [Int]) -> [Int] {
    a + b.filter { node in !a.contains { areEqual($0, node) } }
  }

  private func notAGroup(_ node: Int) -> InvalidInput {
    error(
      "M108", "\(Finding.quoted(description(of: node))) is not a grouping factor",
      hint: "write a column, or columns joined by ':' or '/': (1 | a), (1 | a:b), (1 | a/b)",
      at: node)
  }
}
