/// The profiled deviance of a linear mixed model as a function of its covariance parameters, all
/// else estimated: what a fit minimises.
///
///     let deviance = try DevianceFunction(specification, frame: specification.frame(table))
///     let atStart = try deviance.value(at: deviance.start)
///
/// Like lme4's `lmer(devFunOnly = TRUE)`. It holds scratch memory: one per task.
public final class DevianceFunction {
  /// Where a fit begins: an estimate from moments.
  public let start: CovarianceParameters
  private let likelihood: Likelihood

  /// Forms the cross-products; nothing later reads the rows.
  /// - Throws: `MixedModelError.designNotOfFullRank`, `.unsupported`.
  public init(_ specification: MixedModelSpecification, frame: ModelFrame) throws {
    let problem = try LikelihoodProblem(
      frame: frame, criterion: specification.criterion,
      residualStandardDeviation: specification.residualStandardDeviation)
    likelihood = Likelihood(problem)
    start = problem.covarianceParameters(problem.start)
  }

  /// -2 log L, or the REML criterion, all constants included.
  /// - Throws: `MixedModelError` where it does not exist.
  public func value(at parameters: CovarianceParameters) throws -> Double {
    try likelihood.evaluate(parameters.vector).deviance
  }

  /// The gradient where the value was taken last, in the order of `CovarianceParameters.vector`.
  public func gradient() -> [Double] { likelihood.gradient() }
}
