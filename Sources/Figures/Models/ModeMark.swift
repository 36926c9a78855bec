/// One conditional mode as it is drawn.
public struct ModeMark: Sendable, Equatable {
  /// The grouping factor, the name of the random effect, and the level.
  public let group, term, level: String
  public let estimate: Double
  /// Standard deviation of the random effect given the data.
  public let standardError: Double

  public init(
    group: String, term: String, level: String, estimate: Double, standardError: Double
  ) {
    self.group = group
    self.term = term
    self.level = level
    self.estimate = estimate
    self.standardError = standardError
  }
}
