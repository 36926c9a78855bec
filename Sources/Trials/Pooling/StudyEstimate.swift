/// One study within pooled effects: its weight, leverage, residual and shrunken effect.
public struct StudyEstimate: Sendable, Codable, Equatable {
  public let study: String
  /// Share of the sum of weights.
  public let weight: Double
  /// Diagonal of the hat matrix.
  public let leverage: Double
  /// y - x' b.
  public let residual: Double
  /// The standard error of the residual; nil for a study that fits exactly by construction.
  public let residualStandardError: Double?
  /// The best linear unbiased prediction of the study's own true effect, for random effects with a
  /// tau^2: l y + (1 - l) x' b, l = tau^2 / (tau^2 + v).
  public let shrunken: Shrunken?

  /// A predicted true effect with the standard error sqrt(l v + (1 - l)^2 x' C x).
  public struct Shrunken: Sendable, Codable, Equatable {
    public let estimate: Double
    public let standardError: Double
    public let interval: EffectInterval
  }

  /// residual / standard error.
  public var standardizedResidual: Double? { residualStandardError.map { residual / $0 } }
}
