import Tables

/// A formula as R reads it: nodes in an array, operands before operators.
struct FormulaTree: Sendable {
  /// What the user calls the text: "formula", "correlation", "variance" or "zero inflation".
  let title: String
  let text: String
  let nodes: [FormulaNode]
  /// The distinct names, in order of appearance.
  let names: [String]
  let root: Int

  subscript(_ node: Int) -> FormulaNode { nodes[node] }

  /// The node itself without parentheses around it.
  func unwrapped(_ node: Int) -> Int {
    var node = node
    while nodes[node].kind == .parenthesis { node = nodes[node].left }
    return node
  }

  /// The name of a column, if the node is one.
  func name(_ node: Int) -> String? {
    nodes[node].kind == .name ? names[nodes[node].left] : nil
  }

  /// True if both nodes say the same.
  func areEqual(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (nodes[a], nodes[b])
    guard x.kind == y.kind else { return false }
    switch x.kind {
    case .number: return x.value == y.value
    case .name: return x.left == y.left
    case .call:
      return x.function == y.function && areEqual(x.left, y.left)
        && (x.right < 0 || areEqual(x.right, y.right))
    case .parenthesis, .negative, .positive: return areEqual(x.left, y.left)
    default: return areEqual(x.left, y.left) && areEqual(x.right, y.right)
    }
  }

  /// The names below a node, in order, each as often as it stands there.
  func nameIndices(below node: Int) -> [Int] {
    let found = nodes[node]
    switch found.kind {
    case .number: return []
    case .name: return [found.left]
    case .call where found.right < 0: return nameIndices(below: found.left)
    case .parenthesis, .negative, .positive: return nameIndices(below: found.left)
    default: return nameIndices(below: found.left) + nameIndices(below: found.right)
    }
  }

  /// The node as R writes it: `I(x^2)`, `sin(2 * pi * t)`.
  func description(of node: Int) -> String {
    let found = nodes[node]
    if found.kind == .name { return names[found.left] }
    if found.kind == .number { return NumberText.shortest(found.value) }
    let left = description(of: found.left)
    switch found.kind {
    case .number, .name: return left
    case .call:
      let second = found.right < 0 ? "" : ", " + description(of: found.right)
      return "\(found.function.rawValue)(\(left)\(second))"
    case .parenthesis: return "(\(left))"
    case .negative: return "-\(left)"
    case .positive: return "+\(left)"
    default: return left + found.kind.symbol + description(of: found.right)
    }
  }

  /// An error at the place of a node.
  func error(_ code: String, _ message: String, hint: String, at node: Int) -> InvalidInput {
    FormulaTree.error(code, message, hint: hint, title: title, text: text, at: nodes[node].range)
  }

  /// An error at the place of some bytes of a text; columns count Unicode scalars.
  static func error(
    _ code: String, _ message: String, hint: String, title: String, text: String,
    at range: Range<Int>
  ) -> InvalidInput {
    let bytes = Array(text.utf8)
    func scalars(_ part: Range<Int>) -> Int { bytes[part].count { $0 & 0xC0 != 0x80 } }
    let place = Place(
      file: title, line: 1, column: scalars(0..<range.lowerBound) + 1,
      excerpt: String(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : Character($0) }),
      width: max(1, scalars(range)))
    return InvalidInput(
      Finding(code: code, severity: .error, message: message, hint: hint, place: place))
  }
}

extension FormulaNode.Kind {
  /// As R writes the operator, with its spaces.
  var symbol: String {
    switch self {
    case .power: "^"
    case .interaction: ":"
    case .divide: "/"
    case .within: " %in% "
    case .multiply: " * "
    case .add: " + "
    case .subtract: " - "
    case .bar: " | "
    case .doubleBar: " || "
    case .tilde: " ~ "
    case .number, .name, .call, .parenthesis, .negative, .positive: ""
    }
  }
}
