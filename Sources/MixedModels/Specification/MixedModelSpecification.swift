/// Everything that decides the answer of a linear or generalised linear model, mixed or not.
///
///     let specification = MixedModelSpecification("Reaction ~ Days + (Days | Subject)")
///     let model = try specification.fit(table)
///
/// Another family than `gaussian` makes a generalised model: `GeneralizedMixedModel`.
public struct MixedModelSpecification: Sendable, Codable, Equatable {
  /// The order of a column's levels; it makes any column a factor.
  public struct ColumnLevels: Sendable, Codable, Equatable {
    public var column: String
    public var levels: [String]

    public init(column: String, levels: [String]) {
      self.column = column
      self.levels = levels
    }
  }

  /// The contrasts of a factor among the fixed effects.
  public struct ColumnContrasts: Sendable, Codable, Equatable {
    public var column: String
    public var coding: ContrastCoding

    public init(column: String, coding: ContrastCoding) {
      self.column = column
      self.coding = coding
    }
  }

  /// The model in lme4's notation: `y ~ x + (1 + x | group)`.
  public var formula: String
  public var criterion: Criterion
  /// The column of case weights: the residual variance of a row is sigma^2 / weight; in other
  /// families than `gaussian`, its log density counts so many times.
  public var weights: String?
  /// A column added to the linear predictor, beside any `offset()` of the formula.
  public var offset: String?
  public var levels: [ColumnLevels]
  public var contrasts: [ColumnContrasts]
  /// Correlation of the residuals within a group, such as `ar1(night | person)`; in other families
  /// than `gaussian`, that of a latent series that is added to the linear predictor.
  public var correlation: String?
  /// Unequal residual variances, such as `ident(treatment)`.
  public var variance: String?
  /// The residual standard deviation where it is known; estimated where it is nil.
  public var residualStandardDeviation: Double?
  public var family = ResponseFamily.gaussian
  /// nil for the family's default.
  public var link: LinkFunction?
  /// The column of the number of trials of each row of a binomial response.
  public var trials: String?
  /// The right side of a formula for the log odds of an extra zero, such as `~ 1` or `~ treatment`.
  public var zeroInflation: String?
  public var integration = Integration.laplace
  /// nil for observed with random effects, expected, as in R's `glm`, without.
  public var curvature: Curvature?

  public init(
    _ formula: String, criterion: Criterion = .restrictedMaximumLikelihood,
    weights: String? = nil, offset: String? = nil, levels: [ColumnLevels] = [],
    contrasts: [ColumnContrasts] = [], correlation: String? = nil, variance: String? = nil,
    residualStandardDeviation: Double? = nil
  ) {
    self.formula = formula
    self.criterion = criterion
    self.weights = weights
    self.offset = offset
    self.levels = levels
    self.contrasts = contrasts
    self.correlation = correlation
    self.variance = variance
    self.residualStandardDeviation = residualStandardDeviation
  }
}

extension MixedModelSpecification {
  /// What is not there has its default, so that specifications saved before a field existed can
  /// be read.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
      try container.decodeIfPresent(Value.self, forKey: key)
    }
    self.init(
      try container.decode(String.self, forKey: .formula),
      criterion: try container.decode(Criterion.self, forKey: .criterion),
      weights: try value(.weights), offset: try value(.offset),
      levels: try container.decode([ColumnLevels].self, forKey: .levels),
      contrasts: try container.decode([ColumnContrasts].self, forKey: .contrasts),
      correlation: try value(.correlation), variance: try value(.variance),
      residualStandardDeviation: try value(.residualStandardDeviation))
    family = try value(.family) ?? family
    link = try value(.link)
    trials = try value(.trials)
    zeroInflation = try value(.zeroInflation)
    integration = try value(.integration) ?? integration
    curvature = try value(.curvature)
  }
}
