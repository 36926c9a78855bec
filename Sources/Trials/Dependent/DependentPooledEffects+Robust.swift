import Numerics

extension DependentPooledEffects {
  /// The coefficients with a cluster-robust covariance and the tests that go with it.
  public struct Robust: Sendable {
    public let variance: ClusterRobustVariance
    public let coefficients: [CoefficientEstimate]
    public let covariance: Matrix
  }

  /// The coefficients with standard errors from the residuals of whole studies.
  ///
  /// With U'U = M_i and B_i = U (M_i - X_i C X_i') U', C = (X'W X)^-1, the bias-reduced A_i is
  /// U' B_i^-1/2 U, the power a pseudoinverse (Pustejovsky and Tipton 2018, equation 10), and the
  /// degrees of freedom of a coefficient c'b are (sum of P_ii)^2 / (sum of P_ij^2),
  ///
  ///     P_ij = [i = j] g_i'M_i g_i - (X_i'g_i)'C (X_j'g_j),   g_i = A_i W_i X_i C c.
  ///
  /// - Throws: `DependentPoolingError.noResidualDegreesOfFreedom` unless there are more studies
  ///   than coefficients.
  public func robust(_ variance: ClusterRobustVariance) throws -> Robust {
    let (m, p) = (studies.count, design.columns)
    guard m > p else {
      throw DependentPoolingError.noResidualDegreesOfFreedom(
        units: "studies", count: m, coefficients: p)
    }
    let scores = try likelihood.blocks.indices.map { place in
      let (block, weights) = (likelihood.blocks[place], solution.weights[place])
      guard variance == .biasReduced else { return weights * block.basis }
      return try adjustment(place) * (weights * block.basis)
    }
    var sum = Matrix(rows: p, columns: p)
    for (score, residuals) in zip(scores, solution.residuals) {
      sum = sum + Matrix(column: score.transposedProduct(residuals)).outerProduct()
    }
    if variance == .scaled { sum = Double(m) / Double(m - p) * sum }
    let sandwich = solution.covariance * sum * solution.covariance
    let robust = design.transformed(sandwich)
    let freedom =
      variance == .scaled
      ? [Double](repeating: Double(m - p), count: p)
      : (0..<p).map { satterthwaite(column: $0, scores: scores) }
    return Robust(
      variance: variance,
      coefficients: coefficients(covariance: robust, degreesOfFreedom: freedom),
      covariance: robust)
  }

  /// M_i of a study.
  private func covariance(ofStudy place: Int) -> Matrix {
    let block = likelihood.blocks[place]
    return block.sampling + likelihood.structure.covariance(of: block, at: maximum.theta)
  }

  /// A_i.
  private func adjustment(_ place: Int) throws -> Matrix {
    let block = likelihood.blocks[place]
    let full = covariance(ofStudy: place)
    let upper = try CholeskyFactor(full).lower.transposed
    let fitted = (block.basis * solution.covariance).productTransposed(block.basis)
    let eigen = try SymmetricEigen((upper * (full - fitted)).productTransposed(upper))
    let threshold = 1e-12 * (eigen.values.last ?? 0)
    let root = eigen.applying { $0 > threshold ? 1 / $0.squareRoot() : 0 }
    return upper.transposedProduct(root * upper)
  }

  private func satterthwaite(column: Int, scores: [Matrix]) -> Double {
    let p = design.columns
    let contrast = (0..<p).map { design.transform[column * p + $0] }
    let direction = solution.covariance * contrast
    let vectors = scores.map { $0 * direction }
    let sizes = vectors.indices.map {
      dotProduct(vectors[$0], covariance(ofStudy: $0) * vectors[$0])
    }
    let projected = zip(likelihood.blocks, vectors).map { $0.basis.transposedProduct($1) }
    let scaled = projected.map { solution.covariance * $0 }
    var (trace, squares) = (0.0, 0.0)
    for i in vectors.indices {
      for j in vectors.indices {
        let value = (i == j ? sizes[i] : 0) - dotProduct(projected[i], scaled[j])
        if i == j { trace += value }
        squares += value * value
      }
    }
    return trace * trace / squares
  }
}
