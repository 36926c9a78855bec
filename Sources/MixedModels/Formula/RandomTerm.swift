/// One random term of a formula, such as `(1 + x | a/b)`.
struct RandomTerm: Sendable {
  /// What stands to the left of the bar.
  let terms: TermList
  /// False for a double bar: every column is independent of the others.
  let isCorrelated: Bool
  /// The grouping factors, each as the nodes whose values together are its levels: `a/b` gives
  /// `a` and `b:a`.
  let groups: [[Int]]
  let node: Int
}
