import Numerics
import Tables

extension LinearMixedModel {
  /// Predicts the mean of the rows the model was fitted to.
  ///
  /// Standard errors take the covariance parameters as known. The variance of the error of a
  /// conditional mean is that of x'(betahat - beta) + z'(bhat - b) (Henderson 1975), the
  /// covariance of betahat and bhat included.
  /// - Parameters:
  ///   - target: whose mean.
  ///   - interval: the interval wanted, if any.
  ///   - level: of the interval.
  ///   - degreesOfFreedom: of the t quantile. Without it n - p for a model without random effects
  ///     and residual structure, where the interval is exact, and the normal quantile otherwise.
  /// - Throws: what the likelihood throws.
  public func predict(
    _ target: PredictionTarget = .conditional, interval: PredictionInterval = .none,
    level: Double = 0.95, degreesOfFreedom: Double? = nil
  ) throws -> Prediction {
    try predict(
      PredictionRows(frame),
      PredictionRequest(
        target: target, newLevels: .refuse, interval: interval, level: level,
        degreesOfFreedom: degreesOfFreedom ?? exactDegreesOfFreedom),
      residualDeviations: try residualDeviations())
  }

  /// Predicts the mean of the rows of a table that have all values; the response is not needed.
  ///
  /// A new observation has the residual variance sigma^2: that of a row of weight 1, and of the
  /// reference stratum where residual variances differ. It is taken as independent of the
  /// residuals at hand also where these are correlated.
  /// - Parameters:
  ///   - table: with the columns of the predictors, and, unless the population mean is asked for,
  ///     those of the grouping factors. An interval for a new observation needs these too.
  ///   - target: whose mean.
  ///   - newLevels: what to do at levels of a grouping factor that the fit does not know.
  ///   - interval: the interval wanted, if any.
  ///   - level: of the interval.
  ///   - degreesOfFreedom: of the t quantile, as above.
  /// - Throws: `InvalidInput` for the table, `PredictionError.newLevels`, and what the likelihood
  ///   throws.
  public func predict(
    _ table: Table, _ target: PredictionTarget = .conditional,
    newLevels: NewLevelPolicy = .refuse, interval: PredictionInterval = .none,
    level: Double = 0.95, degreesOfFreedom: Double? = nil
  ) throws -> Prediction {
    let request = PredictionRequest(
      target: target, newLevels: newLevels, interval: interval, level: level,
      degreesOfFreedom: degreesOfFreedom ?? exactDegreesOfFreedom)
    return try predict(
      PredictionRows(frame.recipe, table, includesRandom: request.needsRandomEffects), request,
      residualDeviations: [sigma])
  }

  /// n - p where residuals are independent and nothing else is random; nil otherwise.
  var exactDegreesOfFreedom: Double? {
    frame.random.isEmpty && frame.residual == nil
      && specification.residualStandardDeviation == nil
      ? Double(observationCount - coefficients.count) : nil
  }

  func predict(
    _ rows: PredictionRows, _ request: PredictionRequest, residualDeviations: [Double]
  ) throws -> Prediction {
    let likelihood = try likelihood()
    let predictor = try LinearPredictor(
      self, likelihood, withErrors: request.interval != .none && request.target == .conditional)
    return try request.prediction(predictor, rows, residualDeviations: residualDeviations) { row in
      self.errorVariance(likelihood, predictor, rows, row)
    }
  }

  /// The variance of x'(betahat - beta) + z'(bhat - b) at the known levels of a row, the
  /// covariances between levels of different factors included.
  func errorVariance(
    _ likelihood: Likelihood, _ predictor: LinearPredictor, _ rows: PredictionRows, _ row: Int
  ) -> Double {
    let random = rows.factors.indices.compactMap {
      index -> (factor: Int, level: Int, values: [Double])? in
      let design = rows.factors[index]
      guard design.codes[row] >= 0 else { return nil }
      return (index, Int(design.codes[row]), predictor.values(design, rows, row: row))
    }
    let fixed = coefficients.indices.map { rows.fixed[row, $0] }
    return sigma * sigma * likelihood.unscaledVariance(fixed: fixed, random: random)
  }

  /// The residual standard deviation of each used row.
  /// - Throws: what the residual covariance throws.
  func residualDeviations() throws -> [Double] {
    if let factor = try frame.residualFactor(parameters.residual) {
      return factor.relativeDeviations.map { sigma * $0 }
    }
    if frame.weights.isEmpty { return [Double](repeating: sigma, count: observationCount) }
    return frame.weights.map { sigma / $0.squareRoot() }
  }
}
