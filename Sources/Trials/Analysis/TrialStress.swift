/// The same question under every choice that a reasonable analyst might make.
public struct TrialStress: Sendable {
  /// One combination of choices, and its answer.
  public struct Setting: Sendable, Codable, Equatable {
    /// The estimator of tau^2, or `equal` or `bayes`.
    public let estimator: String
    /// `hksj-floor`, `wald`, or `posterior`.
    public let interval: String
    /// The correlation assumed in crossovers; nil where it plays no part.
    public let correlation: Double?
    /// Which people the counts are out of: `printed`, `randomised`, `analysed`.
    public let denominator: String
    /// `changes` or `final`.
    public let values: String
    /// `all`, `without STUDY`, `low risk of bias`.
    public let subset: String
    public let studies: Int
    public let estimate: Double
    /// nil where the method gives none.
    public let limits: EffectInterval?
    /// The choices of the headline.
    public let isHeadline: Bool
  }

  public let effects: TrialEffects
  /// In a fixed order, the fastest choice last.
  public let settings: [Setting]

  /// The lowest and highest estimate; nil without settings.
  public var estimates: ValueRange? {
    let values = settings.map(\.estimate)
    guard let low = values.min(), let high = values.max() else { return nil }
    return ValueRange(low, high)
  }

  /// The settings whose interval lies on one side of zero.
  public var excludingZero: Int {
    settings.count { $0.limits.map { $0.lower > 0 || $0.upper < 0 } ?? false }
  }

  /// The settings whose estimate is at least as far from zero as a difference that matters, on its
  /// side.
  public func reaching(_ difference: Double) -> Int {
    settings.count { difference < 0 ? $0.estimate <= difference : $0.estimate >= difference }
  }
}
