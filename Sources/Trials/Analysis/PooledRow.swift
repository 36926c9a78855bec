/// One way of pooling the same effects, and what it gives.
public struct PooledRow: Sendable, Codable, Equatable {
  /// What kind of row, for those who look for it.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case randomEffects, equalEffects, bayesian, mantelHaenszel, peto, exact, countModel
  }

  /// A short name that does not change: `reml-hksj-floored`, `bayes`, `mh`.
  public let method: String
  /// The name in words.
  public let label: String
  public let kind: Kind
  /// On the analysis scale: of ratios, the logarithm. nil where the method gives none.
  public let estimate: Double?
  public let standardError: Double?
  public let interval: EffectInterval?
  /// Of a t distribution; nil for the normal one, and for distributions without any.
  public let degreesOfFreedom: Double?
  public let probability: Double?
  /// The standard deviation of true effects in this row; nil where the method has none.
  public let tau: Double?
  /// The row that speaks first.
  public let isHeadline: Bool
  /// Why there is no estimate or interval.
  public let remark: String?
}
