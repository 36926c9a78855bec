/// The values of a recipe's variables in some rows.
struct VariableValues: Sendable {
  let count: Int
  /// By variable; empty for a factor.
  var numbers: [[Double]]
  /// By variable; empty for a number.
  var codes: [[Int32]]
}
