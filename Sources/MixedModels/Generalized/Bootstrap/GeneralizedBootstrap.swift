/// Refits of a generalised model to responses simulated from it.
public struct GeneralizedBootstrap: Sendable {
  /// The model that was simulated, at whose estimates intervals are centred.
  public let model: GeneralizedMixedModel
  public let seed: UInt64
  /// The data sets simulated, those included that could not be fitted.
  public let replicates: Int
  /// The numbers of the replicates that were fitted, ascending.
  public let fitted: [Int]
  /// -2 log likelihood of each fitted replicate.
  public let deviances: [Double]
  /// Replicates without an estimate and why: separated responses, a search that did not converge.
  public let failures: [ParametricBootstrap.Failure]
  private let estimates: [GeneralizedEstimates]

  /// The values of a parameter over the fitted replicates. Replicates in which a correlation does
  /// not exist, since what it is of does not vary there, are left out.
  public func values(of parameter: ModelParameter) -> [Double] {
    let layout = ParameterLayout(model.frame.random)
    return estimates.compactMap { $0.value(of: parameter, layout) }
  }

  /// The interval that holds a share of the values of a parameter; nil where there are none.
  public func interval(
    of parameter: ModelParameter, level: Double = 0.95, kind: SampleInterval.Kind = .equalTailed
  ) -> SampleInterval? {
    SampleInterval(values(of: parameter), level: level, kind: kind)
  }

  /// The basic interval of a parameter, see `SampleInterval.reflected(about:)`; nil where it has
  /// no estimate or no values.
  public func basicInterval(
    of parameter: ModelParameter, level: Double = 0.95
  ) -> SampleInterval? {
    guard let estimate = model.estimate(of: parameter) else { return nil }
    return interval(of: parameter, level: level)?.reflected(about: estimate)
  }
}

extension GeneralizedBootstrap {
  /// - Throws: `ResamplingError.noRefit`.
  init(
    _ model: GeneralizedMixedModel, seed: UInt64,
    _ outcomes: [Result<GeneralizedRefit.Outcome, RefitFailure>]
  ) throws {
    let (fits, failures) = try ParametricBootstrap.sorted(outcomes)
    self.model = model
    self.seed = seed
    replicates = outcomes.count
    fitted = fits.map(\.index)
    deviances = fits.map(\.fit.deviance)
    estimates = fits.map(\.fit.estimates)
    self.failures = failures
  }
}
