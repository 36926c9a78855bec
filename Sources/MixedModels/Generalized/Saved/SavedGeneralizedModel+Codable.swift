extension SavedGeneralizedModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, format, specification, recipe, zeroRecipe, responseName, names, groups
    case parameters, series
    case observationCount, parameterCount, logLikelihood, convergence, boundaries, predictor
    case levelPairs
  }

  /// - Throws: `PredictionError.format` for another version, and `DecodingError`, also for a saved
  ///   model of another kind.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard try values.decode(String.self, forKey: .kind) == Self.kind else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: values, debugDescription: "a saved model of another kind")
    }
    let version = try values.decode(Int.self, forKey: .format)
    guard version == Self.formatVersion else {
      throw PredictionError.format(version: version, known: Self.formatVersion)
    }
    specification = try values.decode(MixedModelSpecification.self, forKey: .specification)
    recipe = try values.decode(DesignRecipe.self, forKey: .recipe)
    zeroRecipe = try values.decodeIfPresent(DesignRecipe.self, forKey: .zeroRecipe)
    responseName = try values.decode(String.self, forKey: .responseName)
    names = try values.decode([String].self, forKey: .names)
    groups = try values.decode([SavedModel.Group].self, forKey: .groups)
    parameters = try values.decode(CovarianceParameters.self, forKey: .parameters)
    series = try values.decodeIfPresent(GeneralizedMixedModel.LatentSeries.self, forKey: .series)
    observationCount = try values.decode(Int.self, forKey: .observationCount)
    parameterCount = try values.decode(Int.self, forKey: .parameterCount)
    logLikelihood = try values.decode(Double.self, forKey: .logLikelihood)
    convergence = try values.decode(Convergence.self, forKey: .convergence)
    boundaries = try values.decode([GeneralizedMixedModel.Boundary].self, forKey: .boundaries)
    predictor = try values.decode(GeneralizedPredictor.self, forKey: .predictor)
    levelPairs = try values.decode([LevelPairs].self, forKey: .levelPairs)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.kind, forKey: .kind)
    try values.encode(Self.formatVersion, forKey: .format)
    try values.encode(specification, forKey: .specification)
    try values.encode(recipe, forKey: .recipe)
    try values.encodeIfPresent(zeroRecipe, forKey: .zeroRecipe)
    try values.encode(responseName, forKey: .responseName)
    try values.encode(names, forKey: .names)
    try values.encode(groups, forKey: .groups)
    try values.encode(parameters, forKey: .parameters)
    try values.encodeIfPresent(series, forKey: .series)
    try values.encode(observationCount, forKey: .observationCount)
    try values.encode(parameterCount, forKey: .parameterCount)
    try values.encode(logLikelihood, forKey: .logLikelihood)
    try values.encode(convergence, forKey: .convergence)
    try values.encode(boundaries, forKey: .boundaries)
    try values.encode(predictor, forKey: .predictor)
    try values.encode(levelPairs, forKey: .levelPairs)
  }
}
