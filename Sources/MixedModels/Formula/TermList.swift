/// The terms of one model matrix, expanded as R's `terms()` does: by degree, and within a degree
/// in the order of the formula.
struct TermList: Sendable {
  var hasIntercept: Bool
  /// The predictors, each once and in order of appearance: nodes of the tree.
  var predictors: [Int]
  var terms: [VariableSet]
}
