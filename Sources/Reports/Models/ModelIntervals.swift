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
      for profile in profiles {
        known[profile.parameter] = Interval(low: profile.lower.value, high: profile.upper.value)
      }
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

  /// The interval of a parameter; without ends where there is none.
  public subscript(parameter: ModelParameter) -> Interval {
    known[parameter] ?? Interval(low: nil, high: nil)
  }
}
