extension QuadratureRule {
  /// The Gauss rule of orthonormal polynomials given by their three-term recurrence.
  ///
  /// `row(k)`, k = 1...count, gives the diagonal entry k - 1 of the Jacobi matrix and the entry that
  /// links rows k - 1 and k. The nodes are its eigenvalues, each polished by Newton's method on
  /// p_n; the weights are the Christoffel numbers 1 / sum of p_k(node)^2, k < n, which keep
  /// their relative accuracy where the eigenvectors of Golub and Welsch lose it.
  ///
  /// Source: Golub and Welsch (1969), "Calculation of Gauss quadrature rules"; Gautschi (2004),
  /// "Orthogonal polynomials: computation and approximation", section 3.1.
  static func gauss(
    count: Int, totalWeight: Double, isSymmetric: Bool, row: (Double) -> (Double, Double)
  ) -> QuadratureRule {
    precondition(count > 0, "a quadrature rule needs at least one node")
    let rows = (1...count).map { row(Double($0)) }
    let recurrence = Recurrence(
      diagonal: rows.map(\.0), offDiagonal: rows.map(\.1), totalWeight: totalWeight)
    var nodes = approximateEigenvalues(
      diagonal: recurrence.diagonal, offDiagonal: Array(recurrence.offDiagonal.dropLast()))
    for index in nodes.indices { nodes[index] = recurrence.polish(nodes[index]) }
    if isSymmetric {
      let mirrored = nodes.reversed()
      nodes = zip(nodes, mirrored).map { 0.5 * ($0 - $1) }
    }
    var weights = nodes.map { recurrence.christoffelNumber(at: $0) }
    if isSymmetric {
      let mirrored = weights.reversed()
      weights = zip(weights, mirrored).map { 0.5 * ($0 + $1) }
    }
    return QuadratureRule(nodes: nodes, weights: weights)
  }

  private struct Recurrence {
    let diagonal: [Double]
    let offDiagonal: [Double]
    let totalWeight: Double

    /// Two Newton steps towards the zero of p_n beside `start`.
    func polish(_ start: Double) -> Double {
      var x = start
      for _ in 0..<2 {
        var (previous, current) = (0.0, 1.0)
        var (previousSlope, currentSlope) = (0.0, 0.0)
        var link = 0.0
        for k in diagonal.indices {
          let next = ((x - diagonal[k]) * current - link * previous) / offDiagonal[k]
          let slope =
            (current + (x - diagonal[k]) * currentSlope - link * previousSlope) / offDiagonal[k]
          (previous, current, previousSlope, currentSlope) = (current, next, currentSlope, slope)
          link = offDiagonal[k]
        }
        x -= current / currentSlope
      }
      return x
    }

    func christoffelNumber(at x: Double) -> Double {
      var (previous, current) = (0.0, 1.0)
      var sum = 0.0
      var link = 0.0
      for k in diagonal.indices {
        sum += current * current
        let next = ((x - diagonal[k]) * current - link * previous) / offDiagonal[k]
        (previous, current) = (current, next)
        link = offDiagonal[k]
      }
      return totalWeight / sum
    }
  }
}

/// The eigenvalues, ascending, of a symmetric tridiagonal matrix, to 1e-10 of their range.
///
/// Bisection on Sturm counts: O(n^2) with 34 halvings for each eigenvalue.
/// Source: Parlett (1998), "The symmetric eigenvalue problem", section 3.5.
private func approximateEigenvalues(diagonal: [Double], offDiagonal: [Double]) -> [Double] {
  let count = diagonal.count
  let squares = offDiagonal.map { $0 * $0 }
  var (lowest, highest) = (Double.infinity, -Double.infinity)
  for k in 0..<count {
    let radius = (k > 0 ? abs(offDiagonal[k - 1]) : 0) + (k < count - 1 ? abs(offDiagonal[k]) : 0)
    lowest = min(lowest, diagonal[k] - radius)
    highest = max(highest, diagonal[k] + radius)
  }
  // The number of eigenvalues below x is the number of negative pivots of T - x I.
  func countBelow(_ x: Double) -> Int {
    var negative = 0
    var pivot = 1.0
    for k in 0..<count {
      pivot = diagonal[k] - x - (k > 0 ? squares[k - 1] / pivot : 0)
      if pivot == 0 { pivot = Double.leastNormalMagnitude }
      if pivot < 0 { negative += 1 }
    }
    return negative
  }
  return (0..<count).map { index in
    var (lower, upper) = (lowest, highest)
    for _ in 0..<34 {
      let middle = lower + 0.5 * (upper - lower)
      if countBelow(middle) > index { upper = middle } else { lower = middle }
    }
    return lower + 0.5 * (upper - lower)
  }
}
