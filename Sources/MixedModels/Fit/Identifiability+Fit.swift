import Glibc

extension Identifiability {
  /// What the columns tell once they are orthogonal.
  func check(_ problem: LikelihoodProblem) throws(MixedModelError) {
    guard problem.denominator > 0 else {
      throw .tooFewRows(rows: problem.rowCount, coefficients: problem.coefficientCount)
    }
    try checkFixed(problem.rows)
    guard isSigmaKnown || problem.basis.scale > rounding(problem) else { throw .perfectFit }
  }

  /// What the estimates tell: a residual variance that is nothing but rounding.
  ///
  /// The deviance falls without bound as sigma goes to zero beside the random effects; where the
  /// optimiser stops on that way says nothing.
  func check(_ evaluation: Evaluation, _ problem: LikelihoodProblem) throws(MixedModelError) {
    let least = max(1e-6 * problem.basis.scale, rounding(problem))
    guard isSigmaKnown || evaluation.sigma > least else { throw .perfectFit }
  }

  /// What rounding leaves of a response that the fixed effects determine.
  private func rounding(_ problem: LikelihoodProblem) -> Double {
    var sum = 0.0
    for (i, value) in frame.response.enumerated() {
      let root = problem.rows.rootWeights.isEmpty ? 1 : problem.rows.rootWeights[i]
      sum += root * value * root * value
    }
    let size = (sum / Double(problem.rowCount)).squareRoot()
    return 1e-15 * Double(max(problem.coefficientCount, 1)) * size
  }

  /// Random effects whose columns of Z, one per level, all lie within the span of the fixed
  /// effects: REML then does not depend on their variance, and ML has it at zero for no reason.
  ///
  /// With X'X = n I, a column z lies in the span of X if z'z = |X'z|^2 / n.
  func checkFixed(_ rows: ModelRows) throws(MixedModelError) {
    let p = rows.responseColumns - 1
    let n = rows.rowCount
    for (t, design) in frame.random.enumerated() where design.levels.count <= p {
      for c in 0..<design.width {
        var projections = [Double](repeating: 0, count: design.levels.count * p)
        var squares = [Double](repeating: 0, count: design.levels.count)
        let z = (rows.firstColumn[t] + c) * n
        let x = (rows.columnCount - rows.responseColumns) * n
        for i in 0..<n {
          let level = Int(design.codes[i])
          let value = rows.columns[z + i]
          squares[level] += value * value
          for a in 0..<p { projections[level * p + a] += value * rows.columns[x + a * n + i] }
        }
        let isFixed = squares.indices.allSatisfy { level in
          let explained = projections[(level * p)..<((level + 1) * p)].reduce(0) { $0 + $1 * $1 }
          return squares[level] - explained / Double(n) <= 1e-10 * squares[level]
        }
        if isFixed { throw .randomEffectIsFixed(group: design.group, column: design.names[c]) }
      }
    }
  }
}
