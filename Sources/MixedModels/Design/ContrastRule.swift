/// When a factor in a term is coded by contrasts, and when by one column for every level.
enum ContrastRule {
  /// For each term and each of its predictors: true if the predictor, a factor, needs a column
  /// for every level.
  ///
  /// R's rule (`TermCode` and `modelmatrix` in R's `model.c`): contrasts, if what is left of the
  /// term without the factor is empty or part of an earlier term. Without intercept the first
  /// factor of the model has all its levels.
  static func codings(_ list: TermList, isFactor: (Int) -> Bool) -> [[Bool]] {
    var owesLevels = !list.hasIntercept
    return list.terms.enumerated().map { index, term in
      term.elements.map { member in
        guard isFactor(member) else { return false }
        if owesLevels {
          owesLevels = false
          return true
        }
        let margin = term.removing(member)
        if margin.isEmpty { return false }
        return !list.terms[..<index].contains { margin.isSubset(of: $0) }
      }
    }
  }
}
