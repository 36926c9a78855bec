extension HeterogeneityPrior {
  /// The prior that is taken where none is given, in the units of the outcome.
  ///
  /// | measure | prior of tau |
  /// | --- | --- |
  /// | log ratios | half-normal, scale 0.5: half of it below 0.34, 95 % below 0.98 |
  /// | standardised differences and changes | half-normal, scale 0.5 standard deviations |
  /// | mean differences and changes | half-normal, scale half the comparators' standard deviation |
  ///
  /// Source: Roever, Bender, Dias, Schmid, Schmidli, Sturtz, Weber and Friede (2021), "On weakly
  /// informative prior distributions for the heterogeneity parameter in Bayesian random-effects
  /// meta-analysis".
  ///
  /// `comparatorStandardDeviation`: for mean differences alone; see
  /// `SummarizedStudy.comparatorStandardDeviation(of:)`.
  ///
  /// - Throws: `PoolingError.outOfRange` of a measure without a default, such as the risk
  ///   difference, and of a mean difference without a standard deviation above 0.
  public static func standard(
    for measure: EffectMeasure, comparatorStandardDeviation: Double? = nil
  ) throws -> HeterogeneityPrior {
    if measure.isLogarithm || measure.isInStandardDeviations { return .halfNormal(scale: 0.5) }
    guard measure == .meanDifference || measure == .meanChange else {
      throw PoolingError.outOfRange(
        "no default prior of tau for \(measure.rawValue); state one in its units")
    }
    guard let deviation = comparatorStandardDeviation, deviation > 0, deviation.isFinite else {
      throw PoolingError.outOfRange(
        "the default prior of tau for \(measure.rawValue) without a standard deviation of the "
          + "comparators above 0; state a prior in the units of the outcome")
    }
    return .halfNormal(scale: deviation / 2)
  }
}

extension EffectMeasure {
  /// Estimates are differences in units of a standard deviation.
  var isInStandardDeviations: Bool {
    switch self {
    case .standardizedMeanDifference, .standardizedMeanDifferenceHeteroscedastic, .glassDelta,
      .glassDeltaHeteroscedastic, .probitDifference, .oddsRatioAsNormalDifference,
      .oddsRatioAsLogisticDifference, .standardizedMeanChangeChange, .standardizedMeanChangeRaw,
      .standardizedMeanChangeRawHeteroscedastic, .standardizedMeanChangePooled,
      .standardizedMeanChangePooledHeteroscedastic:
      true
    default: false
    }
  }
}

extension SummarizedStudy {
  /// The pooled standard deviation of the comparator arms, sqrt(sum of (n - 1) SD^2 / sum of
  /// (n - 1)); nil where no study has means with standard deviations.
  public static func comparatorStandardDeviation(of studies: [SummarizedStudy]) -> Double? {
    var (squares, freedom) = (0.0, 0.0)
    for study in studies {
      let arm: GroupMean
      switch study.summary {
      case .means(let means): arm = means.comparator
      case .pairedMeans(let pair): arm = pair.comparator
      default: continue
      }
      squares += (arm.n - 1) * arm.variance
      freedom += arm.n - 1
    }
    return freedom > 0 ? (squares / freedom).squareRoot() : nil
  }
}
