import Numerics
import Tables

extension LinearMixedModel {
  /// Fits a model to the data of a frame.
  /// - Throws: `MixedModelError`: M201 to M210, where the model has no estimate.
  public init(_ specification: MixedModelSpecification, frame: ModelFrame) throws {
    guard specification.family == .gaussian else {
      throw MixedModelError.unsupported(
        "the family \(specification.family.rawValue) as a linear model")
    }
    let identifiability = Identifiability(
      frame, isSigmaKnown: specification.residualStandardDeviation != nil)
    try identifiability.check()
    let problem = try LikelihoodProblem(
      frame: frame, criterion: specification.criterion,
      residualStandardDeviation: specification.residualStandardDeviation)
    try identifiability.check(problem)
    let likelihood = Likelihood(problem)
    let minimum = try DevianceMinimizer().minimize(likelihood, from: problem.start)
    if problem.parameterCount == 0 {
      let exact = try LeastSquares(frame)
      let evaluation = exact.evaluation(problem)
      try identifiability.check(evaluation, problem)
      self.init(
        specification, frame: frame, likelihood: likelihood,
        minimum: minimum.replacing(evaluation), coefficients: exact.coefficients,
        unscaledCovariance: exact.unscaledCovariance)
    } else {
      try identifiability.check(minimum.evaluation, problem)
      self.init(
        specification, frame: frame, likelihood: likelihood, minimum: minimum,
        coefficients: likelihood.coefficients(),
        unscaledCovariance: likelihood.unscaledCovariance())
    }
  }

  init(
    _ specification: MixedModelSpecification, frame: ModelFrame, likelihood: Likelihood,
    minimum: DevianceMinimum, coefficients: [Double], unscaledCovariance: Matrix
  ) {
    let problem = likelihood.problem
    let evaluation = minimum.evaluation
    self.specification = specification
    self.frame = frame
    self.problem = problem
    parameters = problem.covarianceParameters(minimum.parameters)
    sigma = evaluation.sigma
    self.coefficients = coefficients
    coefficientCovariance = evaluation.sigma * evaluation.sigma * unscaledCovariance
    logDeterminantRandom = evaluation.logDeterminantRandom
    logDeterminantFixed = evaluation.logDeterminantFixed
    penalizedSumOfSquares = evaluation.penalizedSumOfSquares
    deviance = evaluation.deviance
    convergence = Convergence(
      method: minimum.method, converged: true, evaluations: minimum.evaluations,
      gradientEvaluations: minimum.gradientEvaluations, decrement: minimum.decrement,
      gradient: minimum.gradient,
      singularGroups: Self.singularGroups(frame.random, problem.rows.terms, minimum.parameters))
  }

  /// The residual covariance as a user thinks of it; nil where residuals are independent and alike.
  public var residualStructure: ResidualStructure? {
    problem.residual?.interpretation(parameters.residual)
  }

  /// Factors with a diagonal element of Lambda at zero, in units of its column of Z.
  private static func singularGroups(
    _ designs: [RandomEffectsDesign], _ terms: [TermShape], _ parameters: [Double]
  ) -> [String] {
    zip(designs, terms).compactMap { design, term in
      let isSingular = term.free.enumerated().contains { index, place in
        place.row == place.column
          && abs(parameters[term.thetaStart + index]) * term.scales[place.row] < 1e-4
      }
      return isSingular ? design.group : nil
    }
  }

  /// The likelihood of the model, at its optimum.
  func likelihood() throws -> Likelihood {
    let result = Likelihood(problem)
    try result.evaluate(parameters.vector)
    return result
  }
}

extension LikelihoodProblem {
  /// Where a fit begins: theta from moments, then the residual parameters, from the residuals of
  /// least squares where no random effects take part in them.
  var start: [Double] {
    let theta = MomentStart(self).theta
    guard let residual else { return theta }
    guard thetaCount == 0 else { return theta + residual.start() }
    return residual.startFromResiduals(Array(rows.columns.suffix(rowCount)))
  }

  /// The vector of all parameters by grouping factor.
  func covarianceParameters(_ vector: [Double]) -> CovarianceParameters {
    CovarianceParameters(
      theta: rows.terms.map { term in term.free.indices.map { vector[term.thetaStart + $0] } },
      residual: Array(vector[thetaCount...]))
  }
}
