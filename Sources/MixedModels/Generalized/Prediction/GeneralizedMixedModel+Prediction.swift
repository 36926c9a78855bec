import Numerics
import Tables

extension GeneralizedMixedModel {
  /// Predicts the rows the model was fitted to.
  ///
  /// Errors are computed on the scale of the link: the variance of
  /// x'(betahat - beta) + z'(bhat - b) is z' var(b | y) z + g' cov(all parameters) g, where g are
  /// the derivatives of the predictor with the modes in it; for the population x' cov(beta) x.
  /// Intervals of means are those of the link transformed; with extra zeros they are by the delta
  /// method on the logarithm of (1 - pi) mu. On the scale of the response a standard error is by
  /// the delta method.
  ///
  /// An interval for a new observation has the quantiles of its distribution with the linear
  /// predictor normal about its estimate, pi at its estimate; of a binomial response it bounds the
  /// share of events among the row's trials. Ends are attained: counts, not fractions of them.
  /// - Parameters:
  ///   - target: the population's typical level (b = 0), or the rows' own levels.
  ///   - scale: of the linear predictor, or of the response.
  ///   - averagingOverRandomEffects: the mean over the levels' distribution, in place of that of a
  ///     level with b = 0: E g^-1(eta + z'b), the covariance of b taken as known. For conditional
  ///     predictions this concerns new levels alone. No influence on the scale of the link.
  ///   - interval: the interval wanted, if any.
  ///   - level: of the interval.
  /// - Throws: `InvalidInput` M144, M145 for what does not exist, and what the objective throws.
  public func predict(
    _ target: PredictionTarget = .conditional, scale: PredictionScale = .response,
    averagingOverRandomEffects: Bool = false, interval: PredictionInterval = .none,
    level: Double = 0.95
  ) throws -> Prediction {
    let request = GeneralizedPredictionRequest(
      target: target, scale: scale, averaging: averagingOverRandomEffects, interval: interval,
      level: level)
    return try predict(request) { try fittedRows($0) }
  }

  /// Predicts the rows of a table that have all values; the response is not needed.
  ///
  /// A latent series is 0 in new rows: its values belong to the times of the fit.
  /// - Parameters:
  ///   - table: with the columns of the predictors, and, unless the population's mean on its own
  ///     is asked for, those of the grouping factors.
  ///   - target: the population's typical level (b = 0), or the rows' own levels.
  ///   - newLevels: what to do at levels of a grouping factor that the fit does not know.
  ///   - scale: of the linear predictor, or of the response.
  ///   - averagingOverRandomEffects: the mean over the levels' distribution, as above.
  ///   - interval: the interval wanted, if any.
  ///   - level: of the interval.
  /// - Throws: `InvalidInput` for the table, `PredictionError.newLevels`, and as above.
  public func predict(
    _ table: Table, _ target: PredictionTarget = .conditional,
    newLevels: NewLevelPolicy = .refuse, scale: PredictionScale = .response,
    averagingOverRandomEffects: Bool = false, interval: PredictionInterval = .none,
    level: Double = 0.95
  ) throws -> Prediction {
    let request = GeneralizedPredictionRequest(
      target: target, newLevels: newLevels, scale: scale, averaging: averagingOverRandomEffects,
      interval: interval, level: level)
    return try predict(request) { _ in
      try GeneralizedRows(
        frame.recipe, zeroRecipe: frame.zeroRecipe, table, trials: specification.trials,
        includesRandom: request.needsRandomEffects)
    }
  }

  private func predict(
    _ request: GeneralizedPredictionRequest,
    _ makeRows: (GeneralizedPredictor) throws -> GeneralizedRows
  ) throws -> Prediction {
    let objective = try objective()
    let sensitivities = request.interval == .none ? nil : try ModeSensitivities(self)
    let predictor = try GeneralizedPredictor(self, objective, sensitivities)
    let rows = try makeRows(predictor)
    let (linear, target) = (predictor.linear, request.target)
    // With a series the rows' own predictors are what moves, and varies.
    if let sensitivities, target == .conditional, !rows.series.isEmpty {
      let variances = predictorVariances(objective)
      return try request.prediction(predictor, rows) { row in
        (variances[row], sensitivities.predictors[row])
      }
    }
    return try request.prediction(predictor, rows) { row in
      let gradient = linear.parameterGradient(rows.linear, row: row, target: target)
      let known = target == .population ? [] : linear.knownEffects(rows.linear, row: row)
      return (known.isEmpty ? 0 : objective.originalVariance(known), gradient)
    }
  }

  /// The rows of the fit, in the order of the frame.
  private func fittedRows(_ predictor: GeneralizedPredictor) throws -> GeneralizedRows {
    let rows = PredictionRows(frame)
    var series: [Double] = []
    if self.series != nil {
      series = zip(linearPredictor, predictor.linear.means(rows, target: .conditional)).map(-)
    }
    return GeneralizedRows(
      linear: rows, zero: frame.zeroInflation?.matrix, trials: frame.trials, series: series)
  }

  /// (Z Lambda inverse(H) Lambda'Z')_ii of every row of the frame, the latent series in it.
  private func predictorVariances(_ objective: LaplaceObjective) -> [Double] {
    let leverages = DoubleBuffer(count: problem.rowCount)
    objective.engine.leverages(into: leverages.base)
    return problem.inFrameOrder(leverages)
  }
}

extension LinearPredictor {
  /// The effects of a row's known levels, each with its column's value.
  func knownEffects(_ rows: PredictionRows, row: Int) -> [LevelPairs.Effects] {
    rows.factors.indices.compactMap { index in
      let design = rows.factors[index]
      guard design.codes[row] >= 0 else { return nil }
      return (index, Int(design.codes[row]), values(design, rows, row: row))
    }
  }
}
