import Numerics

/// A fit whose parameters can be profiled.
protocol ProfiledModel: Sendable {
  associatedtype Parameter: ProfiledParameter
  /// All of them, in the order in which they are reported.
  var modelParameters: [ModelParameter] { get }
  func name(of parameter: ModelParameter) -> String
  /// At the maximum of the likelihood; nil for a correlation with what does not vary.
  func estimate(of parameter: ModelParameter) -> Double?
  func profiled(_ parameter: ModelParameter) throws -> Parameter
}

/// How the parameters of one fit are profiled: each by itself, correlations after the standard
/// deviations that they are made of.
struct ProfilePlan<Model: ProfiledModel>: Sendable {
  let model: Model
  /// Of the intervals.
  let level: Double
  /// Solved points between the estimate and each limit.
  let grid: Int

  /// The profiles in the order of `wanted`.
  func profiles(_ wanted: [ModelParameter], jobs: Int) throws -> [ParameterProfile] {
    // A correlation needs to know whether its standard deviations can be 0.
    let deviations = Set(wanted.flatMap(standardDeviations))
    let others = wanted.filter { standardDeviations($0).isEmpty }
    let first = model.modelParameters.filter(deviations.contains) + others
    let profiles = try parallelMap(count: first.count, jobs: jobs) { index in
      Result { try profile(first[index]) }
    }.map { try $0.get() }
    var known = Dictionary(zip(first, profiles)) { first, _ in first }
    let correlations = wanted.filter { known[$0] == nil }
    let rest = try parallelMap(count: correlations.count, jobs: jobs) { [known] index in
      Result { try profile(correlations[index], knowing: known) }
    }.map { try $0.get() }
    known.merge(zip(correlations, rest)) { first, _ in first }
    return wanted.compactMap { known[$0] }
  }

  /// The standard deviations that a parameter consists of, if it is one or a correlation.
  private func standardDeviations(_ parameter: ModelParameter) -> [ModelParameter] {
    switch parameter {
    case .standardDeviation, .seriesStandardDeviation: [parameter]
    case .correlation(let factor, let first, let second):
      [first, second].map { .standardDeviation(factor: factor, effect: $0) }
    case .seriesCorrelation: [.seriesStandardDeviation]
    case .residualStandardDeviation, .fixedEffect, .zeroInflation, .dispersion: []
    }
  }

  private func profile(
    _ parameter: ModelParameter, knowing known: [ModelParameter: ParameterProfile] = [:]
  ) throws -> ParameterProfile {
    let deviations = standardDeviations(parameter).filter { $0 != parameter }
    if let limits = unboundedLimits(deviations.map { known[$0]?.lower }) {
      return result(parameter, limits, .arcSine, ProfileCurve([]))
    }
    var tracer = ProfileTracer(try model.profiled(parameter))
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
      case .boundary, .unbounded, nil: return (.boundary(-1), .boundary(1))
      case .notFound(let reason): return (.notFound(reason: reason), .notFound(reason: reason))
      }
    }
    return nil
  }

  private func result(
    _ parameter: ModelParameter, _ limits: (lower: ProfileLimit, upper: ProfileLimit),
    _ scale: ProfileScale, _ curve: ProfileCurve
  ) -> ParameterProfile {
    ParameterProfile(
      parameter: parameter, name: model.name(of: parameter),
      estimate: model.estimate(of: parameter), level: level, limits: limits, scale: scale,
      curve: curve)
  }
}
