import Numerics

/// Residuals and coefficients of a least-squares problem side by side.
struct AugmentedVector {
  var residuals: [Double]
  var coefficients: [Double]

  init(residuals: [Double], coefficients: [Double]) {
    self.residuals = residuals
    self.coefficients = coefficients
  }

  /// What the augmented equations lack: b - r - A x, and -A'r; every element rounded once.
  func lack(_ a: Matrix, _ b: [Double]) -> AugmentedVector {
    var sums = b.map { CompensatedSum($0) }
    for i in sums.indices { sums[i].add(-residuals[i]) }
    var lower: [Double] = []
    lower.reserveCapacity(a.columns)
    for (j, coefficient) in coefficients.enumerated() {
      let column = a.column(j)
      var product = CompensatedSum()
      for i in sums.indices {
        sums[i].addProduct(-column[i], coefficient)
        product.addProduct(-column[i], residuals[i])
      }
      lower.append(product.value)
    }
    return AugmentedVector(residuals: sums.map(\.value), coefficients: lower)
  }

  /// The solution of the augmented equations with this right side, through A P = Q R: with
  /// Q'f = (d1, d2) and R'h = P'g, the residuals are Q (h, d2) and R P'x = d1 - h.
  init(
    solving factor: PivotedQR, _ upper: Matrix, _ right: AugmentedVector
  ) throws(LinearAlgebraError) {
    let p = factor.columns
    let effects = factor.transposedProduct(right.residuals)
    let g = Matrix(column: factor.permutation.map { right.coefficients[$0] })
    let h = try upper.solveTriangular(.upper, transposed: true, g).elements
    let difference = (0..<p).map { effects[$0] - h[$0] }
    let permuted = try upper.solveTriangular(.upper, Matrix(column: difference)).elements
    residuals = factor.product(h + effects[p...])
    coefficients = .init(repeating: 0, count: p)
    for (position, column) in factor.permutation.enumerated() {
      coefficients[column] = permuted[position]
    }
  }

  mutating func add(_ step: AugmentedVector) {
    for i in residuals.indices { residuals[i] += step.residuals[i] }
    for j in coefficients.indices { coefficients[j] += step.coefficients[j] }
  }
}
