/// A confidence interval of tau^2, which test inversion may leave empty.
public enum HeterogeneityInterval: Sendable, Codable, Equatable {
  case interval(EffectInterval)
  /// The effects agree better than chance: every tau^2 >= 0 is rejected as too large.
  case empty
  /// No study is left over.
  case notEstimable

  public var limits: EffectInterval? {
    if case .interval(let limits) = self { return limits }
    return nil
  }

  /// The limits through a rising function of tau^2; the other states as they are.
  public func mapped(_ function: (Double) -> Double) -> HeterogeneityInterval {
    if case .interval(let limits) = self { return .interval(limits.mapped(function)) }
    return self
  }
}
