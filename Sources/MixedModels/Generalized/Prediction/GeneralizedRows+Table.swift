import Numerics
import Tables

extension GeneralizedRows {
  /// The rows of a table that have all values.
  /// - Parameters:
  ///   - trials: the column of trials of a binomial response, used where the table has it.
  ///   - includesRandom: whether the columns of the random effects are needed.
  /// - Throws: `InvalidInput`, as `DesignRecipe.evaluate`.
  init(
    _ recipe: DesignRecipe, _ table: Table, trials: String?, includesRandom: Bool
  ) throws(InvalidInput) {
    let linear = try PredictionRows(recipe, table, includesRandom: includesRandom)
    var counts: [Double] = []
    if let trials, table.column(trials) != nil {
      let column = try table.column(trials, as: .number)
      counts = linear.rows.compactMap { column.double($0) }
      if counts.count != linear.count { counts = [] }
    }
    self.init(linear: linear, zero: nil, trials: counts, series: [])
  }
}

extension GeneralizedMixedModel {
  /// The design of the log odds of an extra zero on the rows of the frame.
  func zeroDesign() -> Matrix? { nil }
}
