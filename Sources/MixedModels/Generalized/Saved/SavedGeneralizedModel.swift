import Tables

/// A fitted generalised model without its data: what is needed to report it and to predict other
/// rows.
///
///     let text = try JSONEncoder().encode(SavedGeneralizedModel(model))
///     let saved = try JSONDecoder().decode(SavedGeneralizedModel.self, from: text)
///     let prediction = try saved.predict(table, .conditional, interval: .mean)
///
/// Its size depends on the levels and the parameters and not on the rows.
public struct SavedGeneralizedModel: Sendable, Equatable {
  /// The version of the format that is written, and the only one that is read.
  public static let formatVersion = 1
  /// How a file says that it holds such a model.
  public static let kind = "generalized"

  public let specification: MixedModelSpecification
  public let recipe: DesignRecipe
  /// That of the log odds of an extra zero; nil where there are none.
  public let zeroRecipe: DesignRecipe?
  public let responseName: String
  /// Names of the fixed effects.
  public let names: [String]
  public let groups: [SavedModel.Group]
  public let parameters: CovarianceParameters
  public let series: GeneralizedMixedModel.LatentSeries?
  public let observationCount: Int
  public let parameterCount: Int
  public let logLikelihood: Double
  public let convergence: Convergence
  public let boundaries: [GeneralizedMixedModel.Boundary]

  let predictor: GeneralizedPredictor
  let levelPairs: [LevelPairs]

  public var family: ResponseFamily { predictor.law.family }
  public var link: LinkFunction { predictor.law.link }
  /// alpha; nil where the family has none.
  public var dispersion: Double? { predictor.law.dispersion }
  public var coefficients: [Double] { predictor.linear.coefficients }
  public var zeroInflationCoefficients: [Double] { predictor.zeroCoefficients }
  /// Of the coefficients.
  public var standardErrors: [Double] {
    let linear = predictor.linear
    return linear.coefficients.indices.map {
      linear.coefficientCovariance[$0 * linear.parameterCount + $0].squareRoot()
    }
  }

  /// - Throws: what the objective and the covariance of the parameters throw.
  public init(_ model: GeneralizedMixedModel) throws {
    specification = model.specification
    recipe = model.frame.recipe
    zeroRecipe = model.frame.zeroRecipe
    responseName = model.frame.responseName
    names = model.frame.fixed.names
    groups = model.frame.random.map {
      SavedModel.Group(group: $0.group, levels: $0.levels, terms: $0.names)
    }
    parameters = model.parameters
    series = model.series
    observationCount = model.observationCount
    parameterCount = model.parameterCount
    logLikelihood = model.logLikelihood
    convergence = model.convergence
    boundaries = model.boundaries
    let objective = try model.objective()
    predictor = try GeneralizedPredictor(model, objective, ModeSensitivities(model))
    levelPairs = LevelPairs.all(model.frame.random, objective.originalVariance)
  }
}

extension SavedGeneralizedModel {
  /// Predicts the rows of a table, as `GeneralizedMixedModel.predict` does.
  /// - Throws: `InvalidInput` for the table, `PredictionError.newLevels`, and
  ///   `.standardErrorUnavailable` where the covariance of two levels was not kept.
  public func predict(
    _ table: Table, _ target: PredictionTarget = .conditional,
    newLevels: NewLevelPolicy = .refuse, scale: PredictionScale = .response,
    averagingOverRandomEffects: Bool = false, interval: PredictionInterval = .none,
    level: Double = 0.95
  ) throws -> Prediction {
    let request = GeneralizedPredictionRequest(
      target: target, newLevels: newLevels, scale: scale, averaging: averagingOverRandomEffects,
      interval: interval, level: level)
    let rows = try GeneralizedRows(
      recipe, zeroRecipe: zeroRecipe, table, trials: specification.trials,
      includesRandom: request.needsRandomEffects)
    let linear = predictor.linear
    return try request.prediction(predictor, rows) { row in
      let pairs =
        target == .population
        ? 0 : try LevelPairs.contribution(levelPairs, linear, rows.linear, row)
      return (
        linear.effectVariance(rows.linear, row: row, target: target) + pairs,
        linear.parameterGradient(rows.linear, row: row, target: target)
      )
    }
  }
}
