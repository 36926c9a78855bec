import Numerics

extension PooledEffects {
  /// The distribution of the true effect in a new study: location-scale t (or normal) with
  /// mean x' b and scale sqrt(tau^2 + x' C x), C with the Knapp-Hartung factor.
  ///
  /// `row` holds the new study's values of the design's columns; it is needed with moderators.
  /// - Returns: nil where tau^2 or the standard error has no value, or the degrees of freedom are
  ///   not positive.
  /// - Throws: `PoolingError.rowValues` where values are missing.
  public func prediction(
    _ method: PredictionMethod = .residual, at row: [Double]? = nil
  ) throws -> PredictiveDistribution? {
    let row = row ?? interceptRow
    try checkRow(row)
    guard let tauSquared, let varianceFactor else { return nil }
    let freedom: Double? =
      switch method {
      case .normal: nil
      case .residual: Double(residualDegreesOfFreedom)
      case .residualMinusOne: Double(residualDegreesOfFreedom - 1)
      }
    let scale = (tauSquared + varianceFactor * variance(of: row)).squareRoot()
    guard scale > 0, freedom.map({ $0 > 0 }) ?? true else { return nil }
    return PredictiveDistribution(
      mean: dotProduct(row, estimates), scale: scale, degreesOfFreedom: freedom)
  }

  /// The interval of that distribution at the confidence level.
  public func predictionInterval(
    _ method: PredictionMethod = .residual, at row: [Double]? = nil
  ) throws -> EffectInterval? {
    try prediction(method, at: row)?.interval(level: pooling.confidenceLevel)
  }
}

extension PredictiveDistribution {
  /// The standardised distribution: Student's t, or the standard normal as its limit.
  private var standard: StudentTDistribution {
    StudentTDistribution(degreesOfFreedom: degreesOfFreedom ?? .infinity)
  }

  /// The central interval of a coverage between 0 and 1.
  public func interval(level: Double) -> EffectInterval {
    .around(mean, scale * standard.quantile((1 - level) / 2, tail: .upper))
  }

  /// P(effect < x), or P(effect > x).
  public func probability(_ tail: Tail, _ x: Double) -> Double {
    standard.cumulative((x - mean) / scale, tail: tail)
  }
}
