/// Small-study effects: does the effect change with the precision of the study?
///
/// A regression of effects on the predictor; its slope is tested. With weights 1 / v, a free
/// residual variance and the standard error as predictor it is Egger's test (Egger et al. 1997;
/// Sterne and Egger 2005). A slope has several explanations besides unpublished studies.
public struct FunnelRegression: Sendable {
  /// What stands for the precision of a study.
  public enum Predictor: Sendable, Equatable {
    case standardError
    case variance
    /// People per study, as they are.
    case sampleSize([Double])
    case inverseSampleSize([Double])
    case rootSampleSize([Double])
    case inverseRootSampleSize([Double])
  }

  /// How the scatter about the line is modelled.
  public enum Scatter: Sendable, Equatable {
    /// var = f v_i, f free: weighted least squares, t(k - 2).
    case multiplicative
    /// var = v_i + tau^2 by REML, normal.
    case additive
  }

  /// Below this number of studies the test is refused: it then finds little, and what it finds is
  /// mostly chance (Sterne et al. 2011, recommendation for 10 studies or more).
  public static let minimumStudies = 10

  /// The regression: intercept and slope.
  public let regression: PooledEffects
  public let slope: CoefficientEstimate
  /// The expected effect of an infinitely precise study; nil where the predictor grows with
  /// precision.
  public let limit: CoefficientEstimate?

  /// Tests a set of effects; `refusesFewStudies` false computes it for any 3 or more studies.
  ///
  /// - Throws: `PoolingError.tooFewStudies`; `.collinearDesign` where all studies are alike.
  public init(
    _ effects: [StudyEffect], predictor: Predictor = .standardError,
    scatter: Scatter = .multiplicative, refusesFewStudies: Bool = true
  ) throws {
    let needed = refusesFewStudies ? Self.minimumStudies : 3
    guard effects.count >= needed else {
      throw PoolingError.tooFewStudies(
        needed: needed, studies: effects.count, purpose: "A regression test for small studies")
    }
    let (name, values, hasLimit): (String, [Double], Bool) =
      switch predictor {
      case .standardError: ("standard error", effects.map(\.standardError), true)
      case .variance: ("variance", effects.map(\.variance), true)
      case .sampleSize(let sizes): ("sample size", sizes, false)
      case .inverseSampleSize(let sizes): ("1 / sample size", sizes.map { 1 / $0 }, true)
      case .rootSampleSize(let sizes): ("root sample size", sizes.map { $0.squareRoot() }, false)
      case .inverseRootSampleSize(let sizes):
        ("1 / root sample size", sizes.map { 1 / $0.squareRoot() }, true)
      }
    let pooling =
      switch scatter {
      case .multiplicative: Pooling(model: .equalEffects, test: .knappHartung)
      case .additive: Pooling(test: .normal)
      }
    let design = try PoolingDesign(moderators: [(name, values)])
    regression = try pooling.pool(effects, design: design)
    let coefficients = regression.coefficients
    slope = coefficients[1]
    limit = hasLimit ? coefficients[0] : nil
  }
}
