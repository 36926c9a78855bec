import Tables

/// Reads a formula by the grammar and precedence of R's expressions, lowest first: `~`, `|` and
/// `||`, `+` and `-`, `*` and `/`, `%in%`, `:`, signs, `^` (from the right).
struct FormulaParser {
  let title: String
  let text: String
  let bytes: [UInt8]
  var position = 0
  private var nodes: [FormulaNode] = []
  private var names: [String] = []
  private var nesting = 0

  /// Levels of nodes, which bounds every recursion over a formula.
  static let deepest = 500
  /// Open parentheses, calls and operators while reading.
  static let deepestNesting = 200

  private init(_ text: String, title: String) {
    self.title = title
    self.text = text
    bytes = Array(text.utf8)
    nodes.reserveCapacity(16)
  }

  /// - Parameter isRightSide: whether the text may begin with a '~' that has no left side.
  /// - Throws: M101 and M103 to M107 with the place in the text.
  static func parse(
    _ text: String, title: String = "formula", isRightSide: Bool = false
  ) throws(InvalidInput) -> FormulaTree {
    var parser = FormulaParser(text, title: title)
    if isRightSide { parser.skipTilde() }
    let root = try parser.expression(0)
    parser.skipSpace()
    if parser.position < parser.bytes.count { throw parser.unexpected() }
    return FormulaTree(
      title: title, text: text, nodes: parser.nodes, names: parser.names, root: root)
  }

  private mutating func expression(_ lowest: Int) throws(InvalidInput) -> Int {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > FormulaParser.deepestNesting { throw tooDeep(position..<position) }
    var left = try operand()
    while let found = try nextOperator(), found.precedence >= lowest {
      position += found.length
      let next = found.kind == .power ? found.precedence : found.precedence + 1
      let right = try expression(next)
      let range = nodes[left].range.lowerBound..<nodes[right].range.upperBound
      left = try append(found.kind, left, right, range)
    }
    return left
  }

  private mutating func operand() throws(InvalidInput) -> Int {
    skipSpace()
    guard position < bytes.count else { throw unexpected() }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      let kind: FormulaNode.Kind = bytes[position] == UInt8(ascii: "-") ? .negative : .positive
      position += 1
      let operand = try expression(FormulaParser.signPrecedence)
      return try append(kind, operand, -1, start..<nodes[operand].range.upperBound)
    case UInt8(ascii: "("):
      position += 1
      let inner = try expression(1)
      try closeParenthesis(opened: start)
      return try append(.parenthesis, inner, -1, start..<position)
    case UInt8(ascii: "`"):
      let name = try quotedName()
      return try append(.name, index(of: name), -1, start..<position)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: ".") where isDigit(position + 1): return try number()
    case let byte where FormulaParser.startsName(byte): return try nameOrCall()
    default: throw unexpected()
    }
  }

  private mutating func number() throws(InvalidInput) -> Int {
    let start = position
    let value = try takeNumber()
    let node = try append(.number, -1, -1, start..<position)
    nodes[node].value = value
    return node
  }

  private mutating func nameOrCall() throws(InvalidInput) -> Int {
    let start = position
    let name = takeName()
    let end = position
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "(") else {
      position = end
      return try append(.name, index(of: name), -1, start..<end)
    }
    guard let function = FormulaFunction(rawValue: name) else {
      throw error(
        "M103", "there is no function \(Finding.quoted(name)) in formulas",
        hint: "log log2 log10 log1p exp expm1 sqrt abs sin cos tan I factor offset are known: "
          + "make a column of the values for anything else", at: start..<end)
    }
    let open = position
    position += 1
    let argument = try expression(1)
    let second = function == .cbind ? try secondArgument() : -1
    try closeParenthesis(opened: open)
    let node = try append(.call, argument, second, start..<position)
    nodes[node].function = function
    return node
  }

  private mutating func secondArgument() throws(InvalidInput) -> Int {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else {
      throw error(
        "M101", "cbind needs two counts",
        hint: "write cbind(events, others), where others is the number of trials without event",
        at: position..<min(position + 1, bytes.count))
    }
    position += 1
    return try expression(1)
  }

  private mutating func closeParenthesis(opened: Int) throws(InvalidInput) {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ")") else {
      if position < bytes.count { throw unexpected() }
      throw error(
        "M101", "this parenthesis is not closed", hint: "add the missing ')'",
        at: opened..<opened + 1)
    }
    position += 1
  }

  private mutating func append(
    _ kind: FormulaNode.Kind, _ left: Int, _ right: Int, _ range: Range<Int>
  ) throws(InvalidInput) -> Int {
    var depth = 1
    if kind != .name && left >= 0 { depth = nodes[left].depth + 1 }
    if right >= 0 { depth = max(depth, nodes[right].depth + 1) }
    if depth > FormulaParser.deepest { throw tooDeep(range) }
    nodes.append(FormulaNode(kind: kind, left: left, right: right, range: range, depth: depth))
    return nodes.count - 1
  }

  private mutating func index(of name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    return names.count - 1
  }

  func error(
    _ code: String, _ message: String, hint: String, at range: Range<Int>
  ) -> InvalidInput {
    FormulaTree.error(code, message, hint: hint, title: title, text: text, at: range)
  }

  private func tooDeep(_ range: Range<Int>) -> InvalidInput {
    error(
      "M107", "the \(title) is too long or too deeply nested",
      hint: "at most \(FormulaParser.deepest) operators may follow each other", at: range)
  }
}
