import Numerics

extension LinearMixedModel {
  /// Profile likelihood intervals: the values that a likelihood ratio test at the given level does
  /// not reject, everything else maximised anew, sigma included.
  ///
  /// The likelihood is that of the data (ML) also for a REML fit, as in lme4's
  /// `confint(method = "profile")`; the estimate in the result is then the ML estimate. Each limit
  /// is a root, not an interpolation. Standard deviations are profiled down to 0 and correlations
  /// to -1 and 1, which are reported as boundaries where the data do not exclude them.
  ///
  /// Source: Bates, Mächler, Bolker and Walker (2015), section 5.1; for the signed root, Pawitan
  /// (2001), "In all likelihood", section 3.
  /// - Parameters:
  ///   - parameters: all of `modelParameters` unless named.
  ///   - level: of the intervals, between 0 and 1.
  ///   - grid: solved points between the estimate and each limit, for a plot.
  ///   - jobs: threads; the result does not depend on it.
  /// - Throws: where the ML fit itself fails. A limit that is not found is a `ProfileLimit`.
  public func profile(
    _ parameters: [ModelParameter]? = nil, level: Double = 0.95, grid: Int = 0, jobs: Int = 1
  ) throws -> [ParameterProfile] {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let context = try MaximumLikelihoodFit(self)
    let wanted = parameters ?? modelParameters
    let plan = ProfilePlan(model: self, context: context, level: level, grid: grid)
    // A correlation needs to know whether its standard deviations can be 0.
    let deviations = wanted.flatMap(plan.standardDeviations)
    let others = wanted.filter { plan.standardDeviations($0).isEmpty }
    let first = Array(Set(deviations)).sorted(by: plan.comesBefore) + others
    let profiles = try parallelMap(count: first.count, jobs: jobs) { index in
      Result { try plan.profile(first[index]) }
    }.map { try $0.get() }
    var known = Dictionary(zip(first, profiles)) { first, _ in first }
    let correlations = wanted.filter { known[$0] == nil }
    let rest = try parallelMap(count: correlations.count, jobs: jobs) { [known] index in
      Result { try plan.profile(correlations[index], knowing: known) }
    }.map { try $0.get() }
    known.merge(zip(correlations, rest)) { first, _ in first }
    return wanted.compactMap { known[$0] }
  }
}

/// How each parameter of one model is profiled.
private struct ProfilePlan: Sendable {
  let model: LinearMixedModel
  let context: MaximumLikelihoodFit
  let level: Double
  let grid: Int

  /// The standard deviations that a parameter consists of, if it is one or a correlation.
  func standardDeviations(_ parameter: ModelParameter) -> [ModelParameter] {
    switch parameter {
    case .standardDeviation: [parameter]
    case .correlation(let factor, let first, let second):
      [first, second].map { .standardDeviation(factor: factor, effect: $0) }
    case .residualStandardDeviation, .fixedEffect: []
    }
  }

  func comesBefore(_ a: ModelParameter, _ b: ModelParameter) -> Bool {
    let order = model.modelParameters
    return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
  }

  func profile(
    _ parameter: ModelParameter, knowing known: [ModelParameter: ParameterProfile] = [:]
  ) throws -> ParameterProfile {
    if case .correlation = parameter,
      let limits = unboundedLimits(standardDeviations(parameter).map { known[$0]?.lower })
    {
      return result(parameter, limits, .arcSine, ProfileCurve([]))
    }
    var tracer = try ProfileTracer(parameter, context)
    let critical = NormalDistribution.standard.quantile(0.5 * (1 - level), tail: .upper)
    let limits = (lower: tracer.limit(zeta: -critical), upper: tracer.limit(zeta: critical))
    if grid > 0 {
      let steps = (1...grid).map { critical * Double($0) / Double(grid + 1) }
      tracer.refine(zetas: steps + steps.map { -$0 })
    }
    return result(parameter, limits, tracer.scale, tracer.curve)
  }

  /// The limits of a correlation where a standard deviation of 0 is not excluded: the model
  /// without that random effect is then among those not rejected, and with it every correlation.
  private func unboundedLimits(
    _ lower: [ProfileLimit?]
  ) -> (lower: ProfileLimit, upper: ProfileLimit)? {
    for limit in lower {
      switch limit {
      case .at: continue
      case .boundary, nil: return (.boundary(-1), .boundary(1))
      case .notFound(let reason): return (.notFound(reason: reason), .notFound(reason: reason))
      }
    }
    return nil
  }

  private func result(
    _ parameter: ModelParameter, _ limits: (lower: ProfileLimit, upper: ProfileLimit),
    _ scale: ProfileScale, _ curve: ProfileCurve
  ) -> ParameterProfile {
    let estimate: Double? =
      if case .fixedEffect(let index) = parameter {
        context.coefficients[index]
      } else {
        context.layout.value(of: parameter, parameters: context.parameters, sigma: context.sigma)
      }
    return ParameterProfile(
      parameter: parameter, name: model.name(of: parameter), estimate: estimate, level: level,
      limits: limits, scale: scale, curve: curve)
  }
}
