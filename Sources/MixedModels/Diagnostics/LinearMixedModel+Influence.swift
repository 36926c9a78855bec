extension LinearMixedModel {
  /// The leverage of every used row: how much its fitted value moves with its response,
  /// d fitted_i / d y_i at known covariance, random effects included; R's `hatvalues`.
  ///
  /// It is weight_i times the unscaled variance of the error of the row's conditional mean.
  /// - Throws: `DiagnosticsError.noLeverage`, and what the likelihood throws.
  public func leverages() throws -> [Double] {
    if let residual = frame.residual {
      throw DiagnosticsError.noLeverage(residual.correlationText ?? residual.varianceText ?? "")
    }
    let likelihood = try likelihood()
    let rows = PredictionRows(frame)
    let predictor = try LinearPredictor(self, likelihood, withErrors: frame.random.count == 1)
    return (0..<rows.count).map { row in
      let variance =
        frame.random.count > 1
        ? errorVariance(likelihood, predictor, rows, row)
        : predictor.errorVariance(rows, row: row, target: .conditional)
      let weight = frame.weights.isEmpty ? 1 : frame.weights[row]
      return weight * variance / (sigma * sigma)
    }
  }

  /// Cook's distance of every used row, r^2 h / (p (1 - h)^2) with r the Pearson residual and h
  /// the leverage; R's `cooks.distance`.
  /// - Throws: as `leverages`.
  public func cooksDistances() throws -> [Double] {
    zip(try residuals(.pearson), try leverages()).map { residual, leverage in
      let rest = 1 - leverage
      return residual * residual * leverage / (Double(coefficients.count) * rest * rest)
    }
  }
}
