/// The estimates of a generalised model in units of the original columns.
struct GeneralizedEstimates: Sendable {
  let coefficients: [Double]
  let zeroInflationCoefficients: [Double]
  let parameters: CovarianceParameters
  let series: GeneralizedMixedModel.LatentSeries?
  let dispersion: Double?

  /// The value of a parameter; nil for a correlation of what does not vary, and for what the model
  /// does not have.
  ///
  /// - Parameter layout: of theta.
  func value(of parameter: ModelParameter, _ layout: ParameterLayout) -> Double? {
    switch parameter {
    case .fixedEffect(let index): coefficients[index]
    case .zeroInflation(let index): zeroInflationCoefficients[index]
    case .seriesStandardDeviation: series?.standardDeviation
    case .seriesCorrelation:
      series.flatMap { $0.standardDeviation > 0 ? $0.correlation : nil }
    case .dispersion: dispersion
    case .standardDeviation, .correlation:
      layout.value(of: parameter, parameters: parameters.vector, sigma: 1)
    case .residualStandardDeviation: nil
    }
  }
}
