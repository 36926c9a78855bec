/// Predicted means of rows, with their uncertainty where it was asked for.
public struct Prediction: Sendable, Equatable {
  /// A row at a level of a grouping factor that the fit does not know.
  public struct NewLevel: Sendable, Equatable {
    /// Counted from 0 among the predicted rows.
    public let row: Int
    public let group: String
    public let level: String
  }

  /// One per row.
  public let means: [Double]
  /// The standard error of the mean as a prediction of the row's true mean; empty where no
  /// interval was asked for.
  public let standardErrors: [Double]
  /// The ends of the interval; empty where none was asked for.
  public let lower: [Double]
  public let upper: [Double]
  /// Where random effects of new levels count as 0.
  public let newLevels: [NewLevel]
}
