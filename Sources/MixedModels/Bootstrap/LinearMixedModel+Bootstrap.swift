import Numerics

extension LinearMixedModel {
  /// Simulates responses from the fitted model and fits the model to each.
  ///
  /// Every refit starts at the estimates and uses the model's own criterion. Replicate i depends
  /// on (seed, i) alone, so the result is the same for any number of jobs.
  ///
  ///     let bootstrap = try model.parametricBootstrap(replicates: 1000, seed: 1)
  ///     let interval = bootstrap.interval(of: .residualStandardDeviation, kind: .shortest)
  ///
  /// Source: Davison and Hinkley (1997), "Bootstrap methods and their application", section 2.2.
  /// - Parameters:
  ///   - replicates: the number of simulated data sets.
  ///   - seed: of the random streams.
  ///   - jobs: threads.
  /// - Throws: `ResamplingError`. A refit that fails is counted and named in the result.
  public func parametricBootstrap(
    replicates: Int, seed: UInt64, jobs: Int = 1
  ) throws -> ParametricBootstrap {
    precondition(replicates > 0, "a bootstrap needs replicates")
    let simulator = try responseSimulator()
    let outcomes = RefitRun(
      problems: [problem], starts: [parameters.vector], simulator: simulator, seed: seed
    ).outcomes(replicates: replicates, jobs: jobs) { $0[0] }
    return try ParametricBootstrap(self, seed: seed, outcomes)
  }
}

extension ParametricBootstrap {
  fileprivate init(
    _ model: LinearMixedModel, seed: UInt64, _ outcomes: [Result<Refit, RefitFailure>]
  ) throws {
    let (fits, failures) = try Self.sorted(outcomes)
    self.model = model
    self.seed = seed
    replicates = outcomes.count
    fitted = fits.map(\.index)
    deviances = fits.map(\.fit.deviance)
    coefficients = fits.flatMap(\.fit.coefficients)
    standardErrors = fits.flatMap(\.fit.standardErrors)
    parameters = fits.flatMap(\.fit.parameters)
    sigmas = fits.map(\.fit.sigma)
    self.failures = failures
  }

  /// The fits of the replicates with their numbers, and what failed.
  /// - Throws: `ResamplingError.noRefit`.
  static func sorted<Fit>(
    _ outcomes: [Result<Fit, RefitFailure>]
  ) throws -> (fits: [(index: Int, fit: Fit)], failures: [Failure]) {
    var fits: [(index: Int, fit: Fit)] = []
    var failures: [Failure] = []
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .success(let fit): fits.append((index, fit))
      case .failure(let failure):
        failures.append(Failure(replicate: index, reason: failure.reason))
      }
    }
    if fits.isEmpty { throw ResamplingError.noRefit(reason: failures.first?.reason ?? "") }
    return (fits, failures)
  }
}
