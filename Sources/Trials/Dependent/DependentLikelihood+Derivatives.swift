import Numerics

extension DependentLikelihood {
  /// The exact gradient and Hessian of D.
  ///
  /// With A = inv(M), e and S = Z'A Z at the maximum over b, w = A e, Q_r = Z'A G_r A Z and
  /// P = A - A Z inv(S) Z'A:
  ///
  ///     dD/dr      = tr A G_r - w'G_r w - [tr inv(S) Q_r]
  ///     d2D/dr ds  = tr A G_rs - tr A G_r A G_s - w'G_rs w + 2 w'G_r P G_s w
  ///                  + [tr inv(S) (2 Z'A G_r A G_s A Z - Z'A G_rs A Z) - tr inv(S) Q_r inv(S) Q_s]
  func derivatives(at theta: [Double]) throws -> TrustRegion.Derivatives {
    let solution = try solution(at: theta)
    let q = structure.parameterCount
    var gradient = [Double](repeating: 0, count: q)
    var hessian = Matrix(rows: q, columns: q)
    var shift = [[Double]](repeating: [Double](repeating: 0, count: columns), count: q)
    var slopes = [Matrix](repeating: Matrix(rows: columns, columns: columns), count: q)
    for (place, block) in blocks.enumerated() {
      let terms = BlockDerivatives(
        block, place, solution, structure, theta, isRestricted: isRestricted)
      for r in 0..<q {
        gradient[r] += terms.gradient(r)
        shift[r] = zip(shift[r], terms.projectedResidual(r)).map { $0 + $1 }
        if isRestricted {
          let slope = terms.informationSlope(r)
          slopes[r] = slopes[r] + slope
          gradient[r] -= solution.covariance.inner(slope)
        }
        for s in 0...r {
          let bend = terms.second(r, s)
          hessian[r, s] += terms.curvature(r, s, bend)
          if isRestricted {
            hessian[r, s] += solution.covariance.inner(terms.informationCurvature(r, s, bend))
          }
        }
      }
    }
    let scaled = slopes.map { solution.covariance * $0 }
    for r in 0..<q {
      for s in 0...r {
        hessian[r, s] -= 2 * dotProduct(shift[r], solution.covariance * shift[s])
        if isRestricted { hessian[r, s] -= scaled[r].inner(scaled[s].transposed) }
        hessian[s, r] = hessian[r, s]
      }
    }
    return TrustRegion.Derivatives(gradient: gradient, hessian: hessian)
  }
}

/// What one study contributes.
private struct BlockDerivatives {
  let weights: Matrix
  /// A Z.
  let weightedBasis: Matrix
  /// w = A e.
  let weighted: [Double]
  /// G_r, A G_r and its transpose.
  let changes: [Matrix]
  let scaledChanges: [Matrix]
  let transposedChanges: [Matrix]
  /// G_r w and A G_r w.
  let changedResiduals: [[Double]]
  let scaledResiduals: [[Double]]
  /// G_r A Z and A G_r A Z; empty where the likelihood is not restricted.
  let changedBases: [Matrix]
  let scaledBases: [Matrix]
  let second: (Int, Int) -> Matrix?

  init(
    _ block: StudyBlock, _ place: Int, _ solution: DependentLikelihood.Solution,
    _ structure: any RandomEffectsCovariance, _ theta: [Double], isRestricted: Bool
  ) {
    let (weights, weighted) = (solution.weights[place], solution.weighted[place])
    let weightedBasis = weights * block.basis
    let changes = theta.indices.map { structure.derivative(of: block, at: theta, $0) }
    self.weights = weights
    self.weighted = weighted
    self.weightedBasis = weightedBasis
    self.changes = changes
    scaledChanges = changes.map { weights * $0 }
    transposedChanges = scaledChanges.map(\.transposed)
    changedResiduals = changes.map { $0 * weighted }
    scaledResiduals = changedResiduals.map { weights * $0 }
    changedBases = isRestricted ? changes.map { $0 * weightedBasis } : []
    scaledBases = changedBases.map { weights * $0 }
    second = { structure.derivative(of: block, at: theta, $0, $1) }
  }

  func gradient(_ r: Int) -> Double {
    weights.inner(changes[r]) - dotProduct(weighted, changedResiduals[r])
  }

  /// Z'A G_r w.
  func projectedResidual(_ r: Int) -> [Double] {
    weightedBasis.transposedProduct(changedResiduals[r])
  }

  /// Q_r.
  func informationSlope(_ r: Int) -> Matrix { weightedBasis.transposedProduct(changedBases[r]) }

  func curvature(_ r: Int, _ s: Int, _ bend: Matrix?) -> Double {
    let sum =
      2 * dotProduct(changedResiduals[r], scaledResiduals[s])
      - scaledChanges[r].inner(transposedChanges[s])
    guard let bend else { return sum }
    return sum + weights.inner(bend) - dotProduct(weighted, bend * weighted)
  }

  /// 2 Z'A G_r A G_s A Z - Z'A G_rs A Z; only its inner product with a symmetric matrix is used.
  func informationCurvature(_ r: Int, _ s: Int, _ bend: Matrix?) -> Matrix {
    let product = 2 * changedBases[r].transposedProduct(scaledBases[s])
    guard let bend else { return product }
    return product - weightedBasis.transposedProduct(bend * weightedBasis)
  }
}

extension Matrix {
  /// The sum of the products of the elements: tr A'B.
  fileprivate func inner(_ other: Matrix) -> Double { dotProduct(elements, other.elements) }
}
