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
  var decrementTolerance = 1e-14
  var maximumEvaluations = 300
  /// A decrement of the derivative-free minimum above this is no minimum.
  private let largestDecrement = 1e-3
  /// What the deviance falls on the way back from a limit; less may be rounding.
  private let leastSlope = 1e-8

  /// The lowest of the minima found from several starts; the objective is left there.
  /// - Throws: what the search from the first start throws, where no other finds a minimum.
  func minimize(
    _ objective: LaplaceObjective, from starts: [[Double]]
  ) throws -> GeneralizedMinimum {
    guard starts.count > 1 else { return try minimize(objective, from: starts[0]) }
    let searches = starts.map { start in Result { try minimize(objective, from: start) } }
    let found = searches.compactMap { try? $0.get() }
    guard let best = found.min(by: { $0.deviance < $1.deviance }) else {
      return try searches[0].get()
    }
    _ = try objective.value(best.parameters)
    return best
  }

  /// The minimum found from a start; the objective is left there.
  ///
  /// A parameter on its way to a limit is held there, where the slope gives no reason to return.
  /// - Throws: `MixedModelError.notConverged`, and what the objective throws at the start.
  func minimize(
    _ objective: LaplaceObjective, from start: [Double]
  ) throws -> GeneralizedMinimum {
    var point = start
    var held: [ParameterLimit] = []
    var mayHold = true
    var searched: GeneralizedMinimum?
    while true {
      let variables = Variables(objective, point, held: held.flatMap(\.places))
      do {
        let minimum = try trustRegion(objective, variables, from: point, mayHold: mayHold)
        guard let inside = try inside(objective, minimum, held) else { return minimum }
        (point, held, mayHold) = (inside, [], false)
      } catch let limit as ParameterLimit {
        point = limit.moved(objective.parameters, to: limit.values)
        held.append(limit)
      } catch is OptimizationError {
        // What is found without derivatives is where they may do better.
        if let searched { return searched }
        let found = try derivativeFree(objective, variables, from: point)
        (point, searched) = (found.parameters, found)
      }
    }
  }

  /// A point to start from anew where a parameter is held although the deviance falls inside; the
  /// objective is left at the minimum otherwise.
  private func inside(
    _ objective: LaplaceObjective, _ minimum: GeneralizedMinimum, _ held: [ParameterLimit]
  ) throws -> [Double]? {
    for limit in held {
      for probe in limit.probes {
        let point = limit.moved(minimum.parameters, to: probe)
        _ = try objective.value(point)
        let gradient = objective.gradient()
        let slope = limit.places.indices.reduce(0) {
          $0 + gradient[limit.places[$1]] * (probe[$1] - limit.values[$1])
        }
        if slope < -leastSlope { return point }
      }
    }
    if !held.isEmpty { _ = try objective.value(minimum.parameters) }
    return nil
  }

  /// What the optimiser sees of the parameters: those that are neither eliminated nor held, about
  /// 1 in size.
  private struct Variables {
    let places: [Int]
    let scales: [Double]
    /// Among the objective's variables.
    let indices: [Int]
    private let rest: [Double]

    init(_ objective: LaplaceObjective, _ start: [Double], held: [Int]) {
      places = objective.variables.filter { !held.contains($0) }
      indices = places.map { $0 - objective.variables.lowerBound }
      let sizes = objective.parameterScales
      scales = places.map { sizes[$0] }
      rest = start
    }

    func scaled(_ parameters: [Double]) -> [Double] {
      zip(places, scales).map { parameters[$0] / $1 }
    }

    func parameters(_ x: [Double]) -> [Double] {
      var result = rest
      for (index, place) in places.enumerated() { result[place] = x[index] * scales[index] }
      return result
    }

    /// The derivatives in x.
    func derivatives(_ all: TrustRegion.Derivatives) -> TrustRegion.Derivatives {
      var hessian = Matrix(rows: places.count, columns: places.count)
      for a in places.indices {
        for b in places.indices {
          hessian[a, b] = all.hessian[indices[a], indices[b]] * scales[a] * scales[b]
        }
      }
      return TrustRegion.Derivatives(
        gradient: zip(indices, scales).map { all.gradient[$0] * $1 }, hessian: hessian)
    }
  }

  private func trustRegion(
    _ objective: LaplaceObjective, _ variables: Variables, from start: [Double], mayHold: Bool
  ) throws -> GeneralizedMinimum {
    guard !variables.places.isEmpty else {
      return try settle(objective, start, .trustRegion, gradientEvaluations: 0, decrement: 0)
    }
    let region = TrustRegion(
      decrementTolerance: decrementTolerance, maximumEvaluations: maximumEvaluations,
      relativeValueNoise: 1e-12)
    var secant = SecantCorrection()
    let found = try region.minimize(from: variables.scaled(start)) { x in
      (try? objective.value(variables.parameters(x))) ?? .infinity
    } derivatives: { x in
      let point = variables.parameters(x)
      if variables.places.contains(where: { point[$0] != objective.parameters[$0] }) {
        _ = try objective.value(point)
      }
      if mayHold {
        let limits = objective.problem.reachedLimits(point, objective.layout)
        if let limit = limits.first(where: { variables.places.contains($0.places[0]) }) {
          throw limit
        }
      }
      let derivatives = variables.derivatives(try objective.derivatives())
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
      found = try DerivativeFreeMinimizer(
        absoluteTolerance: 1e-6, relativeValueTolerance: 1e-11, restarts: 1,
        maximumEvaluations: 4000
      ).minimize(
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
    let derivatives = variables.derivatives(try objective.derivatives())
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
