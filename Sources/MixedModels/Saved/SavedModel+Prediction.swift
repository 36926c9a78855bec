extension SavedModel {
  func predict(_ rows: PredictionRows, _ request: PredictionRequest) throws -> Prediction {
    try request.prediction(predictor, rows, residualDeviations: [sigma]) { row in
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
