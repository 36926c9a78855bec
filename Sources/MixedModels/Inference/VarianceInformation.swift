import Numerics

/// The inverse information of the variance parameters (covariance elements, then the residual
/// variance unless it is known) in units of sigma^2, without any matrix of the size of the data.
///
/// The expected information of the log likelihood is half the trace tr(P G_r P G_s), P the projection
/// orthogonal to X in the metric of V0; under ML V0^-1 stands in place of P. With z = Z' V0^-1 (y - X
/// beta) and z_r = E_r z the observed information is
///
///     -1/2 trace + (z_r' C z_s - (B' z_r)' U (B' z_s)) / sigma^2.
struct VarianceInformation: Sendable {
  let derivatives: VarianceDerivatives
  /// The inverse of the information, W.
  let parameterCovariance: Matrix
  /// Directions of the parameters about which the data say nothing.
  let droppedDirections: Int

  /// - Throws: `InferenceError.residualStructure`; what the likelihood throws where the random
  ///   effects of several grouping factors are too many.
  init(model: LinearMixedModel, likelihood: Likelihood, information: Information) throws {
    guard model.frame.residual == nil else { throw InferenceError.residualStructure }
    let elements = CovarianceElements(random: model.frame.random, theta: model.parameters.theta)
    let (cross, random) = (likelihood.crossProjections(), try likelihood.randomProjections())
    let residualIsKnown = model.specification.residualStandardDeviation != nil
    derivatives = try VarianceDerivatives(
      random.derivatives(elements, model.frame.random, cross),
      covariance: likelihood.unscaledCovariance(),
      observationCount: model.observationCount, residualIsKnown: residualIsKnown)
    var matrix = 0.5 * derivatives.doubledExpectedInformation(model.criterion)
    if information == .observed {
      let quadratic = Self.quadratic(
        model, elements, random, Matrix(stacking: cross),
        likelihood.residualProjections().flatMap { $0 }, residualIsKnown: residualIsKnown)
      matrix = quadratic - matrix
    }
    let inverse = try PositiveInverse(matrix, tolerance: 1e-10)
    parameterCovariance = inverse.matrix
    droppedDirections = inverse.dropped
  }

  /// y' P G_r P G_s P y / sigma^2, the residual variance by homogeneity.
  private static func quadratic(
    _ model: LinearMixedModel, _ elements: CovarianceElements, _ random: RandomProjections,
    _ cross: Matrix, _ z: [Double], residualIsKnown: Bool
  ) -> Matrix {
    let variance = model.sigma * model.sigma
    let covariance = 1 / variance * model.coefficientCovariance
    let moved = elements.supports(model.frame.random).map { support in
      var result = [Double](repeating: 0, count: z.count)
      for move in support { result[move.to] = z[move.from] }
      return result
    }
    let projected = moved.map { random.multiplied(by: $0) }
    let fixed = moved.map { cross.transposedProduct($0) }
    var rows = moved.indices.map { r in
      moved.indices.map { s in
        (dotProduct(moved[r], projected[s]) - dotProduct(fixed[r], covariance * fixed[s]))
          / variance
      }
    }
    guard !residualIsKnown else { return Matrix(rows: rows) }
    let weights = elements.values
    let totals = moved.map { dotProduct(z, $0) / variance }
    let residual =
      model.penalizedSumOfSquares / variance - dotProduct(weights, totals)
    let last = rows.indices.map { totals[$0] - dotProduct(weights, rows[$0]) }
    for r in rows.indices { rows[r].append(last[r]) }
    rows.append(last + [residual - dotProduct(weights, last)])
    return Matrix(rows: rows)
  }
}

extension RandomProjections {
  fileprivate func derivatives(
    _ elements: CovarianceElements, _ random: [RandomEffectsDesign], _ cross: [Matrix]
  ) -> CovarianceProjections {
    switch self {
    case .faces(let faces):
      CovarianceProjections(elements: elements, faces: faces, cross: cross[0])
    case .dense(let matrix):
      CovarianceProjections(
        elements: elements, random: random, projection: matrix, cross: cross)
    }
  }

  /// C v.
  fileprivate func multiplied(by vector: [Double]) -> [Double] {
    switch self {
    case .dense(let matrix): return matrix * vector
    case .faces(let faces):
      let width = faces.first?.rows ?? 0
      return faces.indices.flatMap { level in
        faces[level] * Array(vector[(level * width)..<((level + 1) * width)])
      }
    }
  }
}
