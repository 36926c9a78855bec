/// How study effects are pooled: everything that decides the answer, with its defaults.
///
///     let pooled = try Pooling().pool(effects)
///     let tested = pooled.coefficients[0]
///
/// The model is y_i = x_i' b + u_i + e_i, var u_i = tau^2, var e_i = v_i known.
public struct Pooling: Sendable, Codable, Equatable {
  /// What is assumed of the true effects.
  public enum Model: Sendable, Codable, Equatable {
    /// One true effect (for given moderators): tau^2 = 0.
    case equalEffects
    /// True effects that vary with a variance to estimate.
    case randomEffects(HeterogeneityEstimator)
    /// True effects that vary with a variance known beforehand.
    case givenHeterogeneity(Double)
  }

  /// The test and interval of a coefficient; all from (estimate - 0) / standard error.
  public enum Test: String, Sendable, Codable, CaseIterable {
    /// The standard normal distribution (Wald).
    case normal = "z"
    /// Student's t with k - p degrees of freedom.
    case studentT = "t"
    /// t(k - p), variances times Q(tau^2) / (k - p): Hartung and Knapp (2001), Sidik and Jonkman
    /// (2002); Knapp and Hartung (2003) for moderators.
    case knappHartung = "knha"
    /// The same with the factor at least 1.
    case flooredKnappHartung = "adhoc"
  }

  /// The weights by which estimates are combined.
  public enum Weighting: Sendable, Codable, Equatable {
    /// 1 / (v_i + tau^2).
    case inverseVariance
    /// The same for every study.
    case equal
    /// These, one a study.
    case given([Double])
  }

  public var model: Model
  public var test: Test
  public var weighting: Weighting
  /// The coverage of every interval.
  public var confidenceLevel: Double

  public init(
    model: Model = .randomEffects(.restrictedMaximumLikelihood),
    test: Test = .flooredKnappHartung, weighting: Weighting = .inverseVariance,
    confidenceLevel: Double = 0.95
  ) {
    self.model = model
    self.test = test
    self.weighting = weighting
    self.confidenceLevel = confidenceLevel
  }

  /// Pools effects, with moderators where a design is given.
  ///
  /// One study is an ordinary case: its estimate is returned, and `heterogeneity` says that tau^2
  /// cannot be estimated.
  /// - Throws: `PoolingError`.
  public func pool(_ effects: [StudyEffect], design: PoolingDesign? = nil) throws -> PooledEffects {
    try check(effects, design)
    return try PooledEffects(
      pooling: self, effects: effects, design: design ?? .intercept(studies: effects.count))
  }

  private func check(_ effects: [StudyEffect], _ design: PoolingDesign?) throws {
    try Pooling.check(effects)
    guard confidenceLevel > 0, confidenceLevel < 1 else {
      throw PoolingError.outOfRange("a confidence level of \(confidenceLevel)")
    }
    if let design, design.studies != effects.count {
      throw PoolingError.designRows(rows: design.studies, studies: effects.count)
    }
    if case .givenHeterogeneity(let value) = model, !(value >= 0 && value.isFinite) {
      throw PoolingError.outOfRange("a tau^2 of \(value)")
    }
    if case .given(let weights) = weighting {
      guard weights.count == effects.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }),
        weights.reduce(0, +) > 0
      else { throw PoolingError.unusableWeights }
    }
    if weighting != .inverseVariance, test == .knappHartung || test == .flooredKnappHartung {
      throw PoolingError.inverseVarianceWeightsNeeded(purpose: "The Knapp-Hartung test")
    }
  }

  /// Throws unless there are effects of one measure with finite estimates and positive variances.
  static func check(_ effects: [StudyEffect]) throws {
    guard let first = effects.first else { throw PoolingError.noStudies }
    if let odd = effects.first(where: {
      !($0.estimate.isFinite && $0.variance > 0 && $0.variance.isFinite)
    }) {
      throw PoolingError.unusableEffect(study: odd.study)
    }
    if effects.contains(where: { $0.measure != first.measure }) {
      let present = EffectMeasure.allCases.filter { measure in
        effects.contains { $0.measure == measure }
      }
      throw PoolingError.mixedMeasures(present)
    }
  }
}
