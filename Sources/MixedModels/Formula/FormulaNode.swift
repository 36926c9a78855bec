/// One operation, name or number of a formula; its operands are numbers of other nodes.
struct FormulaNode: Sendable {
  enum Kind: UInt8, Sendable {
    case number, name, call, parenthesis, negative, positive
    case power, interaction, within, multiply, divide, add, subtract, bar, doubleBar, tilde
  }

  let kind: Kind
  /// The first or only operand; for a name its position in the tree's `names`.
  let left: Int
  /// The second operand, or -1.
  let right: Int
  /// The bytes of the text it was read from.
  let range: Range<Int>
  /// Levels of nodes below and including this one.
  let depth: Int
  /// For a number.
  var value = 0.0
  /// For a call.
  var function = FormulaFunction.identity
}
