import Numerics

/// The rows of a model with a residual covariance, at one value of its parameters.
///
/// With R = L L', inverse(L) [Z X y] has independent residuals: the engine works on its products,
/// and adds log det R.
struct WhitenedRows {
  let factor: ResidualFactor
  /// inverse(L) times the columns of the rows.
  let columns: [Double]
  let products: LikelihoodProblem.Products

  init(
    _ rows: ModelRows, _ covariance: ResidualCovariance, _ parameters: [Double],
    like layout: BlockedLayout?
  ) throws {
    factor = try covariance.factor(at: parameters)
    var columns = rows.columns
    factor.whiten(&columns, count: rows.columnCount)
    self.columns = columns
    products = LikelihoodProblem.products(rows, columns, usesClasses: false, like: layout)
  }

  /// The derivative of the products in residual parameter `p`, -[Z X y]'M[Z X y] of the whitened
  /// columns, as minus and plus a quarter of two sets of products; and that of log det R.
  func derivative(
    _ p: Int, _ rows: ModelRows, like layout: BlockedLayout?
  ) -> (
    sum: LikelihoodProblem.Products, difference: LikelihoodProblem.Products, trace: Double
  ) {
    var moved = columns
    let trace = factor.differentiate(p, &moved, count: rows.columnCount)
    // W'V + V'W = ((W + V)'(W + V) - (W - V)'(W - V)) / 2.
    var sum = moved
    for i in sum.indices { sum[i] += columns[i] }
    for i in moved.indices { moved[i] = columns[i] - moved[i] }
    return (
      LikelihoodProblem.products(rows, sum, usesClasses: false, like: layout),
      LikelihoodProblem.products(rows, moved, usesClasses: false, like: layout), trace
    )
  }

  /// The working variate of residual parameter `p`, M e for whitened residuals e.
  func variate(_ p: Int, _ residuals: [Double]) -> [Double] {
    var result = residuals
    _ = factor.differentiate(p, &result, count: 1)
    return result
  }

  /// Whitened y - X beta - Z b, from modes and coefficients in the basis.
  func residuals(_ rows: ModelRows, modes: [[Double]], contrast: [Double]) -> [Double] {
    let n = rows.rowCount
    var result = [Double](repeating: 0, count: n)
    let first = rows.columnCount - rows.responseColumns
    for (c, weight) in contrast.enumerated() where weight != 0 {
      for i in 0..<n { result[i] += weight * columns[(first + c) * n + i] }
    }
    for (term, shape) in rows.terms.enumerated() {
      for c in 0..<shape.width {
        let column = (rows.firstColumn[term] + c) * n
        for i in 0..<n {
          result[i] -= columns[column + i] * modes[term][Int(rows.codes[term][i]) * shape.width + c]
        }
      }
    }
    return result
  }

  /// Z'w and X'w of an n-vector.
  func products(_ rows: ModelRows, with w: [Double]) -> Variate {
    let n = rows.rowCount
    let effects = rows.terms.indices.map { term in
      let shape = rows.terms[term]
      var sums = [Double](repeating: 0, count: shape.effectCount)
      for c in 0..<shape.width {
        let column = (rows.firstColumn[term] + c) * n
        for i in 0..<n {
          sums[Int(rows.codes[term][i]) * shape.width + c] += columns[column + i] * w[i]
        }
      }
      return sums
    }
    let first = rows.columnCount - rows.responseColumns
    let fixed = (0..<(rows.responseColumns - 1)).map { c in
      var sum = 0.0
      for i in 0..<n { sum += columns[(first + c) * n + i] * w[i] }
      return sum
    }
    return Variate(effects: effects, fixed: fixed)
  }
}
