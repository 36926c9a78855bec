import Tables

/// Predicted means of rows, with their uncertainty where it was asked for.
public struct Prediction: Sendable, Equatable {
  /// A row at a level of a grouping factor that the fit does not know.
  public struct NewLevel: Sendable, Equatable {
    /// Position among the predicted rows, from 0.
    public let row: Int
    public let group: String
    public let level: String
  }

  /// The predicted rows of the table, ascending, from 0: those that have all values. The arrays
  /// below have one element for each.
  public let rows: [Int]
  /// The rows left out for want of a value.
  public let omissions: [ModelFrame.Omission]
  public let means: [Double]
  /// The standard error of the mean as a prediction of the row's true mean; empty where no
  /// interval was asked for.
  public let standardErrors: [Double]
  /// The ends of the interval; empty where none was asked for.
  public let lower: [Double]
  public let upper: [Double]
  /// Where random effects of new levels count as 0.
  public let newLevels: [NewLevel]
  /// M14x: what should be said of the predictions as a whole.
  public internal(set) var findings: [Finding] = []
}
