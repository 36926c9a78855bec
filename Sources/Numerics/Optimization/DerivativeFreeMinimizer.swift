import CNLopt

/// Minimises a function of several bounded variables from its values alone, by NLopt.
///
/// A fallback where derivatives fail and an oracle for `TrustRegion`. A tolerance met is no proof
/// of a minimum: NLopt's methods can stop early, so `restarts` starts the method anew from the
/// point found until it improves no more.
///
/// Source: Johnson, "The NLopt nonlinear-optimization package"; Powell (2009), BOBYQA.
public struct DerivativeFreeMinimizer: Sendable {
  /// The method.
  public enum Method: Sendable, CaseIterable {
    /// Powell's BOBYQA: quadratic interpolation within bounds. Needs two variables or more; with
    /// one, Nelder-Mead takes its place.
    case boundedQuadraticInterpolation
    /// NEWUOA with bounds.
    case quadraticInterpolation
    case nelderMead

    var algorithm: nlopt_algorithm {
      switch self {
      case .boundedQuadraticInterpolation: NLOPT_LN_BOBYQA
      case .quadraticInterpolation: NLOPT_LN_NEWUOA_BOUND
      case .nelderMead: NLOPT_LN_NELDERMEAD
      }
    }
  }

  /// A minimum and how it was reached.
  public struct Minimum: Sendable, Equatable {
    public let argument: [Double]
    public let value: Double
    public let evaluations: Int
    /// How many values were not finite; the method was shown a large value instead, which may
    /// have misled it: unless it is 0, look twice at the minimum.
    public let nonFiniteEvaluations: Int
    /// Variables that lie on a bound.
    public let variablesAtBound: [Int]
  }

  public let method: Method
  public let absoluteTolerance: Double
  public let relativeValueTolerance: Double
  public let initialStep: Double
  public let restarts: Int
  public let maximumEvaluations: Int

  /// - Parameters:
  ///   - method: which of NLopt's algorithms.
  ///   - absoluteTolerance: on each variable.
  ///   - relativeValueTolerance: on the function.
  ///   - initialStep: the first change of each variable.
  ///   - restarts: the most restarts from the point found.
  ///   - maximumEvaluations: of the function, restarts included.
  public init(
    method: Method = .boundedQuadraticInterpolation, absoluteTolerance: Double = 1e-8,
    relativeValueTolerance: Double = 1e-14, initialStep: Double = 0.5, restarts: Int = 3,
    maximumEvaluations: Int = 20_000
  ) {
    self.method = method
    self.absoluteTolerance = absoluteTolerance
    self.relativeValueTolerance = relativeValueTolerance
    self.initialStep = initialStep
    self.restarts = restarts
    self.maximumEvaluations = maximumEvaluations
  }

  /// The minimum found from a start, which must lie within the bounds.
  ///
  /// - Throws: `OptimizationError.notFinite` where no value was finite, `.notConverged`, `.failed`,
  ///   and what the objective throws.
  public func minimize(
    from start: [Double], lower: [Double]? = nil, upper: [Double]? = nil,
    _ objective: ([Double]) throws -> Double
  ) throws -> Minimum {
    let lower = lower ?? [Double](repeating: -.infinity, count: start.count)
    let upper = upper ?? [Double](repeating: .infinity, count: start.count)
    precondition(
      !start.isEmpty && lower.count == start.count && upper.count == start.count,
      "a start and bounds of one length are needed")
    precondition(
      start.indices.allSatisfy { lower[$0] <= start[$0] && start[$0] <= upper[$0] },
      "the start must lie within the bounds")
    return try withoutActuallyEscaping(objective) { objective in
      let recorder = ObjectiveRecorder(objective, maximumEvaluations: maximumEvaluations)
      var point = start
      var best = Double.infinity
      for _ in 0...max(0, restarts) {
        let found = try run(recorder, from: point, lower, upper)
        let gain = best - found.value
        if found.value < best { (point, best) = (found.argument, found.value) }
        if gain <= 1e-10 * max(1, abs(best)) { break }
      }
      let bound = point.indices.filter { point[$0] == lower[$0] || point[$0] == upper[$0] }
      return Minimum(
        argument: point, value: best, evaluations: recorder.evaluations,
        nonFiniteEvaluations: recorder.nonFiniteEvaluations, variablesAtBound: bound)
    }
  }

  private func run(
    _ recorder: ObjectiveRecorder, from start: [Double], _ lower: [Double], _ upper: [Double]
  ) throws -> (argument: [Double], value: Double) {
    let algorithm =
      start.count == 1 && method != .nelderMead ? NLOPT_LN_NELDERMEAD : method.algorithm
    guard let optimizer = nlopt_create(algorithm, UInt32(start.count)) else {
      throw OptimizationError.failed(reason: "NLopt gave no optimiser")
    }
    defer { nlopt_destroy(optimizer) }
    nlopt_set_lower_bounds(optimizer, lower)
    nlopt_set_upper_bounds(optimizer, upper)
    nlopt_set_xtol_abs1(optimizer, absoluteTolerance)
    nlopt_set_ftol_rel(optimizer, relativeValueTolerance)
    // BOBYQA refuses a step beyond half the width of the bounds.
    let steps = zip(lower, upper).map { $1 > $0 ? min(initialStep, 0.25 * ($1 - $0)) : initialStep }
    nlopt_set_initial_step(optimizer, steps)
    nlopt_set_maxeval(optimizer, Int32(maximumEvaluations))
    let code = recorder.minimize(with: optimizer, from: start)
    if let error = recorder.error { throw error }
    switch code {
    case NLOPT_MAXEVAL_REACHED, NLOPT_MAXTIME_REACHED, NLOPT_FORCED_STOP:
      throw OptimizationError.notConverged(evaluations: recorder.evaluations)
    case NLOPT_FAILURE, NLOPT_INVALID_ARGS, NLOPT_OUT_OF_MEMORY:
      throw OptimizationError.failed(reason: "NLopt code \(code.rawValue)")
    // Rounding stops progress at a minimum that is as good as numbers go.
    default: break
    }
    guard let best = recorder.takeBest() else { throw OptimizationError.notFinite(at: start) }
    return best
  }
}
