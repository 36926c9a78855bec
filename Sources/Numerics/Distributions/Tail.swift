/// A side of a distribution.
public enum Tail: Sendable, Hashable {
  /// P(X <= x).
  case lower
  /// P(X > x).
  case upper

  /// The other side.
  public var opposite: Tail { self == .lower ? .upper : .lower }
}

/// Stops the program when `probability` is no probability.
@inline(__always)
func requireProbability(_ probability: Double) {
  precondition(probability >= 0 && probability <= 1, "a probability lies between 0 and 1")
}

/// Stops the program when `logProbability` is not the logarithm of a probability.
@inline(__always)
func requireLogProbability(_ logProbability: Double) {
  precondition(logProbability <= 0, "the logarithm of a probability is at most 0")
}
