import Numerics

extension GeneralizedMixedModel {
  /// The covariance of the estimates of all parameters in the original units: beta, gamma, theta,
  /// the latent series, log alpha; parameters at a boundary count as known.
  ///
  /// The inverse of half the Hessian of -2 log L, by central differences of the gradient. In the
  /// fast mode it is that of beta with everything else known.
  /// - Throws: what the objective and `CholeskyFactor` throw.
  func parameterCovariance() throws -> Matrix {
    let objective = try objective()
    let layout = objective.layout
    var basis = Matrix(rows: layout.count, columns: layout.count)
    let (free, information) =
      objective.eliminatesCoefficients
      ? (Array(layout.coefficients), objective.coefficientInformation())
      : try jointInformation(objective)
    let inverse = try CholeskyFactor(information).inverse()
    for (a, row) in free.enumerated() {
      for (b, column) in free.enumerated() { basis[row, column] = inverse[a, b] }
    }
    let units = problem.originalUnits(layout)
    return (units * basis).productTransposed(units)
  }

  private func jointInformation(_ objective: LaplaceObjective) throws -> ([Int], Matrix) {
    var places = Array(0..<objective.layout.count)
    if !boundaries.isEmpty {
      places = Array(objective.layout.coefficients) + Array(objective.layout.zero)
    }
    let scales = objective.parameterScales
    var information = Matrix(rows: places.count, columns: places.count)
    for (b, column) in places.enumerated() {
      let step = 1e-4 * scales[column]
      var gradients: [[Double]] = []
      for sign in [1.0, -1.0] {
        var point = optimum
        point[column] += sign * step
        _ = try objective.value(point)
        gradients.append(objective.gradient())
      }
      for (a, row) in places.enumerated() {
        let slope = (gradients[0][row] - gradients[1][row]) / (8 * step)
        information[a, b] += slope
        information[b, a] += slope
      }
    }
    return (places, information)
  }
}

extension GeneralizedProblem {
  /// The original parameters as a linear function of those of the basis.
  func originalUnits(_ layout: LaplaceObjective.Layout) -> Matrix {
    var result = Matrix.identity(layout.count)
    for a in layout.coefficients {
      for b in layout.coefficients { result[a, b] = basis.designTransform[a, b] }
    }
    if let zeroBasis {
      let first = layout.zero.lowerBound
      for a in layout.zero {
        for b in layout.zero { result[a, b] = zeroBasis.designTransform[a - first, b - first] }
      }
    }
    var place = layout.structure.lowerBound
    for term in rows.terms {
      for element in term.free {
        result[place, place] = 1 / term.scales[element.row]
        place += 1
      }
    }
    return result
  }
}
