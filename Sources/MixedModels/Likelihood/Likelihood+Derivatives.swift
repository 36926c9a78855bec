import Numerics

extension Likelihood {
  private func weights(sigma: Double?) -> ResponseWeights {
    let fixed = problem.criterion == .restrictedMaximumLikelihood ? 1.0 : 0
    guard let sigma = sigma ?? problem.residualStandardDeviation else {
      return ResponseWeights(fixed: fixed, response: problem.denominator)
    }
    return ResponseWeights(fixed: fixed, response: penalizedSumOfSquares / (sigma * sigma))
  }

  /// The gradient of the profiled deviance.
  func gradient() -> [Double] {
    let weights = weights(sigma: nil)
    return thetaGradient(factor.lambdaGradients(weights)) + residualGradient(weights)
  }

  /// d(deviance)/d(phi) of the residual parameters; `lambdaGradients` was called before.
  private func residualGradient(_ weights: ResponseWeights) -> [Double] {
    guard let whitened, let count = problem.residual?.parameterCount else { return [] }
    return (0..<count).map { p in
      let change = whitened.derivative(p, problem.rows, like: layout)
      let sum = factor.contract(change.sum, weights)
      let difference = factor.contract(change.difference, weights)
      return change.trace - 0.25 * (sum - difference)
    }
  }

  /// The gradient of the unprofiled deviance at a fixed sigma; the last element is for log sigma.
  func gradient(sigma: Double) -> [Double] {
    let weights = weights(sigma: sigma)
    return thetaGradient(factor.lambdaGradients(weights)) + residualGradient(weights)
      + [2 * problem.denominator - 2 * penalizedSumOfSquares / (sigma * sigma)]
  }

  private func thetaGradient(_ lambda: [[Double]]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(scales.count)
    for (term, gradient) in zip(problem.rows.terms, lambda) {
      for place in term.free {
        result.append(gradient[place.row + place.column * term.width] * term.scales[place.row])
      }
    }
    return result
  }

  /// The average information of the profiled deviance: half its Hessian's observed and expected
  /// parts, times two.
  ///
  /// Gilmour, Thompson and Cullis (1995), with sigma eliminated.
  func averageInformation() -> Matrix {
    let full = averageInformation(sigma: sigma)
    let last = full.rows - 1
    guard problem.residualStandardDeviation == nil else {
      return full.selectingRowsAndColumns(0..<last)
    }
    var result = full.selectingRowsAndColumns(0..<last)
    for a in 0..<last {
      for b in 0..<last { result[a, b] -= full[a, last] * full[b, last] / full[last, last] }
    }
    return result
  }

  /// The average information of the unprofiled deviance; the last row is that of log sigma.
  func averageInformation(sigma: Double) -> Matrix {
    let forms = informationForms()
    let count = forms.linear.count
    let unit = problem.basis.scale / sigma
    let inverse = unit * unit
    var result = Matrix(rows: count + 1, columns: count + 1)
    for a in 0..<count {
      for b in 0..<count { result[a, b] = inverse * forms.quadratic[a, b] * scales[a] * scales[b] }
      result[a, count] = 2 * inverse * forms.linear[a] * scales[a]
      result[count, a] = result[a, count]
    }
    result[count, count] = 4 * sums.residual * inverse
    return result
  }

  /// The forms of theta and the residual parameters, complete.
  private func informationForms() -> InformationForms {
    guard let whitened, let count = problem.residual?.parameterCount else {
      return factor.informationForms([])
    }
    let residuals = whitened.residuals(
      problem.rows, modes: factor.conditionalModes(), contrast: contrastVector())
    let variates = (0..<count).map { whitened.variate($0, residuals) }
    let forms = factor.informationForms(variates.map { whitened.products(problem.rows, with: $0) })
    var quadratic = forms.quadratic
    let first = forms.linear.count
    for a in 0..<count {
      for b in 0..<count {
        quadratic[first + a, first + b] += dotProduct(variates[a], variates[b])
      }
    }
    return InformationForms(
      quadratic: quadratic, linear: forms.linear + variates.map { dotProduct($0, residuals) })
  }

  /// [-beta; 1] in the basis.
  private func contrastVector() -> [Double] {
    transformedCoefficients().map { -$0 } + [1]
  }

  /// Gradient and approximate Hessian of the profiled deviance in theta times `scales`: for the
  /// optimiser.
  ///
  /// To the average information is added what the curvature of Lambda Lambda' in Lambda
  /// contributes, as far as it is positive: it vanishes at an interior optimum and is all that
  /// there is where a variance is zero.
  func scaledDerivatives() throws -> TrustRegion.Derivatives {
    let weights = weights(sigma: nil)
    let lambda = factor.lambdaGradients(weights)
    var hessian = averageInformation()
    for a in 0..<hessian.rows {
      for b in 0..<hessian.columns { hessian[a, b] /= scales[a] * scales[b] }
    }
    for (term, gradient) in zip(problem.rows.terms, lambda) {
      try LambdaCurvature(term, parameters, gradient).add(to: &hessian)
    }
    let gradient = zip(thetaGradient(lambda) + residualGradient(weights), scales).map { $0 / $1 }
    return TrustRegion.Derivatives(gradient: gradient, hessian: hessian)
  }
}

extension Matrix {
  fileprivate func selectingRowsAndColumns(_ range: Range<Int>) -> Matrix {
    var result = Matrix(rows: range.count, columns: range.count)
    for a in range { for b in range { result[a, b] = self[a, b] } }
    return result
  }
}
