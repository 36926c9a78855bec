/// A fitted model without its data: what is needed to report it and to predict other rows.
///
///     let text = try JSONEncoder().encode(SavedModel(model))
///     let saved = try JSONDecoder().decode(SavedModel.self, from: text)
///     let prediction = try saved.predict(table, .conditional, interval: .mean)
///
/// It has one number for each level and random effect, its conditional covariance and its
/// covariance with the fixed effects, so its size depends on the levels and not on the rows.
/// Predicted means are those of the fit to the last bit.
public struct SavedModel: Sendable, Equatable {
  /// The version of the format that is written, and the only one that is read.
  public static let formatVersion = 1

  /// One grouping factor.
  public struct Group: Sendable, Codable, Equatable {
    public let group: String
    public let levels: [String]
    public let terms: [String]
  }

  public let specification: MixedModelSpecification
  public let recipe: DesignRecipe
  public let responseName: String
  /// Names of the fixed effects.
  public let names: [String]
  public let groups: [Group]
  public let parameters: CovarianceParameters
  public let observationCount: Int
  /// -2 log likelihood, or the REML criterion.
  public let deviance: Double
  public let convergence: Convergence

  let predictor: LinearPredictor
  let levelPairs: [LevelPairs]
  let exactDegreesOfFreedom: Double?

  public var coefficients: [Double] { predictor.coefficients }
  public var standardErrors: [Double] {
    let count = coefficients.count
    return (0..<count).map {
      predictor.coefficientCovariance[$0 * count + $0].squareRoot()
    }
  }
  public var sigma: Double { predictor.sigma }

  /// The modes and their standard errors.
  public var conditionalModes: [ConditionalModes] {
    zip(groups, predictor.factors).map { group, factor in
      let width = factor.width
      return ConditionalModes(
        group: group.group, levels: group.levels, terms: group.terms, estimates: factor.modes,
        standardErrors: factor.modes.indices.map { index in
          let (level, column) = (index / width, index % width)
          return max(0, factor.conditionalCovariances[(level * width + column) * width + column])
            .squareRoot()
        })
    }
  }

  /// - Throws: what the likelihood throws.
  public init(_ model: LinearMixedModel) throws {
    specification = model.specification
    recipe = model.frame.recipe
    responseName = model.frame.responseName
    names = model.frame.fixed.names
    groups = model.frame.random.map {
      Group(group: $0.group, levels: $0.levels, terms: $0.names)
    }
    parameters = model.parameters
    observationCount = model.observationCount
    deviance = model.deviance
    convergence = model.convergence
    let likelihood = try model.likelihood()
    let predictor = try LinearPredictor(model, likelihood, withErrors: true)
    self.predictor = predictor
    let fixed = [Double](repeating: 0, count: model.coefficients.count)
    levelPairs = LevelPairs.all(model.frame.random) { effects in
      model.sigma * model.sigma * likelihood.unscaledVariance(fixed: fixed, random: effects)
        - predictor.parameterVariance(effects)
    }
    exactDegreesOfFreedom = model.exactDegreesOfFreedom
  }
}

// MARK: - Codable

extension SavedModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, specification, recipe, responseName, names, groups, parameters, observationCount
    case deviance, convergence, predictor, levelPairs, exactDegreesOfFreedom
  }

  /// - Throws: `PredictionError.format` for another version, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let version = try values.decode(Int.self, forKey: .format)
    guard version == Self.formatVersion else {
      throw PredictionError.format(version: version, known: Self.formatVersion)
    }
    specification = try values.decode(MixedModelSpecification.self, forKey: .specification)
    recipe = try values.decode(DesignRecipe.self, forKey: .recipe)
    responseName = try values.decode(String.self, forKey: .responseName)
    names = try values.decode([String].self, forKey: .names)
    groups = try values.decode([Group].self, forKey: .groups)
    parameters = try values.decode(CovarianceParameters.self, forKey: .parameters)
    observationCount = try values.decode(Int.self, forKey: .observationCount)
    deviance = try values.decode(Double.self, forKey: .deviance)
    convergence = try values.decode(Convergence.self, forKey: .convergence)
    predictor = try values.decode(LinearPredictor.self, forKey: .predictor)
    levelPairs = try values.decode([LevelPairs].self, forKey: .levelPairs)
    exactDegreesOfFreedom = try values.decodeIfPresent(
      Double.self, forKey: .exactDegreesOfFreedom)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.formatVersion, forKey: .format)
    try values.encode(specification, forKey: .specification)
    try values.encode(recipe, forKey: .recipe)
    try values.encode(responseName, forKey: .responseName)
    try values.encode(names, forKey: .names)
    try values.encode(groups, forKey: .groups)
    try values.encode(parameters, forKey: .parameters)
    try values.encode(observationCount, forKey: .observationCount)
    try values.encode(deviance, forKey: .deviance)
    try values.encode(convergence, forKey: .convergence)
    try values.encode(predictor, forKey: .predictor)
    try values.encode(levelPairs, forKey: .levelPairs)
    try values.encodeIfPresent(exactDegreesOfFreedom, forKey: .exactDegreesOfFreedom)
  }
}
