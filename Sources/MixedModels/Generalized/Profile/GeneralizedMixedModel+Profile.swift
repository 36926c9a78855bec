import Tables

extension GeneralizedMixedModel {
  /// Profile likelihood intervals: the values that a likelihood ratio test at the given level does
  /// not reject, everything else maximised anew, random effects integrated out as in the fit.
  ///
  /// Each limit is a root, not an interpolation. Standard deviations and the dispersion are
  /// profiled down to 0, correlations to -1 and 1, and these are reported as boundaries where the
  /// data do not exclude them; where the likelihood goes flat towards infinity (the log odds of an
  /// extra zero, if there need not be any) the limit is `ProfileLimit.unbounded`.
  ///
  ///     let profiles = try model.profile([.fixedEffect(1), .dispersion])
  ///
  /// Source: Venables and Ripley (2002), "Modern applied statistics with S", section 8.4; for the
  /// signed root, Pawitan (2001), "In all likelihood", section 3.
  /// - Parameters:
  ///   - parameters: all of ``modelParameters`` unless named.
  ///   - level: of the intervals, between 0 and 1.
  ///   - grid: solved points between the estimate and each limit, for a plot.
  ///   - jobs: threads; the result does not depend on it.
  /// - Throws: `MixedModelError.notAvailable` (M360) in the fast mode, whose fixed effects do not
  ///   maximise the likelihood. A limit that is not found is a `ProfileLimit`.
  public func profile(
    _ parameters: [ModelParameter]? = nil, level: Double = 0.95, grid: Int = 0, jobs: Int = 1
  ) throws -> [ParameterProfile] {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    guard problem.integration != .fast else {
      throw MixedModelError.notAvailable(
        Finding(
          code: "M360", severity: .error,
          message: "a fit in the fast mode has no profile likelihood",
          hint: "fit by the Laplace approximation, or take Wald or bootstrap intervals"))
    }
    return try ProfilePlan(
      model: ProfiledGeneralizedModel(model: self), level: level, grid: grid
    ).profiles(parameters ?? modelParameters, jobs: jobs)
  }
}

private struct ProfiledGeneralizedModel: ProfiledModel {
  let model: GeneralizedMixedModel

  var modelParameters: [ModelParameter] { model.modelParameters }

  func name(of parameter: ModelParameter) -> String { model.name(of: parameter) }

  func estimate(of parameter: ModelParameter) -> Double? { model.estimate(of: parameter) }

  func profiled(_ parameter: ModelParameter) throws -> GeneralizedProfiledParameter {
    try GeneralizedProfiledParameter(parameter, model)
  }
}
