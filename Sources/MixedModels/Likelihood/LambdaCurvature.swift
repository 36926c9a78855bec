import Numerics

/// The part of the Hessian that comes from Lambda Lambda' being quadratic in Lambda.
///
/// With Gamma = d(deviance)/d(Lambda Lambda'), d(deviance)/d(Lambda) = 2 Gamma Lambda and the second
/// derivative of Lambda Lambda' adds 2 Gamma[i, i'] for elements (i, j), (i', j) of one column.
struct LambdaCurvature {
  private let term: TermShape
  /// The positive part of Gamma.
  private let gamma: Matrix

  /// - Parameters:
  ///   - term: whose elements of theta are meant.
  ///   - parameters: of the whole model.
  ///   - gradient: d(deviance)/d(Lambda) in the basis, k x k by columns.
  init(_ term: TermShape, _ parameters: [Double], _ gradient: [Double]) throws {
    self.term = term
    let k = term.width
    var lambda = Matrix(rows: k, columns: k)
    for (index, place) in term.free.enumerated() {
      lambda[place.row, place.column] =
        parameters[term.thetaStart + index] * term.scales[place.row]
    }
    if k == 1 {
      let own = abs(lambda[0, 0]) < 1e-10 ? 1e-10 : lambda[0, 0]
      gamma = Matrix(rows: 1, columns: 1, repeating: max(0.5 * gradient[0] / own, 0))
      return
    }
    for i in 0..<k where abs(lambda[i, i]) < 1e-10 { lambda[i, i] = 1e-10 }
    var half = Matrix(rows: k, columns: k, columnMajor: gradient.map { 0.5 * $0 })
    half.withMutableView { target in
      lambda.withView { target.solveFromRight($0, .lower) }
    }
    var symmetric = half
    for a in 0..<k { for b in 0..<k { symmetric[a, b] = 0.5 * (half[a, b] + half[b, a]) } }
    gamma = try symmetric.positivePart()
  }

  func add(to hessian: inout Matrix) {
    for (a, first) in term.free.enumerated() {
      for (b, second) in term.free.enumerated() where first.column == second.column {
        hessian[term.thetaStart + a, term.thetaStart + b] += 2 * gamma[first.row, second.row]
      }
    }
  }
}

extension Matrix {
  /// The nearest positive semidefinite matrix of a symmetric one.
  fileprivate func positivePart() throws -> Matrix {
    guard rows == 2 else { return try SymmetricEigen(self).applying { max($0, 0) } }
    let (a, b, c) = (self[0, 0], self[1, 0], self[1, 1])
    let centre = 0.5 * (a + c)
    let radius = (0.25 * (a - c) * (a - c) + b * b).squareRoot()
    if centre - radius >= 0 { return self }
    if centre + radius <= 0 { return Matrix(rows: 2, columns: 2) }
    // largest * v v' with v v' = (A - smallest I) / (largest - smallest)
    let (largest, smallest) = (centre + radius, centre - radius)
    let scale = largest / (largest - smallest)
    return Matrix(rows: [
      [scale * (a - smallest), scale * b], [scale * b, scale * (c - smallest)],
    ])
  }
}
