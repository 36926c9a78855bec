import Numerics

extension MutableMatrixView {
  /// S = inverse(L)' W inverse(L) of a factor of X and y.
  func weightedInverse(_ weights: ResponseWeights) -> Matrix {
    var root = Matrix.identity(rows)
    root.withMutableView { $0.solve(view, .lower) }
    var scaled = root
    for c in 0..<rows {
      for r in 0..<rows {
        scaled[r, c] = root[r, c] * (r < rows - 1 ? weights.fixed : weights.response)
      }
    }
    return root.transposedProduct(scaled)
  }
}
