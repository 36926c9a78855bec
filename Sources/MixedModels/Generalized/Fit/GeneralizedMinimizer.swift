import Glibc
import Numerics

/// The optimum of a generalised model and how it was reached.
struct GeneralizedMinimum: Sendable {
  /// In the basis of the problem; diagonals of Lambda are not negative, negligible ones zero.
  let parameters: [Double]
  let deviance: Double
  let gradient: [Double]
  let method: Convergence.Method
  let evaluations: Int
  let gradientEvaluations: Int
  let decrement: Double
}

/// Minimises -2 log likelihood over all parameters: a trust region, NLopt's BOBYQA where that fails.
struct GeneralizedMinimizer: Sendable {
  var decrementTolerance = 1e-11
  var maximumEvaluations = 300
  /// A decrement of the derivative-free minimum above this is no minimum.
  private let largestDecrement = 1e-3

  /// The minimum found from a start; the objective is left there.
  /// - Throws: `MixedModelError.notConverged`, and what the objective throws at the start.
  func minimize(
    _ objective: LaplaceObjective, from start: [Double]
  ) throws -> GeneralizedMinimum {
    let variables = Variables(objective, start)
    do {
      return try trustRegion(objective, variables, from: start)
    } catch is OptimizationError {
      return try derivativeFree(objective, variables, from: start)
    }
  }

  /// What the optimiser sees of the parameters: those that are not eliminated, about 1 in size.
  private struct Variables {
    let range: Range<Int>
    let scales: [Double]
    private let rest: [Double]

    init(_ objective: LaplaceObjective, _ start: [Double]) {
      range = objective.variables
      scales = Array(objective.parameterScales[range])
      rest = Array(start[..<range.lowerBound])
    }

    func scaled(_ parameters: [Double]) -> [Double] {
      zip(parameters[range], scales).map { $0 / $1 }
    }

    func parameters(_ x: [Double]) -> [Double] { rest + zip(x, scales).map { $0 * $1 } }
  }

  private func trustRegion(
    _ objective: LaplaceObjective, _ variables: Variables, from start: [Double]
  ) throws -> GeneralizedMinimum {
    let region = TrustRegion(
      decrementTolerance: decrementTolerance, maximumEvaluations: maximumEvaluations,
      relativeValueNoise: 1e-12)
    var secant = SecantCorrection()
    let found = try region.minimize(from: variables.scaled(start)) { x in
      (try? objective.value(variables.parameters(x))) ?? .infinity
    } derivatives: { x in
      let point = variables.parameters(x)
      if point[variables.range] != objective.parameters[variables.range] {
        _ = try objective.value(point)
      }
      let derivatives = try objective.derivatives().scaled(by: variables.scales)
      return TrustRegion.Derivatives(
        gradient: derivatives.gradient, hessian: secant.corrected(derivatives, at: x))
    }
    var parameters = variables.parameters(found.argument)
    if found.decrement > 1e-22,
      let newton = try? CholeskyFactor(found.derivatives.hessian).solve(found.derivatives.gradient)
    {
      let last = variables.parameters(zip(found.argument, newton).map { $0 - $1 })
      if let value = try? objective.value(last), value <= found.value + 1e-10 * abs(found.value) {
        parameters = last
      }
    }
    return try settle(
      objective, parameters, .trustRegion, gradientEvaluations: found.derivativeEvaluations,
      decrement: found.decrement)
  }

  private func derivativeFree(
    _ objective: LaplaceObjective, _ variables: Variables, from start: [Double]
  ) throws -> GeneralizedMinimum {
    let found: [Double]
    do {
      found = try DerivativeFreeMinimizer(absoluteTolerance: 1e-9).minimize(
        from: variables.scaled(start)
      ) { x in
        (try? objective.value(variables.parameters(x))) ?? .infinity
      }.argument
    } catch is OptimizationError {
      throw MixedModelError.notConverged(evaluations: objective.evaluations)
    }
    let minimum = try settle(
      objective, variables.parameters(found), .derivativeFree, gradientEvaluations: 0, decrement: 0)
    // Without derivatives it may have stopped on a slope.
    let derivatives = try objective.derivatives().scaled(by: variables.scales)
    guard
      let newton = try? CholeskyFactor(derivatives.hessian).solve(derivatives.gradient),
      dotProduct(newton, derivatives.gradient) < largestDecrement
    else { throw MixedModelError.notConverged(evaluations: objective.evaluations) }
    return minimum
  }

  /// Columns of Lambda with a positive diagonal; what is negligible, zero.
  private func settle(
    _ objective: LaplaceObjective, _ parameters: [Double], _ method: Convergence.Method,
    gradientEvaluations: Int, decrement: Double
  ) throws -> GeneralizedMinimum {
    let problem = objective.problem
    var parameters = problem.turned(parameters, objective.layout)
    var deviance =
      objective.parameters == parameters ? objective.deviance : try objective.value(parameters)
    for trial in problem.simplifications(parameters, objective.layout) {
      let simpler = trial(parameters)
      if let value = try? objective.value(simpler), value <= deviance + 1e-8 {
        (parameters, deviance) = (simpler, value)
      }
    }
    if objective.parameters != parameters { deviance = try objective.value(parameters) }
    return GeneralizedMinimum(
      parameters: objective.parameters, deviance: deviance, gradient: objective.gradient(),
      method: method, evaluations: objective.evaluations,
      gradientEvaluations: gradientEvaluations + 1, decrement: decrement)
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
