import Numerics

extension Likelihood {
  /// beta.
  func coefficients() -> [Double] { problem.basis.coefficients(transformedCoefficients()) }

  func transformedCoefficients() -> [Double] {
    let p = problem.coefficientCount
    let factor = self.factor.responseFactor
    var transformed = (0..<p).map { factor[p, $0] }
    if p > 0 {
      let block = factor.block(rows: 0..<p, columns: 0..<p)
      withColumnView(&transformed) { $0.solve(block.view, .lower, transposed: true) }
    }
    return transformed
  }

  /// inverse(X'V0^-1 X), V = sigma^2 V0.
  func unscaledCovariance() -> Matrix {
    let p = problem.coefficientCount
    var root = Matrix.identity(p)
    if p > 0 {
      let block = factor.responseFactor.block(rows: 0..<p, columns: 0..<p)
      root.withMutableView { $0.solve(block.view, .lower) }
    }
    return problem.basis.covariance(root.crossProduct())
  }

  /// The modes of the random effects: for each grouping factor, element level * k + column.
  func conditionalModes() -> [[Double]] {
    scaled(factor.conditionalModes(), by: problem.basis.scale) { 1 / $0 }
  }

  /// Covariance of the random effects of each level given the data, divided by sigma^2: for each
  /// grouping factor k x k faces one after another.
  func conditionalCovariances() -> [[Double]] {
    zip(problem.rows.terms, factor.conditionalCovariances()).map { term, faces in
      let k = term.width
      return faces.indices.map { index in
        let (row, column) = (index % k, index / k % k)
        return faces[index] / (term.scales[row] * term.scales[column])
      }
    }
  }

  /// Z'V0^-1(y - X beta): for each grouping factor, element level * k + column.
  func residualProjections() -> [[Double]] {
    scaled(factor.residualProjections(), by: problem.basis.scale) { $0 }
  }

  private func scaled(
    _ values: [[Double]], by unit: Double, _ scale: (Double) -> Double
  ) -> [[Double]] {
    zip(problem.rows.terms, values).map { term, values in
      let factors = term.scales.map { scale($0) * unit }
      return values.indices.map { values[$0] * factors[$0 % term.width] }
    }
  }

  /// Z'V0^-1 X of each grouping factor: row level * k + column.
  func crossProjections() -> [Matrix] {
    // Columns of the basis are X T: back by inverse(T).
    let p = problem.coefficientCount
    let inverse = problem.basis.inverseMatrix
    return zip(problem.rows.terms, factor.crossProjections()).map { term, matrix in
      var result = Matrix(rows: matrix.rows, columns: p)
      for c in 0..<p {
        for d in 0...c where inverse[d, c] != 0 {
          for r in 0..<matrix.rows {
            result[r, c] += matrix[r, d] * inverse[d, c] * term.scales[r % term.width]
          }
        }
      }
      return result
    }
  }

  /// Z'V0^-1 Z.
  /// - Throws: `MixedModelError.unsupported` where a dense matrix of all effects is too large.
  func randomProjections() throws -> RandomProjections {
    let scales = problem.rows.terms.map(\.scales)
    switch try factor.randomProjections() {
    case .faces(let faces):
      guard let scale = scales.first else { return .faces([]) }
      return .faces(faces.map { $0.scaledSymmetrically { scale[$0] } })
    case .dense(let matrix):
      let all = problem.rows.terms.flatMap { term in
        (0..<term.effectCount).map { term.scales[$0 % term.width] }
      }
      return .dense(matrix.scaledSymmetrically { all[$0] })
    }
  }

  /// The variance of x'(estimate - beta) + z'(mode - b), divided by sigma^2.
  func unscaledVariance(
    fixed: [Double], random: [(factor: Int, level: Int, values: [Double])]
  ) -> Double {
    let transformed = problem.basis.designTransform.transposedProduct(fixed)
    return factor.unscaledVariance(
      fixed: transformed,
      random: random.map { effect in
        let scales = problem.rows.terms[effect.factor].scales
        return (effect.factor, effect.level, zip(effect.values, scales).map { $0 / $1 })
      })
  }
}

extension Matrix {
  fileprivate func scaledSymmetrically(_ scale: (Int) -> Double) -> Matrix {
    var result = self
    for c in 0..<columns { for r in 0..<rows { result[r, c] *= scale(r) * scale(c) } }
    return result
  }
}
