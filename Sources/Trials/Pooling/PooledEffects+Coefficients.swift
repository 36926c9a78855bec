import Numerics

extension PooledEffects {
  /// Every coefficient with its test, in the order of the design's columns.
  public var coefficients: [CoefficientEstimate] {
    let quantile = testQuantile
    return estimates.indices.map { place in
      CoefficientEstimate(
        name: design.names[place], estimate: estimates[place],
        inference: inference(
          of: estimates[place], variance: modelCovariance[place * design.columns + place],
          quantile: quantile))
    }
  }

  /// The expected effect of a study with these values of the design's columns.
  /// - Throws: `PoolingError.rowValues` where a value is missing.
  public func mean(at row: [Double]) throws -> CoefficientEstimate {
    try checkRow(row)
    let estimate = dotProduct(row, estimates)
    return CoefficientEstimate(
      name: "mean", estimate: estimate,
      inference: inference(of: estimate, variance: variance(of: row), quantile: testQuantile))
  }

  /// All listed coefficients zero at once, by default all but the intercept (all without one).
  ///
  /// b' inverse(C) b against chi-squared(m) for the normal test; otherwise that over m against
  /// F(m, k - p). Nil where the covariance has no value or is singular.
  public func omnibusTest(of columns: [Int]? = nil) -> OmnibusTest? {
    let chosen =
      columns
      ?? (design.interceptColumn.map { intercept in
        estimates.indices.filter { $0 != intercept || estimates.count == 1 }
      } ?? Array(estimates.indices))
    guard let covariance, !chosen.isEmpty else { return nil }
    let block = Matrix(rows: chosen.map { i in chosen.map { covariance[i, $0] } })
    guard let factor = try? CholeskyFactor(block) else { return nil }
    let whitened = factor.solveLower(chosen.map { estimates[$0] })
    let square = dotProduct(whitened, whitened)
    guard testDegreesOfFreedom.map({ $0 > 0 }) ?? true else { return nil }
    return OmnibusTest(
      square: square, columns: chosen.count, degreesOfFreedom: testDegreesOfFreedom)
  }

  /// k - p for the t tests, nil for the normal one.
  var testDegreesOfFreedom: Double? {
    pooling.test == .normal ? nil : Double(residualDegreesOfFreedom)
  }

  /// The two-sided quantile of the test, nil without residual degrees of freedom.
  var testQuantile: Double? { quantile(degreesOfFreedom: testDegreesOfFreedom) }

  func quantile(degreesOfFreedom: Double?) -> Double? {
    let tail = (1 - pooling.confidenceLevel) / 2
    guard let freedom = degreesOfFreedom else {
      return NormalDistribution.standard.quantile(tail, tail: .upper)
    }
    guard freedom > 0 else { return nil }
    return StudentTDistribution(degreesOfFreedom: freedom).quantile(tail, tail: .upper)
  }

  /// x' C x before the Knapp-Hartung factor.
  func variance(of row: [Double]) -> Double {
    let p = design.columns
    var sum = 0.0
    for a in 0..<p {
      for b in 0..<p { sum += row[a] * modelCovariance[a * p + b] * row[b] }
    }
    return sum
  }

  func checkRow(_ row: [Double]) throws {
    guard row.count == design.columns else {
      throw PoolingError.rowValues(values: row.count, columns: design.names)
    }
  }

  /// The row of an intercept alone; with moderators it has to be given.
  var interceptRow: [Double] { design.columns == 1 && design.interceptColumn == 0 ? [1] : [] }

  private func inference(
    of estimate: Double, variance: Double, quantile: Double?
  ) -> CoefficientEstimate.Inference? {
    guard let quantile, let factor = varianceFactor, factor * variance > 0 else { return nil }
    let error = (factor * variance).squareRoot()
    let statistic = estimate / error
    let freedom = testDegreesOfFreedom
    return CoefficientEstimate.Inference(
      standardError: error, statistic: statistic, degreesOfFreedom: freedom,
      probability: StudentTDistribution(degreesOfFreedom: freedom ?? .infinity)
        .twoSidedProbability(statistic),
      interval: .around(estimate, quantile * error))
  }
}
