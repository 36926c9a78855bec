import Glibc
import Numerics
import Tables

extension GeneralizedMixedModel {
  /// Fits a model to the data of a frame.
  ///
  /// - Precondition: the frame was made of the same specification, whose family is not `gaussian`.
  /// - Throws: `MixedModelError` where the model has no estimate: M204 to M210, and M220 where the
  ///   fixed effects separate the responses.
  public init(_ specification: MixedModelSpecification, frame: ModelFrame) throws {
    let identifiability = Identifiability(frame, isSigmaKnown: true)
    try identifiability.checkGeneralized()
    let problem = try GeneralizedProblem(specification, frame)
    try identifiability.checkFixed(problem.rows)
    if let separation = try Self.separation(specification, frame, response: frame.response) {
      throw MixedModelError.separated(separation)
    }
    let objective = LaplaceObjective(problem)
    let minimum = try GeneralizedMinimizer().minimize(
      objective, from: GeneralizedStart(problem).candidates(objective))
    self.init(specification, frame: frame, objective: objective, minimum: minimum)
  }

  init(
    _ specification: MixedModelSpecification, frame: ModelFrame, objective: LaplaceObjective,
    minimum: GeneralizedMinimum
  ) {
    let problem = objective.problem
    let (layout, optimum) = (objective.layout, minimum.parameters)
    self.specification = specification
    self.frame = frame
    self.problem = problem
    self.optimum = optimum
    let estimates = problem.estimates(optimum, layout)
    coefficients = estimates.coefficients
    zeroInflationCoefficients = estimates.zeroInflationCoefficients
    parameters = estimates.parameters
    series = estimates.series
    dispersion = estimates.dispersion
    logLikelihood = -minimum.deviance / 2
    linearPredictor = problem.inFrameOrder(objective.rows.predictor)
    zeroPredictor = objective.rows.zeroPredictor.map(problem.inFrameOrder) ?? []
    boundaries = problem.boundaries(objective, groups: frame.random.map(\.group))
    let singular = boundaries.compactMap {
      if case .singular(let group) = $0 { group } else { nil }
    }
    convergence = Convergence(
      method: minimum.method, converged: true, evaluations: minimum.evaluations,
      gradientEvaluations: minimum.gradientEvaluations, decrement: minimum.decrement,
      gradient: minimum.gradient, singularGroups: singular)
  }

  /// Links whose coefficients run off where the fixed effects predict rows without error.
  private static let unboundedLinks: [LinkFunction] = [
    .log, .logit, .probit, .complementaryLogLog,
  ]

  /// Why the fixed effects have no estimate for a response in the order of the frame; nil where
  /// they have.
  static func separation(
    _ specification: MixedModelSpecification, _ frame: ModelFrame, response: [Double]
  ) throws -> Separation? {
    let link = specification.link ?? specification.family.defaultLink
    // Extra zeros explain rows that the mean does not.
    guard frame.zeroInflation == nil, unboundedLinks.contains(link),
      !(specification.family == .binomial && link == .log)
    else { return nil }
    return try SeparationCheck(
      design: frame.fixed.matrix, names: frame.fixed.names,
      termOfColumn: frame.fixed.termOfColumn, family: specification.family,
      response: response, trials: frame.trials
    ).find()
  }

  /// The objective of the model at its optimum: one per task.
  func objective() throws -> LaplaceObjective {
    let result = LaplaceObjective(problem)
    _ = try result.value(optimum)
    return result
  }
}

extension MixedModelSpecification {
  /// Fits a model of another family than `gaussian` to a table.
  /// - Throws: `InvalidInput` where the formula or the table is not valid, `MixedModelError` where
  ///   the model has no estimate.
  public func fitGeneralized(_ table: Table) throws -> GeneralizedMixedModel {
    try GeneralizedMixedModel(self, frame: ModelFrame(self, table))
  }
}

extension GeneralizedProblem {
  /// All parameters in units of the original columns, from those in the basis.
  func estimates(
    _ optimum: [Double], _ layout: LaplaceObjective.Layout
  ) -> GeneralizedEstimates {
    let structure = Array(optimum[layout.structure])
    return GeneralizedEstimates(
      coefficients: basis.designTransform * Array(optimum[layout.coefficients]),
      zeroInflationCoefficients: zeroBasis.map { $0.designTransform * Array(optimum[layout.zero]) }
        ?? [],
      parameters: covarianceParameters(structure),
      series: series == nil ? nil : latentSeries(structure),
      dispersion: layout.dispersion.first.map { exp(optimum[$0]) })
  }

  /// theta in units of the original columns.
  private func covarianceParameters(_ structure: [Double]) -> CovarianceParameters {
    var first = 0
    return CovarianceParameters(
      theta: rows.terms.map { term in
        defer { first += term.free.count }
        return term.free.indices.map { structure[first + $0] / term.scales[term.free[$0].row] }
      })
  }

  private func latentSeries(_ structure: [Double]) -> GeneralizedMixedModel.LatentSeries {
    GeneralizedMixedModel.LatentSeries(
      standardDeviation: abs(structure[thetaCount]), correlation: tanh(structure[thetaCount + 1]))
  }

  /// Numbers of the problem's rows in the order of the frame's.
  func inFrameOrder(_ values: DoubleBuffer) -> [Double] {
    var result = [Double](repeating: 0, count: rowCount)
    for (row, place) in order.enumerated() { result[place] = values.base[row] }
    return result
  }
}
