import Numerics

/// The covariance of the estimates of all parameters of a generalised model: the inverse of the
/// observed information, in the original parametrisation.
///
/// Parameters stand in the order beta, gamma (the log odds of an extra zero), theta (the free
/// elements of Lambda, Cov(b) = Lambda Lambda'), the standard deviation of a latent series and the
/// inverse hyperbolic tangent of its correlation, log alpha. In the fast mode beta is not among
/// what the likelihood is maximised over: its block is the conditional one, and its covariances
/// with the rest are 0.
public struct JointCovariance: Sendable {
  /// Such as `age`, `zero:(Intercept)`, `theta:person.(Intercept)`, `log(dispersion)`.
  public let names: [String]
  public let estimates: [Double]
  /// Rows and columns of held parameters are 0.
  public let matrix: Matrix
  /// Names of parameters at the limit of what they can be, which count as known.
  public let held: [String]
  let layout: LaplaceObjective.Layout
  let heldPlaces: Set<Int>

  /// The covariance of beta.
  public var coefficients: Matrix { block(layout.coefficients) }
  /// The covariance of gamma.
  public var zeroInflation: Matrix { block(layout.zero) }

  func block(_ places: Range<Int>) -> Matrix {
    var result = Matrix(rows: places.count, columns: places.count)
    for (a, row) in places.enumerated() {
      for (b, column) in places.enumerated() { result[a, b] = matrix[row, column] }
    }
    return result
  }
}

extension GeneralizedMixedModel {
  /// The covariance of the estimates of all parameters.
  ///
  /// Takes two gradients for each parameter.
  /// - Throws: `InferenceError.informationNotPositiveDefinite`.
  public func jointCovariance() throws -> JointCovariance {
    let objective = try objective()
    let layout = objective.layout
    let held = heldPlaces(layout)
    let names = parameterNames(layout)
    var covariance = Matrix(rows: layout.count, columns: layout.count)
    if objective.eliminatesCoefficients {
      let block = try conditionalCovariance(objective)
      for a in layout.coefficients {
        for b in layout.coefficients { covariance[a, b] = block[a, b] }
      }
    }
    let information = try JointInformation(objective, at: optimum, held: held)
    let inverse = try information.inverse(names: names, isSingular: convergence.isSingular)
    for (a, row) in information.free.enumerated() {
      for (b, column) in information.free.enumerated() { covariance[row, column] = inverse[a, b] }
    }
    let transform = originalUnits(layout)
    return JointCovariance(
      names: names, estimates: transform * optimum,
      matrix: symmetric((transform * covariance).productTransposed(transform)),
      held: held.sorted().map { names[$0] }, layout: layout, heldPlaces: held)
  }

  /// The covariance of beta in the basis with everything else known.
  /// - Parameter objective: with its value at the optimum.
  func conditionalCovariance(_ objective: LaplaceObjective) throws -> Matrix {
    let information =
      isPlain
      ? problem.designProducts(objective.rows.derivatives.weight)
      : objective.coefficientInformation()
    guard let factor = try? CholeskyFactor(information) else {
      throw InferenceError.informationNotPositiveDefinite(parameters: frame.fixed.names)
    }
    return factor.inverse()
  }

  /// The original parameters as a linear function of those in the basis.
  func originalUnits(_ layout: LaplaceObjective.Layout) -> Matrix {
    var result = Matrix.identity(layout.count)
    for a in layout.coefficients {
      for b in layout.coefficients { result[a, b] = problem.basis.designTransform[a, b] }
    }
    if let basis = problem.zeroBasis {
      let first = layout.zero.lowerBound
      for a in layout.zero {
        for b in layout.zero { result[a, b] = basis.designTransform[a - first, b - first] }
      }
    }
    var place = layout.structure.lowerBound
    for term in problem.rows.terms {
      for element in term.free {
        result[place, place] = 1 / term.scales[element.row]
        place += 1
      }
    }
    return result
  }

  private func symmetric(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for a in 0..<matrix.rows {
      for b in 0..<matrix.rows { result[a, b] = (matrix[a, b] + matrix[b, a]) / 2 }
    }
    return result
  }
}
