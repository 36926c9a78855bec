/// The variance of true effects at one level, or of one outcome.
public struct VarianceComponent: Sendable, Codable, Equatable {
  /// What a variance is known to be.
  public enum State: String, Sendable, Codable, CaseIterable {
    case estimated
    /// On its limit: the effects vary no more than sampling explains.
    case zero
    /// Every study has one effect, so that variation within studies and between them are one; all
    /// of it stands in the component of the studies.
    case notSeparable
  }

  /// `study`, `effect`, or the outcome; `study` also for effects over time.
  public let name: String
  /// sigma^2 or tau^2, in squared units of the effects; nil if not separable.
  public let variance: Double?
  public let state: State

  public var standardDeviation: Double? { variance?.squareRoot() }
}

/// The correlation of true effects of one study: of two outcomes, or at two times 1 apart.
public struct EffectCorrelation: Sendable, Codable, Equatable {
  /// What a correlation is known to be.
  public enum State: String, Sendable, Codable, CaseIterable {
    case estimated
    /// -1 or 1, or the 0 below which times that are not whole numbers apart do not let it go.
    case atLimit
    /// One of the variances is 0, or no study has effects at two times.
    case undefined
  }

  /// The two outcomes; empty for effects over time.
  public let outcomes: [String]
  /// nil if undefined.
  public let value: Double?
  public let state: State
}
