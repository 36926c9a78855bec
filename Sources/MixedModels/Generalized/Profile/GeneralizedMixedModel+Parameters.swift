extension GeneralizedMixedModel {
  /// Everything that an interval can be asked for: standard deviations and correlations of the
  /// random effects, the latent series, the dispersion, fixed effects, and coefficients of the
  /// zero inflation.
  public var modelParameters: [ModelParameter] {
    let ofSeries: [ModelParameter] =
      series == nil ? [] : [.seriesStandardDeviation, .seriesCorrelation]
    return frame.randomParameters + ofSeries + (dispersion == nil ? [] : [.dispersion])
      + coefficients.indices.map { .fixedEffect($0) }
      + zeroInflationCoefficients.indices.map { .zeroInflation($0) }
  }

  /// The parameter as in ``parameterTable(level:joint:)``: `sd_age|person`,
  /// `cor_age.(Intercept)|person`, `sd_series`, `dispersion`, or the name of the fixed effect;
  /// `zero:` stands before that of a coefficient of the zero inflation.
  public func name(of parameter: ModelParameter) -> String { frame.name(of: parameter) }

  /// The estimate; nil for a correlation with a random effect that does not vary, and for what
  /// the model does not have.
  public func estimate(of parameter: ModelParameter) -> Double? {
    GeneralizedEstimates(
      coefficients: coefficients, zeroInflationCoefficients: zeroInflationCoefficients,
      parameters: parameters, series: series, dispersion: dispersion
    ).value(of: parameter, ParameterLayout(frame.random))
  }
}
