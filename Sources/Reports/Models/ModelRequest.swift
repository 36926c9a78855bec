import MixedModels

/// What is asked of a fitted model beside its estimates.
public struct ModelRequest: Sendable {
  /// Where intervals come from.
  public enum Intervals: String, Sendable, CaseIterable {
    /// Estimate and standard error, with the quantiles of the test.
    case wald
    /// Values that a likelihood-ratio test does not reject.
    case profile
    /// Equal tails of refits to simulated responses.
    case bootstrap
  }

  /// Of linear models; tests of generalised ones are normal.
  public var degreesOfFreedom = DegreesOfFreedomMethod.satterthwaite
  /// nil: the method's own.
  public var information: Information?
  public var intervals = Intervals.wald
  public var level = 0.95
  /// Points of a profile, for a plot, between the estimate and each end of the interval.
  public var profilePoints = 0
  /// Data sets that the bootstrap simulates.
  public var replicates = 1000
  public var seed: UInt64 = 1
  public var jobs = 1
  /// Marginal means that are wanted, each of the combinations of some factors.
  public var means: [[String]] = []
  /// Of the differences of means.
  public var adjustment = MultiplicityAdjustment.tukey
  /// The hypothesis in the test of every term, where these are wanted.
  public var analysisOfVariance: TermHypothesis?
  public var conditionalModes = false
  /// Simulated checks of a generalised model, and the variance that it explains.
  public var checks = false

  public init() {}
}
