import Numerics

/// A likelihood ratio test whose null distribution was simulated.
public struct BootstrapLikelihoodRatio: Sendable, Equatable {
  /// The difference of the ML deviances in the data.
  public let statistic: Double
  /// The differences in the responses simulated under the smaller model.
  public let simulated: [Double]
  /// Replicates in which one of the models could not be fitted.
  public let failures: Int
  /// (1 + replicates with at least the observed statistic) / (1 + replicates fitted).
  public let probability: Double
  /// The p value of the chi-squared distribution, for comparison.
  public let chiSquaredProbability: Double
  public let degreesOfFreedom: Int
}

extension LinearMixedModel {
  /// Tests this model against a smaller one by simulating responses under the smaller one.
  ///
  /// Both are compared by maximum likelihood, whatever criterion they were fitted by. At the
  /// boundary (a variance of 0) and in small samples, where the chi-squared distribution does not
  /// hold, this still does; as `PBmodcomp` of R's pbkrtest.
  ///
  /// Source: Halekoh and Højsgaard (2014), "A Kenward-Roger approximation and parametric bootstrap
  /// methods for tests in linear mixed models", section 4.
  /// - Throws: `ResamplingError`, and what the ML fits throw.
  public func bootstrapLikelihoodRatio(
    against smaller: LinearMixedModel, replicates: Int, seed: UInt64, jobs: Int = 1
  ) throws -> BootstrapLikelihoodRatio {
    guard frame.rows == smaller.frame.rows, frame.response == smaller.frame.response else {
      throw ResamplingError.differentData
    }
    guard smaller.parameterCount < parameterCount else {
      throw ResamplingError.notNested(
        parameters: smaller.parameterCount, largerParameters: parameterCount)
    }
    let fits = try [smaller, self].map { try MaximumLikelihoodFit($0) }
    let observed = max(0, fits[0].deviance - fits[1].deviance)
    let run = RefitRun(
      problems: fits.map { $0.problem }, starts: fits.map { $0.parameters },
      simulator: try ResponseSimulator(
        smaller.frame, coefficients: fits[0].coefficients, parameters: fits[0].parameters,
        sigma: fits[0].sigma), seed: seed)
    let outcomes = run.outcomes(replicates: replicates, jobs: jobs) {
      max(0, $0[0].deviance - $0[1].deviance)
    }
    return try BootstrapLikelihoodRatio(
      statistic: observed, outcomes: outcomes,
      degreesOfFreedom: parameterCount - smaller.parameterCount)
  }
}

extension BootstrapLikelihoodRatio {
  /// - Throws: `ResamplingError.noRefit`.
  init(
    statistic: Double, outcomes: [Result<Double, RefitFailure>], degreesOfFreedom: Int
  ) throws {
    let simulated = outcomes.compactMap { try? $0.get() }
    if simulated.isEmpty {
      throw ResamplingError.noRefit(reason: "all \(outcomes.count) failed")
    }
    let extreme = simulated.count { $0 >= statistic }
    self.init(
      statistic: statistic, simulated: simulated, failures: outcomes.count - simulated.count,
      probability: Double(1 + extreme) / Double(1 + simulated.count),
      chiSquaredProbability: ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom))
        .cumulative(statistic, tail: .upper), degreesOfFreedom: degreesOfFreedom)
  }
}
