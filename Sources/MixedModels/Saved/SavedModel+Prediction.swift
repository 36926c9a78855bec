import Tables

extension SavedModel {
  /// Predicts the mean of the rows of a table, as `LinearMixedModel.predict` does.
  ///
  /// Means are those of the fit to the last bit, and so are standard errors where a row has known
  /// levels of one grouping factor only; with several they agree to rounding.
  /// - Throws: `InvalidInput` for the table, `PredictionError.newLevels`, and
  ///   `.standardErrorUnavailable` where the covariance of two levels was not kept: the pair does
  ///   not occur in the data of the fit, or there were too many.
  public func predict(
    _ table: Table, _ target: PredictionTarget = .conditional,
    newLevels: NewLevelPolicy = .refuse, interval: PredictionInterval = .none,
    level: Double = 0.95, degreesOfFreedom: Double? = nil
  ) throws -> Prediction {
    let request = PredictionRequest(
      target: target, newLevels: newLevels, interval: interval, level: level,
      degreesOfFreedom: degreesOfFreedom ?? exactDegreesOfFreedom)
    let rows = try PredictionRows(recipe, table, includesRandom: request.needsRandomEffects)
    return try request.prediction(predictor, rows, residualDeviations: [sigma]) { row in
      try self.errorVariance(rows, row)
    }
  }

  /// - Throws: `PredictionError.standardErrorUnavailable` for levels whose covariance was not
  ///   kept.
  private func errorVariance(_ rows: PredictionRows, _ row: Int) throws -> Double {
    try LevelPairs.contribution(levelPairs, predictor, rows, row)
      + predictor.errorVariance(rows, row: row, target: .conditional)
  }
}
