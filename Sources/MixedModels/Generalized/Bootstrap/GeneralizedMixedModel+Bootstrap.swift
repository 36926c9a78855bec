extension GeneralizedMixedModel {
  /// Simulates responses from the fitted model, with new random effects, and fits the model to
  /// each.
  ///
  /// Every refit starts at the estimates and integrates random effects out as the fit did.
  /// Replicate i depends on (seed, i) alone, so the result is the same for any number of jobs.
  ///
  ///     let bootstrap = try model.parametricBootstrap(replicates: 1000, seed: 1)
  ///     let interval = bootstrap.interval(of: .dispersion)
  ///
  /// Source: Davison and Hinkley (1997), "Bootstrap methods and their application", section 2.2.
  /// - Parameters:
  ///   - replicates: the number of simulated data sets.
  ///   - seed: of the random streams.
  ///   - jobs: threads.
  /// - Throws: `ResamplingError.noRefit`. A refit that fails is counted and named in the result.
  public func parametricBootstrap(
    replicates: Int, seed: UInt64, jobs: Int = 1
  ) throws -> GeneralizedBootstrap {
    precondition(replicates > 0, "a bootstrap needs replicates")
    let refit = GeneralizedRefit(self)
    let outcomes = GeneralizedSimulator(self).outcomes(
      replicates: replicates, seed: seed, jobs: jobs
    ) { try refit.fit($0) }
    return try GeneralizedBootstrap(self, seed: seed, outcomes)
  }

  /// Tests this model against a smaller one by simulating responses under the smaller one and
  /// fitting both to each.
  ///
  /// At the boundary (a variance or a dispersion of 0) and in small samples, where the chi-squared
  /// distribution does not hold, this still does.
  ///
  /// Source: Davison and Hinkley (1997), "Bootstrap methods and their application", section 4.2.
  /// - Throws: `InferenceError` where the models are not nested, as `LikelihoodRatioTest`;
  ///   `ResamplingError.noRefit`.
  public func bootstrapLikelihoodRatio(
    against smaller: GeneralizedMixedModel, replicates: Int, seed: UInt64, jobs: Int = 1
  ) throws -> BootstrapLikelihoodRatio {
    precondition(replicates > 0, "a bootstrap needs replicates")
    let test = try LikelihoodRatioTest(smaller: smaller, larger: self)
    let refits = [smaller, self].map { GeneralizedRefit($0) }
    let outcomes = GeneralizedSimulator(smaller).outcomes(
      replicates: replicates, seed: seed, jobs: jobs
    ) { response in
      let deviances = try refits.map { try $0.fit(response).deviance }
      return max(0, deviances[0] - deviances[1])
    }
    return try BootstrapLikelihoodRatio(
      statistic: max(0, test.statistic), outcomes: outcomes,
      degreesOfFreedom: test.degreesOfFreedom)
  }
}
