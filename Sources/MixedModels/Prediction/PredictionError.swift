/// Why rows cannot be predicted.
public enum PredictionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Levels that the fit does not know, the first few of them.
  case newLevels(group: String, levels: [String], rows: Int)
  /// A saved model that has no covariance between the levels of several grouping factors.
  case standardErrorUnavailable(row: Int, groups: [String])
  /// A saved model of another format.
  case format(version: Int, known: Int)

  public var description: String {
    switch self {
    case .newLevels(let group, let levels, let rows):
      "\(rows) rows have levels of \(group) that the model was not fitted to ("
        + levels.joined(separator: ", ")
        + "): predict the population there, or leave the rows out."
    case .standardErrorUnavailable(let row, let groups):
      "The saved model has no covariance between the levels of \(groups.joined(separator: ", ")) "
        + "in row \(row + 1): predict without an interval, or from the fit itself."
    case .format(let version, let known):
      "The saved model has format \(version); this version reads format \(known). "
        + "Fit the model again."
    }
  }
}
