import MixedModels

/// Intervals of every parameter of a model, by the method that was asked for.
public struct ModelIntervals: Sendable {
  /// The ends; one is nil where it was not found.
  public struct Interval: Sendable, Equatable {
    public let low, high: Double?

    /// An end that is not finite, of a test with hardly any degrees of freedom, counts as not found.
    public init(low: Double?, high: Double?) {
      self.low = low.flatMap { $0.isFinite ? $0 : nil }
      self.high = high.flatMap { $0.isFinite ? $0 : nil }
    }

    init(_ estimate: ContrastEstimate) {
      self.init(low: estimate.confidenceLow, high: estimate.confidenceHigh)
    }
  }

  /// Empty unless they come from the profile likelihood.
  public let profiles: [ParameterProfile]
  /// Of simulated data sets, how many could not be fitted.
  public let failedReplicates: Int
  /// Of the residual structure's parameters by name; empty for the profile, which has none.
  public let residual: [String: Interval]
  private let known: [ModelParameter: Interval]

  /// - Throws: what the profile and the bootstrap throw.
  public init(
    _ model: LinearMixedModel, _ coefficients: CoefficientTable, _ request: ModelRequest
  ) throws {
    var known: [ModelParameter: Interval] = [:]
    var (profiles, failed): ([ParameterProfile], Int) = ([], 0)
    var ofResiduals: [ResidualInterval] = []
    switch request.intervals {
    case .wald:
      for (index, row) in coefficients.rows.enumerated() {
        known[.fixedEffect(index)] = Interval(row)
      }
      ofResiduals = try model.residualIntervals(level: request.level)
    case .profile:
      profiles = try model.profile(
        level: request.level, grid: request.profilePoints, jobs: request.jobs)
      known = Self.limits(of: profiles)
    case .bootstrap:
      let bootstrap = try model.parametricBootstrap(
        replicates: request.replicates, seed: request.seed, jobs: request.jobs)
      failed = bootstrap.failures.count
      ofResiduals = bootstrap.residualIntervals(level: request.level)
      for parameter in model.modelParameters {
        let interval = bootstrap.interval(of: parameter, level: request.level)
        known[parameter] = interval.map { Interval(low: $0.lower, high: $0.upper) }
      }
    }
    self.profiles = profiles
    self.known = known
    residual = Dictionary(
      ofResiduals.map { ($0.name, Interval(low: $0.low, high: $0.high)) },
      uniquingKeysWith: { first, _ in first })
    failedReplicates = failed
  }

  /// From tables of coefficients and other parameters with Wald intervals.
  /// - Throws: what the profile and the bootstrap throw.
  public init(
    _ model: GeneralizedMixedModel, _ coefficients: CoefficientTable,
    _ parameters: GeneralizedParameterTable, _ request: ModelRequest
  ) throws {
    var known: [ModelParameter: Interval] = [:]
    var (profiles, failed): ([ParameterProfile], Int) = ([], 0)
    switch request.intervals {
    case .wald: known = Self.wald(model, coefficients, parameters)
    case .profile:
      profiles = try model.profile(
        level: request.level, grid: request.profilePoints, jobs: request.jobs)
      known = Self.limits(of: profiles)
    case .bootstrap:
      let bootstrap = try model.parametricBootstrap(
        replicates: request.replicates, seed: request.seed, jobs: request.jobs)
      failed = bootstrap.failures.count
      for parameter in model.modelParameters {
        let interval = bootstrap.interval(of: parameter, level: request.level)
        known[parameter] = interval.map { Interval(low: $0.lower, high: $0.upper) }
      }
    }
    self.profiles = profiles
    self.known = known
    residual = [:]
    failedReplicates = failed
  }

  private static func limits(of profiles: [ParameterProfile]) -> [ModelParameter: Interval] {
    Dictionary(
      profiles.map { ($0.parameter, Interval(low: $0.lower.value, high: $0.upper.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func wald(
    _ model: GeneralizedMixedModel, _ coefficients: CoefficientTable,
    _ parameters: GeneralizedParameterTable
  ) -> [ModelParameter: Interval] {
    var known: [ModelParameter: Interval] = [:]
    for parameter in model.modelParameters {
      switch parameter {
      case .fixedEffect(let index): known[parameter] = Interval(coefficients.rows[index])
      case .zeroInflation(let index):
        known[parameter] = parameters.zeroInflation.map { Interval($0.rows[index]) }
      default:
        let name = model.name(of: parameter)
        known[parameter] = parameters.rows.first { $0.name == name }.map {
          Interval(low: $0.confidenceLow, high: $0.confidenceHigh)
        }
      }
    }
    return known
  }

  /// The interval of a parameter; without ends where there is none.
  public subscript(parameter: ModelParameter) -> Interval {
    known[parameter] ?? Interval(low: nil, high: nil)
  }
}
