import Glibc
import Numerics

/// The optimum of a generalised model and how it was reached.
struct GeneralizedMinimum: Sendable {
  /// In the basis of the problem; diagonals of Lambda are not negative.
  let parameters: [Double]
  let deviance: Double
  let gradient: [Double]
  let evaluations: Int
  let gradientEvaluations: Int
  let decrement: Double
}

/// Minimises -2 log likelihood over all parameters by a trust region.
struct GeneralizedMinimizer: Sendable {
  var decrementTolerance = 1e-11
  var maximumEvaluations = 300

  /// The minimum found from a start; the objective is left there.
  /// - Throws: `MixedModelError.notConverged`, and what the objective throws at the start.
  func minimize(
    _ objective: LaplaceObjective, from start: [Double]
  ) throws -> GeneralizedMinimum {
    let variables = objective.variables
    let scales = Array(objective.parameterScales[variables])
    let rest = Array(start[..<variables.lowerBound])
    let unscale = { (x: [Double]) in rest + zip(x, scales).map { $0 * $1 } }
    let region = TrustRegion(
      decrementTolerance: decrementTolerance, maximumEvaluations: maximumEvaluations,
      relativeValueNoise: 1e-12)
    var secant = SecantCorrection()
    let found: TrustRegion.Minimum
    do {
      found = try region.minimize(
        from: zip(start[variables], scales).map { $0 / $1 }
      ) { x in
        (try? objective.value(unscale(x))) ?? .infinity
      } derivatives: { x in
        let point = unscale(x)
        if point[variables] != objective.parameters[variables] { _ = try objective.value(point) }
        let derivatives = try objective.derivatives().scaled(by: scales)
        return TrustRegion.Derivatives(
          gradient: derivatives.gradient, hessian: secant.corrected(derivatives, at: x))
      }
    } catch OptimizationError.notConverged(let evaluations) {
      throw MixedModelError.notConverged(evaluations: evaluations)
    } catch is OptimizationError {
      throw MixedModelError.notConverged(evaluations: objective.evaluations)
    }
    return try settle(objective, found, unscale)
  }

  /// Newton's last step, and columns of Lambda with a positive diagonal.
  private func settle(
    _ objective: LaplaceObjective, _ found: TrustRegion.Minimum, _ unscale: ([Double]) -> [Double]
  ) throws -> GeneralizedMinimum {
    var parameters = unscale(found.argument)
    var evaluations = found.evaluations
    if found.decrement > 1e-22,
      let newton = try? CholeskyFactor(found.derivatives.hessian).solve(found.derivatives.gradient)
    {
      let last = unscale(zip(found.argument, newton).map { $0 - $1 })
      evaluations += 1
      if let value = try? objective.value(last), value <= found.value + 1e-10 * abs(found.value) {
        parameters = last
      }
    }
    parameters = objective.problem.turned(parameters, objective.layout)
    let deviance = try objective.value(parameters)
    return GeneralizedMinimum(
      parameters: objective.parameters, deviance: deviance, gradient: objective.gradient(),
      evaluations: evaluations + 1, gradientEvaluations: found.derivativeEvaluations + 1,
      decrement: found.decrement)
  }
}

extension LaplaceObjective {
  /// By what each parameter is divided to be about 1.
  var parameterScales: [Double] {
    let scale = GeneralizedStart(problem).predictorScale
    var result = [Double](repeating: 1, count: layout.count)
    for place in layout.coefficients { result[place] = scale }
    for place in layout.structure { result[place] = scale }
    if problem.series != nil, let correlation = layout.structure.last { result[correlation] = 1 }
    return result
  }
}

extension GeneralizedProblem {
  /// The same parameters with the diagonal of Lambda, and the series' deviation, not negative.
  func turned(_ parameters: [Double], _ layout: LaplaceObjective.Layout) -> [Double] {
    var result = parameters
    var first = layout.structure.lowerBound
    for term in rows.terms {
      for column in 0..<term.width {
        let places = term.free.indices.filter { term.free[$0].column == column }
        guard let diagonal = places.first, result[first + diagonal] < 0 else { continue }
        for place in places { result[first + place].negate() }
      }
      first += term.free.count
    }
    if series != nil { result[first] = abs(result[first]) }
    return result
  }
}

extension TrustRegion.Derivatives {
  /// The same derivatives with respect to the parameters divided by `scales`.
  fileprivate func scaled(by scales: [Double]) -> TrustRegion.Derivatives {
    var hessian = self.hessian
    for a in scales.indices {
      for b in scales.indices { hessian[a, b] *= scales[a] * scales[b] }
    }
    return TrustRegion.Derivatives(
      gradient: zip(gradient, scales).map { $0 * $1 }, hessian: hessian)
  }
}
