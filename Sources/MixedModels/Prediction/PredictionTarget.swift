/// Whose mean is predicted.
public enum PredictionTarget: String, Sendable, Codable, CaseIterable {
  /// X beta: the mean over the levels of every grouping factor.
  case population
  /// X beta + Z b: the mean of the row's own levels.
  case conditional
}
