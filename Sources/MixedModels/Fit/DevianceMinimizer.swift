import Numerics

/// The optimum of a likelihood and how it was reached.
struct DevianceMinimum: Sendable {
  /// The parameters, with the diagonal of Lambda not negative and negligible columns zero.
  let parameters: [Double]
  let evaluation: Evaluation
  let method: Convergence.Method
  let evaluations: Int
  let gradientEvaluations: Int
  let decrement: Double
  let gradient: [Double]

  /// The same with another evaluation of the same parameters, a more exact one.
  func replacing(_ evaluation: Evaluation) -> DevianceMinimum {
    DevianceMinimum(
      parameters: parameters, evaluation: evaluation, method: method, evaluations: evaluations,
      gradientEvaluations: gradientEvaluations, decrement: decrement, gradient: gradient)
  }
}

/// Minimises the profiled deviance: a trust region with the average information, over theta
/// without bounds; NLopt's BOBYQA where that fails.
struct DevianceMinimizer: Sendable {
  /// On g' inverse(H) g: the deviance is then within half of it of its minimum.
  var decrementTolerance = 1e-13
  /// Parameters are then within 1e-9 of their standard errors of the optimum.
  private let negligibleDecrement = 1e-18
  var maximumEvaluations = 200

  /// The minimum found from a start; the likelihood is left there.
  /// - Throws: `MixedModelError.notConverged`, and what the likelihood throws at the start.
  func minimize(_ likelihood: Likelihood, from start: [Double]) throws -> DevianceMinimum {
    guard !start.isEmpty else {
      return DevianceMinimum(
        parameters: [], evaluation: try likelihood.evaluate([]), method: .closedForm,
        evaluations: 1, gradientEvaluations: 0, decrement: 0, gradient: [])
    }
    do {
      return try trustRegion(likelihood, from: start)
    } catch is OptimizationError {
      return try derivativeFree(likelihood, from: start)
    }
  }

  private func trustRegion(
    _ likelihood: Likelihood, from start: [Double]
  ) throws -> DevianceMinimum {
    let scales = likelihood.problem.parameterScales
    let unscale = { (x: [Double]) in zip(x, scales).map { $0 / $1 } }
    let region = TrustRegion(
      decrementTolerance: decrementTolerance, maximumEvaluations: maximumEvaluations,
      relativeValueNoise: 1e-13)
    var secant = SecantCorrection()
    let found = try region.minimize(from: zip(start, scales).map { $0 * $1 }) { x in
      Self.deviance(likelihood, unscale(x))
    } derivatives: { x in
      let derivatives = try likelihood.scaledDerivatives()
      return TrustRegion.Derivatives(
        gradient: derivatives.gradient, hessian: secant.corrected(derivatives, at: x))
    }
    let last = try lastStep(likelihood, found, unscale)
    return try settle(
      likelihood, last ?? unscale(found.argument), .trustRegion,
      evaluations: found.evaluations + (last == nil ? 0 : 1),
      gradient: last == nil ? zip(found.derivatives.gradient, scales).map { $0 * $1 } : nil,
      gradientEvaluations: found.derivativeEvaluations, decrement: found.decrement)
  }

  /// Newton's step from where the derivatives were last taken: within the tolerance, and most of
  /// what was left to the optimum; nil where nothing is to be gained.
  private func lastStep(
    _ likelihood: Likelihood, _ found: TrustRegion.Minimum, _ unscale: ([Double]) -> [Double]
  ) throws -> [Double]? {
    let derivatives = found.derivatives
    guard found.decrement > negligibleDecrement,
      let newton = try? CholeskyFactor(derivatives.hessian).solve(derivatives.gradient)
    else { return nil }
    let last = unscale(zip(found.argument, newton).map { $0 - $1 })
    let noise = 1e-12 * abs(found.value)
    if Self.deviance(likelihood, last) <= found.value + noise { return last }
    try likelihood.evaluate(unscale(found.argument))
    return nil
  }

  /// The deviance, infinite where the covariance is singular.
  private static func deviance(_ likelihood: Likelihood, _ parameters: [Double]) -> Double {
    (try? likelihood.evaluate(parameters).deviance) ?? .infinity
  }

  /// The fallback and oracle, from values alone.
  func derivativeFree(
    _ likelihood: Likelihood, from start: [Double]
  ) throws -> DevianceMinimum {
    let scales = likelihood.problem.parameterScales
    do {
      let found = try DerivativeFreeMinimizer(absoluteTolerance: 1e-9).minimize(
        from: zip(start, scales).map { $0 * $1 }
      ) { x in
        Self.deviance(likelihood, zip(x, scales).map { $0 / $1 })
      }
      return try settle(
        likelihood, zip(found.argument, scales).map { $0 / $1 }, .derivativeFree,
        evaluations: found.evaluations, gradientEvaluations: 0, decrement: 0)
    } catch OptimizationError.notConverged(let evaluations) {
      throw MixedModelError.notConverged(evaluations: evaluations)
    }
  }

  /// Turns columns of Lambda to a positive diagonal and drops negligible ones.
  ///
  /// - Parameter gradient: at the parameters, where it is known.
  private func settle(
    _ likelihood: Likelihood, _ parameters: [Double], _ method: Convergence.Method,
    evaluations: Int, gradient: [Double]? = nil, gradientEvaluations: Int, decrement: Double
  ) throws -> DevianceMinimum {
    var parameters = parameters
    var evaluations = evaluations
    var moved = false
    for term in likelihood.problem.rows.terms {
      for column in 0..<term.width {
        let elements = term.free.indices.filter { term.free[$0].column == column }
        let places = elements.map { term.thetaStart + $0 }
        guard let diagonal = places.first else { continue }
        if parameters[diagonal] < 0 {
          for place in places { parameters[place].negate() }
          moved = true
        }
        let size =
          places.enumerated().map {
            abs(parameters[$1] * term.scales[term.free[elements[$0]].row])
          }.max() ?? 0
        guard size > 0, size < 1e-3 else { continue }
        // A column this small is zero unless that costs anything.
        var trial = parameters
        for place in places { trial[place] = 0 }
        let before = try likelihood.evaluate(parameters).deviance
        let after = try likelihood.evaluate(trial).deviance
        evaluations += 2
        moved = true
        if after <= before + 1e-9 { parameters = trial }
      }
    }
    if moved {
      try likelihood.evaluate(parameters)
      evaluations += 1
    }
    let known = moved ? nil : gradient
    return DevianceMinimum(
      parameters: parameters, evaluation: likelihood.evaluation, method: method,
      evaluations: evaluations, gradientEvaluations: gradientEvaluations + (known == nil ? 1 : 0),
      decrement: decrement, gradient: known ?? likelihood.gradient())
  }
}
