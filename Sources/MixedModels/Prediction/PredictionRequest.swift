import Numerics

/// What is asked of a prediction, and how it is put together.
struct PredictionRequest: Sendable {
  let target: PredictionTarget
  let newLevels: NewLevelPolicy
  let interval: PredictionInterval
  let level: Double
  /// Of the t quantile; nil for the normal one.
  let degreesOfFreedom: Double?

  /// Whether the columns of the random effects matter.
  var needsRandomEffects: Bool { target == .conditional || interval == .observation }

  /// - Parameters:
  ///   - residualDeviations: the residual SD of each row, or of all.
  ///   - errorVariance: for a row at known levels of several factors the variance of the error of
  ///     its conditional mean.
  func prediction(
    _ predictor: LinearPredictor, _ rows: PredictionRows, residualDeviations: [Double],
    errorVariance: (Int) throws -> Double
  ) throws -> Prediction {
    let unknown = target == .conditional ? try newLevels.accepted(predictor.newLevels(rows)) : []
    let means = predictor.means(rows, target: target)
    if interval == .none {
      return Prediction(
        rows: rows.rows, omissions: rows.omissions, means: means, standardErrors: [], lower: [],
        upper: [], newLevels: unknown)
    }
    let upperTail = 0.5 * (1 - level)
    let quantile =
      degreesOfFreedom.map {
        StudentTDistribution(degreesOfFreedom: $0).quantile(upperTail, tail: .upper)
      } ?? NormalDistribution.standard.quantile(upperTail, tail: .upper)
    var (errors, lower, upper) = ([Double](), [Double](), [Double]())
    for row in 0..<rows.count {
      let variance = try meanVariance(predictor, rows, row, errorVariance)
      let residual = residualDeviations[residualDeviations.count == 1 ? 0 : row]
      let spread = interval == .mean ? variance : variance + residual * residual
      errors.append(max(0, variance).squareRoot())
      let width = quantile * max(0, observationVariance(predictor, rows, row) + spread).squareRoot()
      lower.append(means[row] - width)
      upper.append(means[row] + width)
    }
    return Prediction(
      rows: rows.rows, omissions: rows.omissions, means: means, standardErrors: errors,
      lower: lower, upper: upper, newLevels: unknown)
  }

  /// The variance of the error of the mean; the random effects of new levels are in it.
  private func meanVariance(
    _ predictor: LinearPredictor, _ rows: PredictionRows, _ row: Int,
    _ errorVariance: (Int) throws -> Double
  ) throws -> Double {
    guard target == .conditional else {
      return predictor.errorVariance(rows, row: row, target: .population)
    }
    let known = rows.factors.count { $0.codes[row] >= 0 }
    let ofKnown =
      known > 1
      ? try errorVariance(row) : predictor.errorVariance(rows, row: row, target: .conditional)
    return rows.factors.indices.filter { rows.factors[$0].codes[row] < 0 }
      .reduce(ofKnown) { $0 + predictor.priorVariance($1, rows, row: row) }
  }

  /// What a new observation's random effects add to a population mean.
  private func observationVariance(
    _ predictor: LinearPredictor, _ rows: PredictionRows, _ row: Int
  ) -> Double {
    guard interval == .observation, target == .population else { return 0 }
    return rows.factors.indices.reduce(0) {
      $0 + predictor.priorVariance($1, rows, row: row)
    }
  }
}
