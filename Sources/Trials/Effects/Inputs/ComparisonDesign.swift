/// What an effect compares.
public enum ComparisonDesign: String, Sendable, Codable, CaseIterable {
  /// Two groups of different people.
  case parallel
  /// The same people under both treatments.
  case crossover
  /// The same people before and after, without anybody untreated: time and regression to the mean
  /// are part of the effect.
  case beforeAfter
  /// One group once: no comparison at all.
  case singleGroup

  /// Somebody had the comparator. Uncontrolled effects are never pooled with controlled ones.
  public var isControlled: Bool { self == .parallel || self == .crossover }
}
