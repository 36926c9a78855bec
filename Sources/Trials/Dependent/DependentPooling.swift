/// Pools effects of which several come from one study.
///
/// The model is y = X b + u + e with cov e = V known and cov u = G estimated, both zero between
/// studies:
///
///     nested            G_ij = sigma1^2 + sigma2^2 [same label]
///     unstructured      G_ij = tau_a tau_b rho_ab for outcomes a and b
///     autoregressive    G_ij = tau^2 rho^|t_i - t_j|
///
///     let pooled = try DependentPooling(effects: .nested, test: .containment).pool(effects)
///     let robust = try pooled.robust(.biasReduced)
///
/// The likelihood is that of V + G, one dense matrix a study, with its exact gradient and Hessian
/// and a trust region. A mixed model with sigma = 1 known gives the first two structures after
/// every study is multiplied by the inverse Cholesky factor of its V, and the tests do so; but it
/// has no autoregressive random effects, and there would be two engines where studies are so small
/// that one dense matrix each is both simpler and faster.
///
/// Source: Konstantopoulos (2011) for three levels; van Houwelingen, Arends and Stijnen (2002) for
/// outcomes; Ishak et al. (2007) for times. metafor: `rma.mv` with `~ 1 | study/effect`,
/// `struct = "UN"`, and `"AR"` or `"CAR"`.
public struct DependentPooling: Sendable, Codable, Equatable {
  /// How true effects of one study hang together.
  public enum Structure: String, Sendable, Codable, CaseIterable {
    /// Three levels: what a study's effects share, and what each has of its own.
    case nested
    /// A variance for every outcome and a correlation for every pair; the labels are the outcomes.
    case unstructured
    /// One variance, and a correlation that falls with the distance in time. It is negative only
    /// where times are whole numbers apart.
    case autoregressive
  }

  /// The distribution of estimate / standard error.
  public enum Test: String, Sendable, Codable, CaseIterable {
    case normal
    /// t(k - p), k effects.
    case residual
    /// t(m - p), m the studies for a column that does not vary within studies, else the effects;
    /// at least 1.
    case containment
  }

  public var structure: Structure
  public var samplingCovariance: SamplingCovariance
  /// REML rather than ML.
  public var isRestricted: Bool
  public var test: Test
  /// The coverage of every interval.
  public var confidenceLevel: Double

  public init(
    effects structure: Structure, samplingCovariance: SamplingCovariance = .independent,
    isRestricted: Bool = true, test: Test = .containment, confidenceLevel: Double = 0.95
  ) {
    self.structure = structure
    self.samplingCovariance = samplingCovariance
    self.isRestricted = isRestricted
    self.test = test
    self.confidenceLevel = confidenceLevel
  }

  /// Pools effects, with moderators where a design is given, one row an effect.
  ///
  /// - Throws: `PoolingError` for effects, design and level; `DependentPoolingError`.
  public func pool(
    _ effects: [DependentEffect], design: PoolingDesign? = nil
  ) throws -> DependentPooledEffects {
    try Pooling.check(effects.map(\.effect))
    guard confidenceLevel > 0, confidenceLevel < 1 else {
      throw PoolingError.outOfRange("a confidence level of \(confidenceLevel)")
    }
    if let design, design.studies != effects.count {
      throw PoolingError.designRows(rows: design.studies, studies: effects.count)
    }
    return try DependentPooledEffects(
      pooling: self, effects: effects, design: design ?? .intercept(studies: effects.count))
  }
}
