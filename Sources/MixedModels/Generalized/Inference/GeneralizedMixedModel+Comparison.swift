import Numerics

extension GeneralizedMixedModel {
  private var criteria: InformationCriteria {
    InformationCriteria(
      deviance: deviance, parameterCount: parameterCount, observationCount: observationCount)
  }

  /// -2 log L + log(n) parameters (Schwarz 1978), n rows, as R.
  public var bayesianInformation: Double { criteria.bayesian }

  /// AIC + 2 k (k + 1) / (n - k - 1) for k parameters (Hurvich and Tsai 1989); nil unless n > k + 1.
  public var correctedAkaikeInformation: Double? { criteria.correctedAkaike }
}

extension ModelComparison {
  /// Compares generalised models of the same response, whose families may differ: all constants
  /// of the likelihoods are included.
  ///
  /// - Throws: `InferenceError`: `.nothingToCompare`, `.differentData`, `.differentKinds`.
  public init(_ models: [GeneralizedMixedModel]) throws {
    guard models.count > 1 else { throw InferenceError.nothingToCompare }
    try GeneralizedNesting.requireComparable(models)
    self.init(
      criterion: .maximumLikelihood,
      models.map { model in
        Candidate(
          formula: model.specification.formula, parameterCount: model.parameterCount,
          logLikelihood: model.logLikelihood, observationCount: model.observationCount)
      })
  }
}

extension LikelihoodRatioTest {
  /// Tests a generalised model against a larger one of the same family, link and integration; a
  /// Poisson model also against a negative binomial one, whose alpha = 0 is an edge like a
  /// variance of 0.
  ///
  /// - Throws: `InferenceError`: `.differentData`, `.differentKinds`, `.notASubmodel`,
  ///   `.largerFitsWorse` (by more than 1e-4).
  public init(smaller: GeneralizedMixedModel, larger: GeneralizedMixedModel) throws {
    try GeneralizedNesting.requireComparable([smaller, larger])
    try GeneralizedNesting.requireSubmodel(smaller, of: larger)
    try self.init(
      difference: smaller.deviance - larger.deviance,
      degreesOfFreedom: larger.parameterCount - smaller.parameterCount,
      variances: GeneralizedNesting.boundaryCount(smaller, larger))
  }
}
