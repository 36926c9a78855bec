import Numerics

/// First and second derivatives of X' V^-1 X in all variance parameters: the covariance elements of
/// the random effects and, unless it is known, the residual variance as the last one; in units of
/// sigma^2.
///
/// The residual variance comes free: V0 is homogeneous of the first degree in its parameters, so
/// that with U = inverse(X' V0^-1 X) and the parameters gamma, 1 for the residual,
///
///     sum gamma_s P_s = -inverse(U),   sum gamma_s Q_rs = -P_r,   sum gamma_s K_rs = tr(V0^-1 G_r).
struct VarianceDerivatives: Sendable {
  /// p.
  let order: Int
  /// U.
  let covariance: Matrix
  /// P_r, p x p.
  let first: [Matrix]
  /// Q_rs, p x p, at `r * count + s`.
  let second: [Matrix]
  /// K_rs.
  let traceProducts: Matrix

  var count: Int { first.count }

  init(
    _ projections: CovarianceProjections, covariance: Matrix, observationCount: Int,
    residualIsKnown: Bool
  ) throws {
    let (order, known) = (projections.order, projections.count)
    let size = order * order
    func block(_ elements: [Double], _ index: Int) -> Matrix {
      Matrix(
        rows: order, columns: order,
        columnMajor: Array(elements[(index * size)..<((index + 1) * size)]))
    }
    var first = (0..<known).map { block(projections.first, $0) }
    var second = (0..<known).map { r in
      (0..<known).map { block(projections.second, r * known + $0) }
    }
    var traces = (0..<known).map { r in
      (0..<known).map { projections.traceProducts[r * known + $0] }
    }
    if !residualIsKnown {
      let weights = projections.elements.values
      let information = try CholeskyFactor(covariance).inverse()
      first.append(Self.remainder(information, weights, first))
      for r in 0..<known {
        second[r].append(Self.remainder(first[r], weights, second[r]))
        traces[r].append(projections.traces[r] - dotProduct(weights, traces[r]))
      }
      let row = (0..<known).map { second[$0][known].transposed }
      let traceRow = (0..<known).map { traces[$0][known] }
      let residualTrace = Double(observationCount) - dotProduct(weights, projections.traces)
      second.append(row + [Self.remainder(first[known], weights, row)])
      traces.append(traceRow + [residualTrace - dotProduct(weights, traceRow)])
    }
    self.order = order
    self.covariance = covariance
    self.first = first
    self.second = second.flatMap { $0 }
    traceProducts = Matrix(rows: traces)
  }

  /// -total - sum of weighted parts.
  private static func remainder(_ total: Matrix, _ weights: [Double], _ parts: [Matrix]) -> Matrix {
    zip(weights, parts).reduce(-1 * total) { $0 - $1.0 * $1.1 }
  }
}

extension VarianceDerivatives {
  /// tr(P G_r P G_s) under REML, P the projection orthogonal to X in the metric of V0; tr(V0^-1 G_r
  /// V0^-1 G_s) under ML. Half of it is the expected information of the log likelihood.
  func doubledExpectedInformation(_ criterion: Criterion) -> Matrix {
    guard criterion == .restrictedMaximumLikelihood else { return traceProducts }
    let projected = first.map { covariance * $0 }
    var result = traceProducts
    for r in 0..<count {
      for s in 0...r {
        let quadratic = Self.traceOfProduct(projected[r], projected[s])
        let linear = Self.traceOfProduct(covariance, second[r * count + s])
        result[r, s] += quadratic - 2 * linear
        result[s, r] = result[r, s]
      }
    }
    return result
  }

  /// Elements -u' P_r u of the derivative of the variance of a contrast l, u = U l; with every
  /// contrast of `directions` as a column: -(U L')' P_r (U L').
  func sandwich(_ directions: Matrix, _ r: Int) -> Matrix {
    -1 * directions.transposedProduct(first[r] * directions)
  }

  static func traceOfProduct(_ left: Matrix, _ right: Matrix) -> Double {
    var sum = 0.0
    for j in 0..<left.columns {
      for i in 0..<left.rows { sum += left[i, j] * right[j, i] }
    }
    return sum
  }
}
