import Numerics

/// Effects with any normal prior, written as independent coefficients of which the first is a
/// chosen contrast of them.
///
/// The coefficients of a ``Series`` are independent a priori; effects that are drawn towards one
/// another, or the difference of two effects and what remains of them, are not. For effects
/// b ~ N(m, S), S = L L' (Cholesky), and a contrast c'b, let H be the Householder reflection that
/// turns the first unit vector into the direction of L'c. Then
///
///     b = G z,    G = L H,    z ~ N(G^-1 m, I),    c'b = |L'c| z_1
///
/// so that the columns X G and independent priors give exactly the declared joint prior.
struct EffectBasis {
  /// b = matrix x coefficients.
  let matrix: Matrix
  /// Priors of the coefficients; the first is the contrast itself.
  let coefficients: [Series.Coefficient]

  /// - Parameters:
  ///   - contrast: one weight for every effect, not all zero.
  ///   - mean: prior means of the effects.
  ///   - covariance: their prior covariance.
  /// - Returns: nil when the covariance is not positive definite.
  init?(contrast: [Double], mean: [Double], covariance: Matrix) {
    let count = contrast.count
    precondition(mean.count == count && covariance.rows == count && covariance.columns == count)
    guard let factor = try? CholeskyFactor(covariance) else { return nil }
    var direction = factor.lower.transposed * contrast
    let length = dotProduct(direction, direction).squareRoot()
    guard length > 0 else { return nil }
    direction = direction.map { $0 / length }
    var mirror = direction.map { -$0 }
    mirror[0] += 1
    let square = dotProduct(mirror, mirror)
    var reflection = Matrix.identity(count)
    if square > 0 {
      for i in 0..<count {
        for j in 0..<count { reflection[i, j] -= 2 * mirror[i] * mirror[j] / square }
      }
    }
    var matrix = factor.lower * reflection
    for i in 0..<count { matrix[i, 0] /= length }
    self.matrix = matrix
    let standardised = reflection * factor.solveLower(mean)
    coefficients = (0..<count).map { j in
      j == 0
        ? .init(name: "contrast", mean: dotProduct(contrast, mean), standardDeviation: length)
        : .init(name: "rest\(j)", mean: standardised[j], standardDeviation: 1)
    }
  }
}

extension Series {
  /// The same series with other effects: coefficients 1 to `count` replaced.
  func replacingEffects(
    _ count: Int, columns: [[Double]], coefficients new: [Coefficient]
  ) -> Series {
    var day = 0
    let days = gaps.map { gap in
      day += gap
      return day
    }
    let after = (count + 1)..<coefficients.count
    return Series(
      family: family, outcome: outcome, days: days,
      columns: [column(0)] + columns + after.map(column),
      coefficients: [coefficients[0]] + new + after.map { coefficients[$0] },
      thresholds: thresholds.map { $0 <= count ? $0 : $0 + new.count - count },
      sigmaScale: sigmaScale)
  }

  /// The same series with the effects of `columns` written in a basis.
  func replacingEffects(_ count: Int, columns: [[Double]], in basis: EffectBasis) -> Series {
    let combined = (0..<columns.count).map { j in
      (0..<nights).map { night in
        columns.indices.reduce(0.0) { $0 + columns[$1][night] * basis.matrix[$1, j] }
      }
    }
    return replacingEffects(count, columns: combined, coefficients: basis.coefficients)
  }
}
