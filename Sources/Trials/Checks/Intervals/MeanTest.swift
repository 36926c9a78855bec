/// Tests of a difference of two means.
public enum MeanTest: String, Sendable, Codable, CaseIterable {
  /// Student's, with the pooled standard deviation and n1 + n2 - 2 degrees of freedom.
  case pooled = "pooled t"
  /// Welch's (1947), with Satterthwaite's degrees of freedom.
  case welch = "Welch's t"
  /// Welch's statistic against the normal distribution.
  case normal = "z"
}
