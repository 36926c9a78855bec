import Numerics

extension DependentPooledEffects {
  /// Every coefficient with its test, in the order of the design's columns.
  public var coefficients: [CoefficientEstimate] {
    coefficients(covariance: covariance, degreesOfFreedom: testDegreesOfFreedom)
  }

  /// All listed coefficients zero at once, by default all but the intercept (all without one).
  ///
  /// b' inv(C) b against chi-squared(m), or, with a t test, that over m against F(m, d), d the
  /// least of the coefficients' degrees of freedom. Nil where the covariance is singular.
  public func omnibusTest(of columns: [Int]? = nil) -> OmnibusTest? {
    let chosen =
      columns
      ?? (design.interceptColumn.map { intercept in
        estimates.indices.filter { $0 != intercept || estimates.count == 1 }
      } ?? Array(estimates.indices))
    let block = Matrix(rows: chosen.map { i in chosen.map { covariance[i, $0] } })
    guard !chosen.isEmpty, let factor = try? CholeskyFactor(block) else { return nil }
    let whitened = factor.solveLower(chosen.map { estimates[$0] })
    return OmnibusTest(
      square: dotProduct(whitened, whitened), columns: chosen.count,
      degreesOfFreedom: chosen.compactMap { testDegreesOfFreedom[$0] }.min())
  }

  /// Of each coefficient; nil for the normal distribution.
  var testDegreesOfFreedom: [Double?] {
    let rest = Double(residualDegreesOfFreedom)
    return estimates.indices.map { column in
      switch pooling.test {
      case .normal: nil
      case .residual: rest
      case .containment:
        isConstantWithinStudies(column)
          ? max(1, Double(studies.count - design.columns)) : max(1, rest)
      }
    }
  }

  private func isConstantWithinStudies(_ column: Int) -> Bool {
    likelihood.blocks.allSatisfy { block in
      let first = design.row(block.places[0])[column]
      return block.places.allSatisfy { design.row($0)[column] == first }
    }
  }

  func coefficients(
    covariance: Matrix, degreesOfFreedom: [Double?]
  ) -> [CoefficientEstimate] {
    estimates.indices.map { place in
      CoefficientEstimate(
        name: design.names[place], estimate: estimates[place],
        inference: inference(
          of: estimates[place], variance: covariance[place, place],
          degreesOfFreedom: degreesOfFreedom[place]))
    }
  }

  private func inference(
    of estimate: Double, variance: Double, degreesOfFreedom: Double?
  ) -> CoefficientEstimate.Inference? {
    guard variance > 0 else { return nil }
    let distribution = StudentTDistribution(degreesOfFreedom: degreesOfFreedom ?? .infinity)
    let tail = (1 - pooling.confidenceLevel) / 2
    let quantile =
      degreesOfFreedom == nil
      ? NormalDistribution.standard.quantile(tail, tail: .upper)
      : distribution.quantile(tail, tail: .upper)
    let error = variance.squareRoot()
    return CoefficientEstimate.Inference(
      standardError: error, statistic: estimate / error, degreesOfFreedom: degreesOfFreedom,
      probability: distribution.twoSidedProbability(estimate / error),
      interval: .around(estimate, quantile * error))
  }
}
