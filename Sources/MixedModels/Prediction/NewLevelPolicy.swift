/// What to do at levels of a grouping factor that the fit does not know.
public enum NewLevelPolicy: String, Sendable, Codable, CaseIterable {
  /// Refuse: `PredictionError.newLevels`.
  case refuse
  /// Predict the population mean, and name the rows in the result.
  case population
}
