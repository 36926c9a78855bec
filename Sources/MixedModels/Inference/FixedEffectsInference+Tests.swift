import Numerics

extension FixedEffectsInference {
  /// The estimate of l' beta, its standard error, t test and interval.
  ///
  /// - Parameters:
  ///   - weights: l, one element per coefficient.
  ///   - label: what the result is called.
  ///   - level: of the two-sided interval.
  /// - Throws: `InferenceError.contrastLength`, `.emptyHypothesis`.
  public func contrast(
    _ weights: [Double], label: String = "contrast", level: Double = 0.95
  ) throws -> ContrastEstimate {
    try check(weights, label: label)
    return estimate(weights, label: label, level: level)
  }

  /// Every coefficient, in model-matrix order.
  public func coefficientTable(level: Double = 0.95) -> CoefficientTable {
    let rows = coefficients.indices.map { index in
      var weights = [Double](repeating: 0, count: coefficients.count)
      weights[index] = 1
      return estimate(weights, label: names[index], level: level)
    }
    return CoefficientTable(
      method: method, information: information, level: level, rows: rows, notes: notes)
  }

  /// The test that L beta = 0: F, or t squared for one row.
  ///
  /// - Parameters:
  ///   - hypothesis: L, one column per coefficient; dependent rows are left out.
  ///   - label: what the result is called.
  /// - Throws: `InferenceError.contrastLength`, `.emptyHypothesis`.
  public func test(_ hypothesis: Matrix, label: String = "hypothesis") throws -> HypothesisTest {
    guard hypothesis.columns == coefficients.count else {
      throw InferenceError.contrastLength(
        label: label, expected: coefficients.count, found: hypothesis.columns)
    }
    guard hypothesis.largestMagnitude > 0 else {
      throw InferenceError.emptyHypothesis(label: label)
    }
    let rows = try Self.independentRows(hypothesis)
    let values = rows * coefficients
    let factor = try CholeskyFactor((rows * covariance).productTransposed(rows))
    let wald = dotProduct(values, factor.solve(values))
    let (scale, degreesOfFreedom) = try denominator(rows)
    return HypothesisTest(
      label: label, rank: rows.rows, unscaled: wald / Double(rows.rows), scale: scale,
      degreesOfFreedom: degreesOfFreedom, sigma: sigma)
  }

  func estimate(_ weights: [Double], label: String, level: Double) -> ContrastEstimate {
    ContrastEstimate(
      label: label, estimate: dotProduct(weights, coefficients),
      variance: dotProduct(weights, covariance * weights),
      degreesOfFreedom: degreesOfFreedom(weights), level: level)
  }

  private func check(_ weights: [Double], label: String) throws {
    guard weights.count == coefficients.count else {
      throw InferenceError.contrastLength(
        label: label, expected: coefficients.count, found: weights.count)
    }
    guard weights.contains(where: { $0 != 0 }) else {
      throw InferenceError.emptyHypothesis(label: label)
    }
  }

  /// Degrees of freedom of one contrast: infinite for a normal test, not positive where there are
  /// none.
  func degreesOfFreedom(_ weights: [Double]) -> Double {
    switch rule {
    case .constant(let value): value
    case .containment(let strata): strata.degreesOfFreedom(Matrix(rows: [weights]))
    case .satterthwaite(let approximation): approximation.degreesOfFreedom(weights)
    case .kenwardRoger(let approximation): approximation.degreesOfFreedom(weights)
    }
  }

  private func denominator(
    _ rows: Matrix
  ) throws -> (scale: Double, degreesOfFreedom: Double) {
    if rows.rows == 1 { return (1, degreesOfFreedom(rows.row(0))) }
    switch rule {
    case .constant(let value): return (1, value)
    case .containment(let strata): return (1, strata.degreesOfFreedom(rows))
    case .satterthwaite(let approximation):
      return (1, try approximation.degreesOfFreedom(rows))
    case .kenwardRoger(let approximation): return try approximation.approximation(rows)
    }
  }

  /// The first rows that are linearly independent.
  private static func independentRows(_ hypothesis: Matrix) throws -> Matrix {
    let columns = hypothesis.transposed
    let decomposition = try PivotedQR(columns)
    let kept = decomposition.permutation.prefix(decomposition.rank).sorted()
    return columns.selectingColumns(kept).transposed
  }
}
