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
    let known = rows.factors.indices.filter { rows.factors[$0].codes[row] >= 0 }
    var variance = predictor.errorVariance(rows, row: row, target: .conditional)
    for second in known {
      for first in known where first < second {
        let (a, b) = (rows.factors[first], rows.factors[second])
        let key = Int(a.codes[row]) * predictor.factors[second].levelCount + Int(b.codes[row])
        let pairs = levelPairs.first { $0.first == first && $0.second == second }
        guard
          let part = pairs?.contribution(
            key: key, predictor.values(a, rows, row: row), predictor.values(b, rows, row: row))
        else {
          throw PredictionError.standardErrorUnavailable(
            row: row, groups: [groups[first].group, groups[second].group])
        }
        variance += part
      }
    }
    return variance
  }
}
