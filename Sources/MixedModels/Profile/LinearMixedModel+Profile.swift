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
    return try ProfilePlan(
      model: ProfiledLinearModel(model: self, context: context), level: level, grid: grid
    ).profiles(parameters ?? modelParameters, jobs: jobs)
  }
}

/// A linear mixed model and its ML fit.
private struct ProfiledLinearModel: ProfiledModel {
  let model: LinearMixedModel
  let context: MaximumLikelihoodFit

  var modelParameters: [ModelParameter] { model.modelParameters }

  func name(of parameter: ModelParameter) -> String { model.name(of: parameter) }

  func estimate(of parameter: ModelParameter) -> Double? {
    if case .fixedEffect(let index) = parameter { return context.coefficients[index] }
    return context.layout.value(
      of: parameter, parameters: context.parameters, sigma: context.sigma)
  }

  func profiled(_ parameter: ModelParameter) throws -> LinearProfiledParameter {
    try LinearProfiledParameter(parameter, context)
  }
}
