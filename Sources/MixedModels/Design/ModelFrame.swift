import Tables

/// The data of one model: the rows that are used, and every part of the model evaluated on them.
///
/// Arrays have one element, and matrices one row, per used row.
public struct ModelFrame: Sendable {
  /// Rows that were left out because a value was missing.
  public struct Omission: Sendable, Equatable {
    /// The column that was the first to lack a value.
    public let column: String
    public let rows: Int

    public init(column: String, rows: Int) {
      self.column = column
      self.rows = rows
    }
  }

  /// The rows of the table that are used, ascending, counted from 0.
  public let rows: [Int]
  public let omissions: [Omission]
  /// The left side of the formula, as text and as values; the offset is not subtracted.
  public let responseName: String
  /// Of other families than the normal: counts, or events among the trials.
  public let response: [Double]
  /// Trials of a binomial response; empty where every row is one trial.
  public let trials: [Double]
  /// The label that counts as the event, where the response was a column of labels.
  public let eventLevel: String?
  /// The sum of all offsets; empty where there is none.
  public let offset: [Double]
  /// Case weights; empty where there are none.
  public let weights: [Double]
  public internal(set) var fixed: FixedEffectsDesign
  /// One element per grouping factor, in the order in which the formula names them.
  public let random: [RandomEffectsDesign]
  /// The design of the log odds of an extra zero; nil where there is no zero inflation.
  public let zeroInflation: FixedEffectsDesign?
  /// How residuals are correlated and scaled; nil where they are independent and alike.
  public let residual: ResidualDesign?
  /// The latent series of the linear predictor; nil where there is none, and in linear models.
  public let latentSeries: LatentSeriesFrame?
  /// How to evaluate the same model on other rows.
  public let recipe: DesignRecipe
  /// The same for the zero inflation.
  public let zeroRecipe: DesignRecipe?
  /// What should be said of the data: rows and columns that were dropped, levels that do not occur.
  public internal(set) var findings: [Finding] = []

  public var observationCount: Int { rows.count }
}
